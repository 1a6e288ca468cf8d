import MemoryModel

/// torch's scaler of losses, where autocast computes in fp16.
///
/// Source: torch 2.15 amp/grad_scaler.py `GradScaler`; accelerate 1.15 accelerator.py
/// `Accelerator.backward`, `unscale_gradients`, optimizer.py `AcceleratedOptimizer.step`.
struct GradScaler {
  let machine: Machine
  private var scale = View.none

  init?(_ machine: Machine, _ precision: Precision) {
    guard precision.autocast == .fp16 else { return nil }
    self.machine = machine
  }

  /// `_lazy_init_scale_growth_tracker`: they stay.
  mutating func makeStates() {
    let one = machine.count(1)
    let storage = machine.allocate(one, .fp32, .scale, .state)
    scale = View(storage: storage, elements: one.index, format: .fp32)
    _ = machine.allocate(one, .int32, .step, .state)
  }

  mutating func scaled(_ loss: borrowing Tensor) -> Tensor {
    if scale.isNone { makeStates() }
    return machine.multiply(loss.view, scale)
  }

  /// `unscale_`: whether some gradient is infinite, which stays until `update`.
  func unscale() -> Tensor {
    func scalar(_ format: Format) -> Tensor { machine.new(machine.count(1), format, .scale) }
    var inverse = scalar(.fp64)
    inverse = scalar(.fp64)
    inverse = scalar(.fp32)
    let found = scalar(.fp32)
    // `_MultiDeviceReplicator.get` copies both for the card.
    let inverseThere = scalar(.fp32)
    let foundThere = scalar(.fp32)
    _ = (inverse.format, found.format, inverseThere.format)
    return foundThere
  }
}
