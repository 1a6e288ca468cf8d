import MemoryModel

/// `MixtralTopKRouter`, `Qwen3MoeTopKRouter`: the experts of the highest probabilities.
///
/// Source: transformers 5.23 models/mixtral/modeling_mixtral.py `MixtralTopKRouter.forward`,
/// models/qwen3_moe/modeling_qwen3_moe.py `Qwen3MoeTopKRouter.forward`.
struct TopKRouter {
  let module: Module
  let weight: View
  let count: Size
  let active: Size
  let input: Size
  /// `norm_topk_prob`: whether the scores of a token add up to one.
  let isNormalised: Bool
  let keepsFP32: Bool

  init(_ load: Loader) {
    let experts = load.setup.architecture.experts
    let (load, d) = (load.inside("gate"), load.dimensions)
    module = load.parent
    (count, active, input) = (d.experts, d.active, d.hidden)
    weight = load.parameter(count, by: input, load.unpacked)
    isNormalised = experts?.normalised == true
    keepsFP32 = experts?.fp32Scores == true
  }

  func callAsFunction(_ x: borrowing Tensor) -> Routed {
    let machine = x.machine
    let outer = machine.enter(module)
    defer { machine.leave(to: outer) }
    let logits = machine.linear(x, weight, from: input, to: count)
    let probabilities = logits.to(.fp32).softmax()
    let rows = x.elements / input
    let top = probabilities.topk(rows, active)
    var scores = top.values.share()
    if isNormalised { scores = scores.divideInPlace(by: scores.sum(rows: rows)) }
    if !keepsFP32 { scores = scores.to(logits.format) }
    _ = probabilities.format
    return Routed(logits: logits.share(), scores: scores, places: top.places.share())
  }
}
