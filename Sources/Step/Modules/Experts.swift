import MemoryModel

/// The experts of a layer: gated MLPs, whose weights are parameters that hold those of all.
///
/// Source: transformers 5.23 models/mixtral/modeling_mixtral.py `MixtralExperts`,
/// models/qwen3_moe/modeling_qwen3_moe.py `Qwen3MoeExperts`.
struct Experts {
  let module: Module
  var gateUp: AdaptedParameter
  var down: AdaptedParameter
  let count: Size
  let input: Size
  let width: Size

  init(_ load: Loader) {
    let (load, d) = (load.inside("experts"), load.dimensions)
    module = load.parent
    (count, input, width) = (d.experts, d.hidden, d.expertWidth)
    gateUp = AdaptedParameter(load, experts: count, 2 * width, by: input)
    down = AdaptedParameter(load, experts: count, input, by: width)
  }

  mutating func adapt(_ load: Loader, _ adapter: Adapter) {
    if adapter.targets.reach(.gateUp, load) { gateUp.adapt(load, adapter, fused: 2) }
    if adapter.targets.reach(.down, load) { down.adapt(load, adapter) }
  }

  /// The adapter of the last weight stands around that of the first, and both around the module.
  ///
  /// Source: peft 0.21 tuners/lora/layer.py `ParamWrapper.forward`.
  func callAsFunction(_ x: borrowing Tensor, _ routed: borrowing Routed) -> Tensor {
    let machine = x.machine
    let outer = machine.enter(module)
    defer { machine.leave(to: outer) }
    let downFactors = down.activate(on: machine)
    let gateUpFactors = gateUp.activate(on: machine)
    return forward(x, routed, gateUpFactors, downFactors)
  }

  /// Source: transformers 5.23 integrations/moe.py `grouped_mm_experts_forward`. What a parametrization
  /// gives is cached until the adapters return.
  private func forward(
    _ x: borrowing Tensor, _ routed: borrowing Routed,
    _ gateUpFactors: borrowing AdaptedParameter.Factors?,
    _ downFactors: borrowing AdaptedParameter.Factors?
  ) -> Tensor {
    let machine = x.machine
    let sorted = routed.places.sort()
    let copies = x.rows(at: machine.new(sorted.order.elements, .int64, .places), width: input)
    let scores = routed.scores.rows(at: sorted.order, width: machine.count(1))
    let chosen = machine.new(sorted.order.elements, .int32, .places)
    let counts = machine.new(count, .int32, .counts)
    let offsets = machine.new(count, .int32, .counts)
    let gateUp = gateUp.folded(gateUpFactors, on: machine)
    var output = machine.groupedProduct(
      copies, gateUp.view, offsets: offsets, from: input, to: 2 * width)
    output = gate(output)
    let down = down.folded(downFactors, on: machine)
    output = machine.groupedProduct(output, down.view, offsets: offsets, from: width, to: input)
    var weighted = output * scores
    let inverse = machine.new(sorted.order.elements, .int64, .places)
    _ = machine.new(sorted.order.elements, .int64, .places)
    weighted = weighted.rows(at: inverse, width: input)
    let sum = weighted.sumOfCopies(x.elements)
    let result = sum.to(x.format)
    _ = sum.format
    _ = gateUp.format
    _ = down.format
    _ = sorted.values.format
    _ = copies.format
    _ = chosen.format
    _ = counts.format
    _ = output.format
    _ = weighted.format
    return result
  }

  /// Source: the same, `_default_apply_gate`.
  private func gate(_ x: borrowing Tensor) -> Tensor {
    let halves = x.split(width, width)
    return silu(halves.first) * halves.second
  }
}

/// What a router gives: its logits, and for each token the experts that it takes with their scores.
struct Routed: ~Copyable {
  let logits: Tensor
  let scores: Tensor
  let places: Tensor
}
