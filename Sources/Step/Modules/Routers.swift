import MemoryModel

/// What chooses the experts of each token.
protocol Router {
  init(_ load: Loader)
  mutating func adapt(_ load: Loader, _ adapter: Adapter)
  func callAsFunction(_ x: borrowing Tensor) -> Routed
}

/// One whose weight is a parameter of its own, and of no linear module.
protocol ParameterRouter: Router {
  var weight: AdaptedParameter { get set }
}

/// What a router gives: its logits, and for each token the experts that it takes with their scores.
struct Routed: ~Copyable {
  let logits: Tensor
  let scores: Tensor
  let places: Tensor
}

extension ParameterRouter {
  mutating func adapt(_ load: Loader, _ adapter: Adapter) {
    if adapter.targets.reach(.router, in: load.setup.architecture) { weight.adapt(load, adapter) }
  }
}

/// `MixtralTopKRouter`, `Qwen3MoeTopKRouter`: the experts of the highest probabilities.
///
/// Source: transformers 5.23 models/mixtral/modeling_mixtral.py `MixtralTopKRouter.forward`,
/// models/qwen3_moe/modeling_qwen3_moe.py `Qwen3MoeTopKRouter.forward`.
struct TopKRouter: ParameterRouter {
  var weight: AdaptedParameter
  let active: Size
  /// `norm_topk_prob`: whether the scores of a token add up to one.
  let isNormalised: Bool
  let keepsFP32: Bool

  init(_ load: Loader) {
    let experts = load.setup.architecture.experts
    weight = .router(load.inside("gate"))
    active = load.dimensions.active
    isNormalised = experts?.normalised == true
    keepsFP32 = experts?.fp32Scores == true
  }

  func callAsFunction(_ x: borrowing Tensor) -> Routed {
    let machine = x.machine
    let outer = machine.enter(weight.module)
    defer { machine.leave(to: outer) }
    let read = weight.activated(on: machine)
    let logits = weight.product(x, read.weight)
    let probabilities = logits.to(.fp32).softmax()
    let rows = x.elements / weight.input
    let top = probabilities.topk(rows, active)
    var scores = top.values.share()
    if isNormalised { scores = scores.divideInPlace(by: scores.sum(rows: rows)) }
    if !keepsFP32 { scores = scores.to(logits.format) }
    _ = probabilities.format
    return Routed(logits: logits.share(), scores: scores, places: top.places.share())
  }
}

/// `GraniteMoeTopKRouter`: probabilities of the highest logits alone.
///
/// Source: transformers 5.23 models/granitemoe/modeling_granitemoe.py `GraniteMoeTopKRouter.forward`.
struct TopLogitsRouter: ParameterRouter {
  var weight: AdaptedParameter
  let active: Size

  init(_ load: Loader) {
    weight = .router(load.inside("router"))
    active = load.dimensions.active
  }

  func callAsFunction(_ x: borrowing Tensor) -> Routed {
    let machine = x.machine
    let outer = machine.enter(weight.module)
    defer { machine.leave(to: outer) }
    let logits = weight.product(x, weight.activated(on: machine).weight).to(.fp32)
    let top = logits.topk(x.elements / weight.input, active)
    let scores = top.values.softmax().to(x.format)
    return Routed(logits: logits.share(), scores: scores, places: top.places.share())
  }
}

/// `GptOssTopKRouter`: the same with a bias, and in the format of the logits.
///
/// Source: transformers 5.23 models/gpt_oss/modeling_gpt_oss.py `GptOssTopKRouter.forward`.
struct BiasedRouter: ParameterRouter {
  var weight: AdaptedParameter
  let bias: View
  let active: Size

  init(_ load: Loader) {
    let inside = load.inside("router")
    weight = .router(inside)
    bias = inside.parameter(load.dimensions.experts, load.unpacked, .bias)
    active = load.dimensions.active
  }

  func callAsFunction(_ x: borrowing Tensor) -> Routed {
    let machine = x.machine
    let outer = machine.enter(weight.module)
    defer { machine.leave(to: outer) }
    let logits = machine.linear(
      x, weight.view, bias: bias, from: weight.input, to: weight.output)
    let top = logits.topk(x.elements / weight.input, active)
    let scores = top.values.softmax()
    return Routed(logits: logits.share(), scores: scores, places: top.places.share())
  }
}

/// `MiniMaxM2TopKRouter`: the experts of the highest sigmoids, once a bias is added.
///
/// Source: transformers 5.23 models/minimax_m2/modeling_minimax_m2.py `MiniMaxM2TopKRouter.forward`.
struct SigmoidRouter: ParameterRouter {
  var weight: AdaptedParameter
  let active: Size

  init(_ load: Loader) {
    weight = .router(load.inside("gate"))
    active = load.dimensions.active
  }

  func callAsFunction(_ x: borrowing Tensor) -> Routed {
    let machine = x.machine
    let outer = machine.enter(weight.module)
    defer { machine.leave(to: outer) }
    let rows = x.elements / weight.input
    let read = weight.activated(on: machine)
    let logits = weight.product(x.to(weight.view.format), read.weight)
    let weights = logits.to(.fp32).sigmoid()
    let choice = machine.new(weights.elements, .fp32, .routing)
    let top = machine.withoutGraph { choice.topk(rows, active) }
    var scores = weights.gather(top.places)
    scores = scores.divideInPlace(by: scores.sum(rows: rows))
    _ = weights.format
    _ = choice.format
    return Routed(logits: logits.share(), scores: scores, places: top.places.share())
  }
}

/// `HYV3TopKRouter`: the same in fp32, with scores that are scaled.
///
/// Source: transformers 5.23 models/hy_v3/modeling_hy_v3.py `HYV3TopKRouter.forward`.
struct HYV3Router: ParameterRouter {
  var weight: AdaptedParameter
  let active: Size

  init(_ load: Loader) {
    weight = .router(load.inside("gate"))
    active = load.dimensions.active
  }

  func callAsFunction(_ x: borrowing Tensor) -> Routed {
    let machine = x.machine
    let outer = machine.enter(weight.module)
    defer { machine.leave(to: outer) }
    let rows = x.elements / weight.input
    let read = weight.activated(on: machine)
    let logits = weight.product(x.to(.fp32), read.weight.to(.fp32))
    let weights = logits.sigmoid()
    let choice = machine.new(weights.elements, .fp32, .routing)
    let top = machine.withoutGraph { choice.topk(rows, active) }
    var scores = weights.gather(top.places)
    scores = scores.divided(by: scores.sum(rows: rows).plusConstant())
    scores = scores.scaled()
    _ = weights.format
    _ = choice.format
    return Routed(logits: logits.share(), scores: scores, places: top.places.share())
  }
}

/// `Ernie4_5_MoeTopKRouter`: in fp32 whatever autocast says.
///
/// Source: transformers 5.23 models/ernie4_5_moe/modeling_ernie4_5_moe.py
/// `Ernie4_5_MoeTopKRouter.forward`.
struct ErnieRouter: ParameterRouter {
  var weight: AdaptedParameter
  let active: Size

  init(_ load: Loader) {
    let load = load.inside("gate").inFP32()
    weight = .router(load)
    _ = load.inside("moe_statics").frozen.parameter(load.dimensions.experts, .fp32, .bias)
    active = load.dimensions.active
  }

  func callAsFunction(_ x: borrowing Tensor) -> Routed {
    let machine = x.machine
    let outer = machine.enter(weight.module)
    defer { machine.leave(to: outer) }
    let rows = x.elements / weight.input
    let read = weight.activated(on: machine)
    return machine.withoutAutocast {
      let logits = weight.product(x.to(.fp32), read.weight.to(.fp32))
      let probabilities = logits.softmax()
      let top = machine.withoutGraph {
        machine.new(probabilities.elements, .fp32, .routing).topk(rows, active)
      }
      var scores = probabilities.gather(top.places)
      scores = scores.divided(by: scores.sum(rows: rows).clamped())
      _ = probabilities.format
      return Routed(
        logits: logits.share(), scores: scores.to(x.format), places: top.places.share())
    }
  }
}

extension AdaptedParameter {
  /// The weight of a router.
  static func router(_ load: Loader) -> AdaptedParameter {
    let d = load.dimensions
    return AdaptedParameter(load, experts: load.machine.count(1), d.experts, by: d.hidden)
  }

  /// `F.linear` of a router's input.
  func product(_ x: borrowing Tensor, _ weight: borrowing Tensor) -> Tensor {
    x.machine.linear(x, weight.view, from: input, to: output)
  }
}

extension Machine {
  /// `torch.autocast(enabled=False)`.
  func withoutAutocast<T: ~Copyable>(_ body: () -> T) -> T {
    let outer = state.pointee.autocast
    state.pointee.autocast = nil
    defer { state.pointee.autocast = outer }
    return body()
  }
}
