private let source: StaticString = "torch 2.15 csrc/autograd/functions/accumulate_grad.h"

extension Phases {
  /// All gradients: at the step, and while a later micro-batch runs.
  func enterAllGradients<K: Account>(into account: inout K) where K.Unit == A {
    if regime.trainsBase {
      for tensor in tensors.all {
        account.enter(
          .gradients, tensor.name, tensor.copies(sizes.layers) * stored(tensor).block(), source)
      }
    } else {
      account.enter(.gradients, "adapters", sizes.layers * adapterBytes, source)
    }
  }

  /// The gradients that so many layers have got by now, with the head's and the last norm's.
  func enterGradients<K: Account>(layers: A, into account: inout K) where K.Unit == A {
    guard regime.trainsBase else {
      if regime.accumulates { return }
      account.enter(.gradients, "adapters", layers * adapterBytes, source)
      return
    }
    enterHeadGradient(into: &account)
    if regime.accumulates { return }
    for tensor in tensors.all where !tensor.isOutside {
      account.enter(
        .gradients, tensor.name, tensor.copies(layers) * stored(tensor).block(), source)
    }
  }

  /// The head's gradient: of its own weight, or of the embedding's, waiting for the other share.
  func enterHeadGradient<K: Account>(into account: inout K) where K.Unit == A {
    guard regime.trainsBase, !regime.accumulates || tied else { return }
    account.enter(
      regime.accumulates ? .temporaries : .gradients, "head", vocabulary.block(), source)
  }

  /// One matrix of `vocab * hidden` in the format of the embedding.
  var vocabulary: A { sizes.vocab * sizes.hidden * .bytes(regime.otherBytes) }
}
