import MemoryModel

/// What sees and hears for a text model, as it is loaded: frozen, without adapters, and passed by where
/// a batch has no images.
struct TowerWeights {
  let load: Loader
  let tower: Architecture.Tower
  /// Whether one stretch of tensors stands for like ones.
  let folded: Bool

  /// Makes the tensors that are registered before the text model.
  func loadBeforeText() { make(stretches.prefix(tower.beforeText)) }

  /// Makes those behind it.
  func loadBehindText() { make(stretches.dropFirst(tower.beforeText)) }

  /// Where only counts were told: all that is packed is one tensor, and all else.
  private var stretches: [Architecture.Tower.Stretch] {
    if !tower.stretches.isEmpty { return tower.stretches }
    let sums = [
      (tower.parameters - tower.linear, Architecture.Tower.Tensor.Kind.parameter),
      (tower.linear, .linear),
    ]
    return [
      Architecture.Tower.Stretch(
        1,
        of: sums.filter { $0.0 > 0 }.map { Architecture.Tower.Tensor(elements: $0.0, kind: $0.1) })
    ]
  }

  private func make(_ stretches: ArraySlice<Architecture.Tower.Stretch>) {
    for stretch in stretches {
      let times = folded ? 1 : stretch.copies
      for _ in 0..<times {
        load.machine.stretch(stretch.copies / times) {
          for tensor in stretch.tensors { make(tensor) }
        }
      }
    }
  }

  private func make(_ tensor: Architecture.Tower.Tensor) {
    let outer = load.machine.enter(load.parent)
    defer { load.machine.leave(to: outer) }
    let elements = load.machine.count(tensor.elements)
    switch tensor.kind {
    case .linear: makeLinear(elements)
    case .parameter: makeParameter(elements)
    case .buffer: _ = load.machine.allocate(elements, load.format, .buffer, .weight)
    case .indices: _ = load.machine.allocate(elements, .int64, .buffer, .weight)
    }
  }

  private func makeLinear(_ elements: Size) {
    let keeps = load.setup.architecture.storage.fourBit?.keepsTower == true
    guard !keeps, let quantization = load.setup.method.quantization else {
      return makeParameter(elements)
    }
    let packed = Weight4Bit(
      input: elements, output: load.machine.count(1), isDoubleQuantised: quantization.doubleQuant,
      loaded: load.format, compute: load.compute)
    packed.load(on: load.machine)
  }

  private func makeParameter(_ elements: Size) {
    load.frozen.with(.tower).register(.weight, elements)
    let storage = load.machine.allocate(elements, load.format, .weight, .weight)
    if load.unpacked != load.format { load.machine.widenLater(storage, elements, load.unpacked) }
  }
}
