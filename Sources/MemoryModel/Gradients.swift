private let source: StaticString = "torch 2.15 csrc/autograd/functions/accumulate_grad.h"

extension Phases {
  /// All gradients: at the step, and while a later micro-batch runs.
  func enterAllGradients<K: Account>(into account: inout K) where K.Unit == A {
    for group in groups where !group.isIdle {
      enterGradients(of: group, layers: group.count, into: &account)
    }
    for tensor in saved {
      account.enter(.gradients, tensor.name, stored(tensor).block(), source)
    }
    enterRest(.gradients, rests.gradients, into: &account)
  }

  /// The gradients of what backward has passed, with the head's and the last norm's.
  func enterGradients<K: Account>(_ passed: Passed, into account: inout K) where K.Unit == A {
    if regime.trainsHead { enterHeadGradient(into: &account) }
    if regime.accumulates { return }
    switch passed {
    case .none, .one: break
    case .allBut, .all: enterRest(.gradients, rests.gradients, into: &account)
    }
    for (index, group) in groups.enumerated() where !group.isOutside {
      switch passed {
      case .none: break
      case .one(index): enterGradients(of: group, layers: .count(1), into: &account)
      case .allBut(let kind):
        var left = 0
        for earlier in 0...kind where kinds[earlier].group == index { left += 1 }
        enterGradients(
          of: group, layers: left == 0 ? group.count : group.count - .count(left), into: &account)
      case .all: enterGradients(of: group, layers: group.count, into: &account)
      case .one: break
      }
    }
  }

  private func enterGradients<K: Account>(
    of group: Group<A>, layers: A, into account: inout K
  ) where K.Unit == A {
    guard regime.trainsBase else {
      account.enter(.gradients, "adapters", layers * adapterBytes(group), source)
      return
    }
    for tensor in group.tensors where !tensor.isFrozen {
      account.enter(
        .gradients, tensor.name, tensor.copies(layers) * stored(tensor).block(), source)
    }
  }

  /// The head's gradient: of its own weight, or of the embedding's, waiting for the other share.
  func enterHeadGradient<K: Account>(into account: inout K) where K.Unit == A {
    guard regime.trainsHead, !regime.accumulates || sharesTable else { return }
    account.enter(
      regime.accumulates ? .temporaries : .gradients, "head", vocabulary.block(), source)
  }

  /// One matrix of `vocab * hidden` in the format of the embedding: the head, or its gradient.
  var vocabulary: A { sizes.vocab * sizes.embedding * .bytes(regime.otherBytes) }
  /// The same for the embedding, which may have further rows.
  var table: A { sizes.rows * sizes.embedding * .bytes(regime.otherBytes) }
}
