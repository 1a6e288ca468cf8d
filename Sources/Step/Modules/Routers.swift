import MemoryModel

/// `MixtralTopKRouter`, `Qwen3MoeTopKRouter`: the experts of the highest probabilities.
///
/// Source: transformers 5.23 models/mixtral/modeling_mixtral.py `MixtralTopKRouter.forward`,
/// models/qwen3_moe/modeling_qwen3_moe.py `Qwen3MoeTopKRouter.forward`.
struct TopKRouter {
  let module: Module
  var weight: AdaptedParameter
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
    weight = AdaptedParameter(load, experts: load.machine.count(1), count, by: input)
    isNormalised = experts?.normalised == true
    keepsFP32 = experts?.fp32Scores == true
  }

  mutating func adapt(_ load: Loader, _ adapter: Adapter) {
    if adapter.targets.reach(.router, load) { weight.adapt(load, adapter) }
  }

  func callAsFunction(_ x: borrowing Tensor) -> Routed {
    let machine = x.machine
    let outer = machine.enter(module)
    defer { machine.leave(to: outer) }
    let delta = weight.delta(on: machine)
    let weight = weight.added(delta, on: machine)
    let logits = machine.linear(x, weight.view, from: input, to: count)
    let probabilities = logits.to(.fp32).softmax()
    let rows = x.elements / input
    let top = probabilities.topk(rows, active)
    var scores = top.values.share()
    if isNormalised { scores = scores.divideInPlace(by: scores.sum(rows: rows)) }
    if !keepsFP32 { scores = scores.to(logits.format) }
    _ = probabilities.format
    _ = weight.format
    return Routed(logits: logits.share(), scores: scores, places: top.places.share())
  }
}

/// `DeepseekV3TopkRouter`: sigmoids in fp32, of which the experts are chosen by group.
///
/// Source: transformers 5.23 models/glm4_moe/modeling_glm4_moe.py `Glm4MoeTopkRouter.forward`.
struct GroupRouter {
  let module: Module
  var weight: AdaptedParameter
  let count: Size
  let active: Size
  let input: Size
  let groups: Size
  let activeGroups: Size
  let isNormalised: Bool

  /// Whether there are several groups, so that what is chosen of them is spread over the experts.
  private var hasGroups: Bool { groups > 1 }

  init(_ load: Loader) {
    let (load, d) = (load.inside("gate"), load.dimensions)
    module = load.parent
    (count, active, input) = (d.experts, d.active, d.hidden)
    let experts = load.setup.architecture.experts
    groups = load.machine.count(experts?.groups ?? 1)
    activeGroups = load.machine.count(experts?.activeGroups ?? 1)
    isNormalised = experts?.normalised == true
    weight = AdaptedParameter(load, experts: load.machine.count(1), count, by: input)
  }

  mutating func adapt(_ load: Loader, _ adapter: Adapter) {
    if adapter.targets.reach(.router, load) { weight.adapt(load, adapter) }
  }

  func callAsFunction(_ x: borrowing Tensor) -> Routed {
    let machine = x.machine
    let outer = machine.enter(module)
    defer { machine.leave(to: outer) }
    let delta = weight.delta(on: machine)
    let weight = weight.added(delta, on: machine)
    let rows = x.elements / input
    let logits = machine.linear(x.to(.fp32), weight.to(.fp32).view, from: input, to: count)
    let scores = logits.sigmoid()
    let choice = machine.withoutGraph { choose(scores, rows) }
    var chosen = scores.gather(choice.places)
    if isNormalised {
      let sum = chosen.sum(rows: rows).plusConstant()
      chosen = chosen.divideInPlace(by: sum)
    }
    chosen = chosen.scaled()
    _ = scores.format
    _ = weight.format
    _ = choice.places.format
    return Routed(logits: logits.share(), scores: chosen, places: choice.places.share())
  }

  /// What is in scope of the choice when the router returns.
  private struct Choice: ~Copyable {
    let places, groupPlaces, groupScores, chosenGroups, groupMask, mask, masked: Tensor
  }

  /// The experts of the best groups. No gradient comes this way.
  private func choose(_ scores: borrowing Tensor, _ rows: Size) -> Choice {
    let machine = scores.machine
    func new(_ elements: Size, _ format: Format) -> Tensor {
      machine.new(elements, format, .routing)
    }
    var choice = new(rows * count, .fp32)
    let best = choice.topk(rows, groups * 2)
    let groupScores = best.values.sum(rows: rows * groups)
    let groupPlaces = best.places.share()
    _ = consume best
    let chosenGroups = groupScores.topk(rows, activeGroups).places.share()
    let groupMask = new(rows * groups, .fp32)
    let spread = hasGroups ? new(rows * count, .fp32) : groupMask.share()
    let mask = machine.negated(new(rows * count, .bool))
    choice = new(rows * count, .fp32)
    let places = choice.topk(rows, active).places.share()
    return Choice(
      places: places, groupPlaces: groupPlaces, groupScores: groupScores,
      chosenGroups: chosenGroups, groupMask: spread, mask: mask, masked: choice)
  }
}

extension Machine {
  /// `~x`.
  fileprivate func negated(_ x: borrowing Tensor) -> Tensor { new(x.elements, x.format, .routing) }
}
