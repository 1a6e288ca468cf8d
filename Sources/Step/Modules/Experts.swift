import MemoryModel

/// The experts of a layer: gated MLPs, whose weights are parameters that hold those of all.
///
/// Source: transformers 5.23 models/mixtral/modeling_mixtral.py `MixtralExperts`,
/// models/qwen3_moe/modeling_qwen3_moe.py `Qwen3MoeExperts`, models/gpt_oss/modeling_gpt_oss.py
/// `GptOssExperts`.
struct Experts {
  let module: Module
  var gateUp: AdaptedParameter
  var down: AdaptedParameter
  /// gpt-oss has biases, and clamps gate and up.
  let gateUpBias: View?
  let downBias: View?
  let isClamped: Bool
  /// Whether gate and up are clamped (DeepSeek V4).
  let isLimited: Bool
  /// Without a gate each is up, the square of ReLU, and down (Nemotron H).
  let isGated: Bool
  let count: Size
  let input: Size
  let width: Size
  /// Features of the first product: gate and up, or up.
  let upWidth: Size

  init(_ load: Loader) {
    let (load, d) = (load.inside("experts").with(.experts), load.dimensions)
    let experts = load.setup.architecture.experts
    module = load.parent
    (count, input, width) = (d.experts, d.expertInput, d.expertWidth)
    isGated = experts?.gated != false
    upWidth = isGated ? 2 * width : width
    gateUp = AdaptedParameter(load, .gateUp, experts: count, upWidth, by: input)
    isClamped = experts?.clamped == true
    isLimited = experts?.limited == true
    gateUpBias = isClamped ? load.parameter(count * upWidth, load.unpacked, .bias) : nil
    down = AdaptedParameter(load, .down, experts: count, input, by: width)
    downBias = isClamped ? load.parameter(count * input, load.unpacked, .bias) : nil
  }

  mutating func adapt(_ load: Loader, _ adapter: Adapter) {
    if adapter.targets.reach(.gateUp, in: load.setup.architecture) {
      gateUp.adapt(load, adapter, fused: 2)
    }
    if adapter.targets.reach(.down, in: load.setup.architecture) { down.adapt(load, adapter) }
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
    var bias = machine.hold(gateUpBias ?? .none).rows(at: sorted.values, width: upWidth)
    let gateUp = gateUp.folded(gateUpFactors, on: machine)
    var output = machine.groupedProduct(
      copies, gateUp.view, offsets: offsets, from: input, to: upWidth)
    output = gate(output.addInPlace(bias))
    bias = machine.hold(downBias ?? .none).rows(at: sorted.values, width: input)
    let down = down.folded(downFactors, on: machine)
    output = machine.groupedProduct(output, down.view, offsets: offsets, from: width, to: input)
    output = output.addInPlace(bias)
    var weighted = output * scores
    let inverse = machine.new(sorted.order.elements, .int64, .places)
    _ = machine.new(sorted.order.elements, .int64, .places)
    weighted = weighted.rows(at: inverse, width: input)
    let sum = weighted.sumOfCopies(x.elements)
    let result = sum.to(x.format)
    _ = sum.format
    _ = bias.format
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
    if !isGated { return squaredRelu(x) }
    if isClamped { return gateClamped(x) }
    let halves = x.chunk()
    if isLimited { return gateLimited(halves.first, halves.second) }
    return silu(halves.first) * halves.second
  }

  /// Gate and up lie in turns.
  ///
  /// Source: transformers 5.23 models/gpt_oss/modeling_gpt_oss.py `GptOssExperts._apply_gate`.
  private func gateClamped(_ x: borrowing Tensor) -> Tensor {
    var gate = x.half()
    var up = x.half()
    gate = gate.clamped()
    up = up.clamped(onBothSides: true)
    let glu = gate * gate.scaled().sigmoid()
    let gated = up.plusConstant() * glu
    _ = gate.format
    _ = up.format
    return gated
  }
}

/// `silu(gate.clamp(max=limit)) * up.clamp(-limit, limit)`.
///
/// Source: transformers 5.23 models/deepseek_v4/modeling_deepseek_v4.py
/// `DeepseekV4Experts._apply_gate`.
func gateLimited(_ gate: borrowing Tensor, _ up: borrowing Tensor) -> Tensor {
  let gate = gate.clamped()
  let up = up.clamped(onBothSides: true)
  let result = silu(gate) * up
  _ = (gate.format, up.format)
  return result
}
