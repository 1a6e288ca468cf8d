import MemoryModel

/// `DeepseekV3TopkRouter`: sigmoids in fp32, of which the experts are chosen by group.
///
/// Source: transformers 5.23 models/glm4_moe/modeling_glm4_moe.py `Glm4MoeTopkRouter.forward`.
struct GroupRouter: ParameterRouter {
  var weight: AdaptedParameter
  let active: Size
  let groups: Size
  let activeGroups: Size
  let isNormalised: Bool

  /// Whether there are several groups, so that what is chosen of them is spread over the experts.
  private var hasGroups: Bool { groups > 1 }

  init(_ load: Loader) {
    let experts = load.setup.architecture.experts
    weight = .router(load.inside("gate"))
    active = load.dimensions.active
    groups = load.machine.count(experts?.groups ?? 1)
    activeGroups = load.machine.count(experts?.activeGroups ?? 1)
    isNormalised = experts?.normalised == true
  }

  func callAsFunction(_ x: borrowing Tensor) -> Routed {
    let machine = x.machine
    let outer = machine.enter(weight.module)
    defer { machine.leave(to: outer) }
    let read = weight.activated(on: machine)
    let rows = x.elements / weight.input
    let logits = weight.product(x.to(.fp32), read.weight.to(.fp32))
    let scores = logits.sigmoid()
    let choice = machine.withoutGraph { choose(scores, rows) }
    var chosen = scores.gather(choice.places)
    if isNormalised {
      let sum = chosen.sum(rows: rows).plusConstant()
      chosen = chosen.divideInPlace(by: sum)
    }
    chosen = chosen.scaled()
    _ = scores.format
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
    let experts = scores.elements
    var choice = new(experts, .fp32)
    let best = choice.topk(rows, groups * 2)
    let groupScores = best.values.sum(rows: rows * groups)
    let groupPlaces = best.places.share()
    _ = consume best
    let chosenGroups = groupScores.topk(rows, activeGroups).places.share()
    let groupMask = new(rows * groups, .fp32)
    let spread = hasGroups ? new(experts, .fp32) : groupMask.share()
    let mask = machine.negated(new(experts, .bool))
    choice = new(experts, .fp32)
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
