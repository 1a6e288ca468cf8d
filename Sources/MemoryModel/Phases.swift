/// The parts of a training step, as a user knows them.
package enum Phase: String, Sendable, CaseIterable {
  case load, forward, loss, backward, step
}

/// The few moments at which a step can be at its fullest.
///
/// Like layers repeat, so what is alive changes evenly from layer to layer: of backward through
/// all layers only the first and the last need to be looked at.
enum Moment: Sendable, CaseIterable {
  case load
  case forward
  case lossForward, lossBackward, headBackward, normBackward
  /// Backward reaches the last layer, the one before it where that is of another kind, at its end
  /// the first.
  case recomputeLast, backwardLast, recomputeNext, backwardNext, recomputeFirst, backwardFirst
  case perLayerInputs, perLayerEmbedding, embedding, tiedSum
  case step

  var phase: Phase {
    switch self {
    case .load: .load
    case .forward: .forward
    case .lossForward, .lossBackward, .headBackward, .normBackward: .loss
    case .recomputeLast, .backwardLast, .recomputeNext, .backwardNext: .backward
    case .recomputeFirst, .backwardFirst, .perLayerInputs, .perLayerEmbedding: .backward
    case .embedding, .tiedSum: .backward
    case .step: .step
    }
  }
}

/// Who is alive when, over two optimizer steps: in the second the optimizer's states exist.
struct Phases<T: Tape>: Sendable where T: Sendable, T.A: Sendable {
  typealias A = T.A

  let setup: Setup
  let sizes: Dimensions<A>
  let regime: Regime
  let groups: [Group<A>]
  let layer: Layer<T>
  let kinds: [Kind<T>]
  /// What runs before all layers for the sake of each.
  let perLayer: T?
  let tied: Bool
  let rests: Rests

  init(_ setup: Setup) throws(Refusal) {
    self.setup = setup
    let targets =
      try setup.method.adapter?.targets.projections(in: setup.architecture) ?? Projections()
    groups = Group.all(setup, adapting: targets)
    kinds = try Kind.all(setup, groups)
    layer = kinds[0].layer
    sizes = layer.sizes
    regime = layer.regime
    tied = setup.architecture.tied
    rests = Rests(setup, groups, regime)
    perLayer = setup.architecture.perLayerInput == nil ? nil : layer.perLayerInputs()
  }

  /// Whether the setup has such a moment at all.
  func has(_ moment: Moment) -> Bool {
    switch moment {
    case .recomputeLast, .recomputeFirst: regime.recomputes
    case .recomputeNext: regime.recomputes && kinds.count > 1
    case .backwardNext: kinds.count > 1
    case .headBackward: setup.loss != .fused
    case .embedding: regime.trainsBase
    case .tiedSum: regime.trainsBase && tied
    case .perLayerInputs: perLayer != nil
    case .perLayerEmbedding: perLayer != nil && regime.trainsBase
    default: true
    }
  }

  /// What every moment holds: weights and adapters, and from the first step on the states.
  func enterStatic<K: Account>(into account: inout K) where K.Unit == A {
    enterWeights(into: &account)
    enterAdapters(into: &account)
    enterOptimizer(into: &account)
    if setup.framework.keepsWorkspaces {
      account.enter(
        .temporaries, "cuBLAS workspaces", .bytes(2 * setup.device.workspaceBytes),
        "torch 2.4 ATen/cuda/CublasHandlePool.cpp getCurrentCUDABlasHandle")
    }
    enterRest(.weights, rests.weights, into: &account)
    enterRest(.adapters, rests.adapters, into: &account)
    enterRest(.optimizer, rests.optimizer, into: &account)
  }

  func enterRest<K: Account>(_ part: Part, _ bytes: Double, into account: inout K)
  where K.Unit == A {
    if bytes == 0 { return }
    account.enter(
      part, "rests of segments", .bytes(whole(bytes)),
      "torch 2.15 c10/cuda/CUDACachingAllocator.cpp should_split")
  }

  /// What one moment holds beside that.
  func enter<K: Account>(_ moment: Moment, into account: inout K) where K.Unit == A {
    switch moment {
    case .load: return
    case .step:
      enterAllGradients(into: &account)
      enterScratch(into: &account)
      return
    default: break
    }
    enterBatch(into: &account)
    enterImages(into: &account)
    enterMask(inForward: moment == .forward, into: &account)
    if regime.accumulates { enterAllGradients(into: &account) }
    switch moment {
    case .forward: enterForward(into: &account)
    case .lossForward, .lossBackward, .headBackward, .normBackward:
      enterLoss(moment, into: &account)
    case .perLayerInputs, .perLayerEmbedding, .embedding, .tiedSum: enterEnd(moment, into: &account)
    default: enterLayer(moment, into: &account)
    }
  }

  private func enterForward<K: Account>(into account: inout K) where K.Unit == A {
    let last = kinds.count - 1
    account.enter(
      .activations, "embedding's output", embedded,
      "transformers 5.23 modeling_llama.py LlamaModel.forward")
    enterShared(into: &account)
    enterKept(except: regime.recomputes ? [] : [last], into: &account)
    if regime.recomputes { enterCasts(into: &account) }
    kinds[last].tape.enterForward(
      keeping: !regime.recomputes, as: regime.recomputes ? .temporaries : .activations,
      into: &account)
  }

  private func enterCasts<K: Account>(into account: inout K) where K.Unit == A {
    for kind in kinds { kind.tape.enterCasts(layers: kind.count, into: &account) }
  }

  private func enterLoss<K: Account>(_ moment: Moment, into account: inout K) where K.Unit == A {
    enterKept(except: [], into: &account)
    if moment != .normBackward { enterFinalNorm(into: &account) }
    if regime.recomputes { enterShared(into: &account) }
    switch moment {
    case .lossForward:
      if regime.recomputes { enterCasts(into: &account) }
      enterHead(backward: false, into: &account)
      enterLossForward(into: &account)
    case .lossBackward:
      enterHead(backward: true, into: &account)
      enterLossBackward(into: &account)
    case .headBackward:
      enterHead(backward: true, into: &account)
      enterHeadBackward(into: &account)
    default:
      enterHeadGradient(into: &account)
      enterNormBackward(into: &account)
    }
  }

  /// A layer's backward, or its forward once more.
  private func enterLayer<K: Account>(_ moment: Moment, into account: inout K) where K.Unit == A {
    let first = moment == .recomputeFirst || moment == .backwardFirst
    let next = moment == .recomputeNext || moment == .backwardNext
    let last = kinds.count - 1
    let kind = first ? 0 : next ? last - 1 : last
    enterGradients(
      first ? .allBut(kinds[0].group) : next ? .one(kinds[last].group) : .none, into: &account)
    enterKept(
      moment: first ? .first : next ? .next : .last, recomputing: regime.recomputes,
      into: &account)
    if moment != .backwardLast && moment != .recomputeLast { enterPerLayerGradient(into: &account) }
    if regime.recomputes && !first { enterShared(into: &account) }
    if moment == .recomputeFirst || moment == .recomputeLast || moment == .recomputeNext {
      kinds[kind].tape.enterWaiting(into: &account)
      kinds[kind].tape.enterForward(keeping: true, as: .temporaries, into: &account)
    } else {
      kinds[kind].tape.enterBackward(
        as: regime.recomputes ? .temporaries : .activations,
        sparingFirst: first && sparesFirst, into: &account)
    }
  }

  private func enterEnd<K: Account>(_ moment: Moment, into account: inout K) where K.Unit == A {
    enterGradients(.all, into: &account)
    switch moment {
    case .perLayerInputs:
      enterPerLayerGradient(into: &account)
      perLayer?.enterBackward(as: .activations, sparingFirst: false, into: &account)
    case .perLayerEmbedding:
      enterPerLayerWeights(into: &account)
      enterPerLayerEmbedding(into: &account)
    default:
      enterPerLayerWeights(into: &account)
      if moment == .tiedSum {
        enterTiedSum(into: &account)
      } else {
        enterEmbeddingBackward(into: &account)
      }
    }
  }
}

/// Which layers backward has passed.
enum Passed {
  case none
  /// One of the layers of a group.
  case one(Int)
  /// All layers but one of a group.
  case allBut(Int)
  case all
}
