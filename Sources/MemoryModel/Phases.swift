/// The parts of a training step, as a user knows them.
package enum Phase: String, Sendable, CaseIterable {
  case load, forward, loss, backward, step
}

/// The few moments at which a step can be at its fullest.
///
/// Like layers repeat, so what is alive changes evenly from layer to layer: of backward through
/// all layers of a kind only the first and the last need to be looked at.
enum Moment: Sendable {
  case load
  case forward
  case lossForward, lossBackward, headBackward, headCast, normBackward
  /// Backward in a layer, or its forward once more.
  case recompute(Reached)
  case backward(Reached)
  case perLayerInputs, perLayerEmbedding, embedding, tiedSum
  case step

  /// Those of a model whose layers run alike, but for a window.
  static let usual: [Moment] = [
    .load, .forward, .lossForward, .lossBackward, .headBackward, .headCast, .normBackward,
    .recompute(.last), .backward(.last), .recompute(.next), .backward(.next), .recompute(.first),
    .backward(.first), .perLayerInputs, .perLayerEmbedding, .embedding, .tiedSum, .step,
  ]

  var phase: Phase {
    switch self {
    case .load: .load
    case .forward: .forward
    case .lossForward, .lossBackward, .headBackward, .headCast, .normBackward: .loss
    case .recompute, .backward, .perLayerInputs, .perLayerEmbedding: .backward
    case .embedding, .tiedSum: .backward
    case .step: .step
    }
  }
}

/// The layer that backward has reached.
enum Reached: Sendable, Equatable {
  /// The last layer, the one before it where that is of another kind, at the end the first.
  case last, next, first
  /// The last layer of some kind, and its first.
  case late(Int)
  case early(Int)
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
  /// The tensors outside of the layers that are trained whole beside adapters.
  let saved: [Tensor<A>]
  let rests: Rests

  init(_ setup: Setup) throws(Refusal) {
    self.setup = setup
    let targets =
      try setup.method.adapter?.targets.projections(in: setup.architecture) ?? Projections()
    groups = Group.all(setup, adapting: targets)
    kinds = try Kind.all(setup, groups, adapting: targets)
    layer = (kinds.first { $0.layer.shape.mixer != .crossAttention } ?? kinds[0]).layer
    sizes = layer.sizes
    regime = layer.regime
    tied = setup.architecture.tied
    saved =
      regime.savesTables
      ? Tensors(architecture: setup.architecture, sizes: sizes).saved(regime) : []
    rests = Rests(setup, groups, regime)
    perLayer = setup.architecture.perLayerInput == nil ? nil : layer.perLayerInputs()
  }

  /// Whether the setup has such a moment at all.
  func has(_ moment: Moment) -> Bool {
    switch moment {
    case .recompute(.next): regime.recomputes && kinds.count > 1
    case .recompute: regime.recomputes
    case .backward(.next): kinds.count > 1
    case .headBackward: setup.loss != .fused
    case .headCast: setup.loss != .fused && castsHead && regime.trainsHead
    case .embedding: regime.trainsEmbedding
    case .tiedSum: sharesTable
    case .perLayerInputs: perLayer != nil
    case .perLayerEmbedding: perLayer != nil && regime.trainsBase
    default: true
    }
  }

  /// Whether embedding and head are trained as one weight. Trained copies of them are two.
  var sharesTable: Bool { regime.trainsBase && tied }

  /// The moments to look at. Where layers are built differently, each kind is looked at twice: the
  /// fullest may be neither the first nor the last.
  var moments: [Moment] {
    if setup.architecture.stretches.count < 2 { return Moment.usual }
    var all = Moment.usual
    for kind in kinds.indices.dropLast() {
      all += [.recompute(.late(kind)), .backward(.late(kind))]
    }
    for kind in kinds.indices.dropFirst() {
      all += [.recompute(.early(kind)), .backward(.early(kind))]
    }
    return all
  }

  /// What every moment holds: weights and adapters, and from the first step on the states.
  func enterStatic<K: Account>(into account: inout K) where K.Unit == A {
    enterWeights(into: &account)
    enterAdapters(into: &account)
    enterSaved(into: &account)
    enterOptimizer(into: &account)
    enterScaler(into: &account)
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
    var inForward = false
    enterScaled(moment, into: &account)
    switch moment {
    case .load: return
    case .step:
      enterAllGradients(into: &account)
      enterScratch(into: &account)
      return
    case .forward: inForward = true
    default: break
    }
    enterBatch(into: &account)
    enterImages(into: &account)
    enterMask(inForward: inForward, into: &account)
    if regime.accumulates { enterAllGradients(into: &account) }
    switch moment {
    case .forward: enterForward(into: &account)
    case .lossForward, .lossBackward, .headBackward, .headCast, .normBackward:
      enterLoss(moment, into: &account)
    case .perLayerInputs, .perLayerEmbedding, .embedding, .tiedSum: enterEnd(moment, into: &account)
    case .recompute(let reached): enterLayer(reached, recomputing: true, into: &account)
    case .backward(let reached): enterLayer(reached, recomputing: false, into: &account)
    case .load, .step: break
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
      regime.recomputes ? .bare : .keeping, as: regime.recomputes ? .temporaries : .activations,
      into: &account)
  }

  private func enterCasts<K: Account>(into account: inout K) where K.Unit == A {
    for kind in kinds { kind.tape.enterCasts(layers: kind.count, into: &account) }
  }

  private func enterLoss<K: Account>(_ moment: Moment, into account: inout K) where K.Unit == A {
    enterKept(except: [], into: &account)
    if regime.recomputes { enterShared(into: &account) }
    switch moment {
    case .lossForward:
      enterFinalNorm(into: &account)
      if regime.recomputes { enterCasts(into: &account) }
      enterHead(backward: false, into: &account)
      enterLossForward(into: &account)
    case .lossBackward:
      enterFinalNorm(into: &account)
      enterHead(backward: true, into: &account)
      enterLossBackward(into: &account)
    case .headBackward:
      enterFinalNorm(into: &account)
      enterHead(backward: true, into: &account)
      enterHeadBackward(into: &account)
    case .headCast:
      enterFinalNorm(into: &account)
      enterHeadCast(into: &account)
    default:
      enterHeadGradient(into: &account)
      enterNormBackward(into: &account)
    }
  }

  /// A layer's backward, or its forward once more.
  private func enterLayer<K: Account>(
    _ reached: Reached, recomputing: Bool, into account: inout K
  ) where K.Unit == A {
    let kind = kind(of: reached)
    enterGradients(passed(reached), into: &account)
    enterKept(reached, recomputing: regime.recomputes, into: &account)
    if reached != .last { enterPerLayerGradient(into: &account) }
    enterStatesGradient(into: &account)
    if regime.recomputes && reached != .first { enterShared(into: &account) }
    if recomputing {
      kinds[kind].tape.enterWaiting(into: &account)
      let run: Run = regime.checkpointing == .reentrant ? .keeping : .again
      kinds[kind].tape.enterForward(run, as: .temporaries, into: &account)
    } else {
      kinds[kind].tape.enterBackward(
        as: regime.recomputes ? .temporaries : .activations,
        sparingFirst: reached == .first && sparesFirst, into: &account)
    }
  }

  private func kind(of reached: Reached) -> Int {
    switch reached {
    case .first: 0
    case .next: kinds.count - 2
    case .last: kinds.count - 1
    case .late(let kind), .early(let kind): kind
    }
  }

  private func passed(_ reached: Reached) -> Passed {
    switch reached {
    case .first: .allBut(kindsTo: 0)
    case .next, .late: .one(kinds[kinds.count - 1].group)
    case .last: .none
    case .early(let kind): .allBut(kindsTo: kind)
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
    case .tiedSum:
      enterPerLayerWeights(into: &account)
      enterTiedSum(into: &account)
    default:
      enterPerLayerWeights(into: &account)
      enterEmbeddingBackward(into: &account)
    }
  }
}

/// Which layers backward has passed.
enum Passed {
  case none
  /// One of the layers of a group.
  case one(Int)
  /// All layers but one of each kind up to one.
  case allBut(kindsTo: Int)
  case all
}
