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
  /// Backward reaches the last layer of the model, then at its end the first.
  case recomputeLast, backwardLast, recomputeFirst, backwardFirst
  case embedding, tiedSum
  case step

  var phase: Phase {
    switch self {
    case .load: .load
    case .forward: .forward
    case .lossForward, .lossBackward, .headBackward, .normBackward: .loss
    case .recomputeLast, .backwardLast, .recomputeFirst, .backwardFirst: .backward
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
  let tensors: Tensors<A>
  let layer: Layer<T>
  /// The layers, or those with a window; then the others.
  let tape: T
  let others: (tape: T, count: Int)?
  let tied: Bool
  /// The linear modules that are adapted.
  let adapted: [Projection]

  init(_ setup: Setup) throws(Refusal) {
    self.setup = setup
    sizes = Dimensions(setup)
    regime = try Regime(setup)
    tensors = Tensors(setup.architecture, sizes)
    layer = Layer(setup, sizes, regime)
    var tape = T()
    layer.write(into: &tape)
    self.tape = tape
    others = try Self.others(setup, sizes, regime)
    tied = setup.architecture.tied
    let targets = regime.targets
    adapted = setup.architecture.projections.filter { targets.contains($0) }
  }

  /// The layers without a window, where others of the model have one: they need no mask.
  private static func others(
    _ setup: Setup, _ sizes: Dimensions<A>, _ regime: Regime
  ) throws(Refusal) -> (tape: T, count: Int)? {
    if regime.windowedLayers == 0 { return nil }
    let global = try Regime(setup, global: true)
    var tape = T()
    Layer<T>(setup, sizes, global).write(into: &tape)
    return (tape, setup.architecture.layers - regime.windowedLayers)
  }

  /// Whether the setup has such a moment at all.
  func has(_ moment: Moment) -> Bool {
    switch moment {
    case .recomputeLast, .recomputeFirst: regime.recomputes
    case .headBackward: setup.loss != .fused
    case .embedding: regime.trainsBase
    case .tiedSum: regime.trainsBase && tied
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
    enterMask(inForward: moment == .forward, into: &account)
    if regime.accumulates { enterAllGradients(into: &account) }
    switch moment {
    case .forward: enterForward(into: &account)
    case .lossForward, .lossBackward, .headBackward, .normBackward:
      enterLoss(moment, into: &account)
    case .embedding, .tiedSum: enterEnd(moment, into: &account)
    default: enterLayer(moment, into: &account)
    }
  }

  private func enterForward<K: Account>(into account: inout K) where K.Unit == A {
    account.enter(
      .activations, "embedding's output", embedded,
      "transformers 5.23 modeling_llama.py LlamaModel.forward")
    if regime.recomputes {
      enterKept(layers: sizes.layers, into: &account)
      tape.enterCasts(layers: sizes.layers, into: &account)
      tape.enterForward(keeping: false, as: .temporaries, into: &account)
    } else {
      enterKept(layers: sizes.layers - .count(1), into: &account)
      tape.enterForward(keeping: true, as: .activations, into: &account)
    }
  }

  private func enterLoss<K: Account>(_ moment: Moment, into account: inout K) where K.Unit == A {
    enterKept(layers: sizes.layers, into: &account)
    if moment != .normBackward { enterFinalNorm(into: &account) }
    switch moment {
    case .lossForward:
      if regime.recomputes { tape.enterCasts(layers: sizes.layers, into: &account) }
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

  private func enterLayer<K: Account>(_ moment: Moment, into account: inout K) where K.Unit == A {
    let first = moment == .recomputeFirst || moment == .backwardFirst
    let rest = sizes.layers - .count(1)
    enterGradients(layers: first ? rest : .count(0), into: &account)
    if regime.recomputes {
      enterKept(layers: first ? .count(1) : sizes.layers, into: &account)
    } else if first {
      enterRotary(into: &account)
    } else {
      enterKept(layers: rest, into: &account)
    }
    if moment == .recomputeFirst || moment == .recomputeLast {
      tape.enterWaiting(into: &account)
      tape.enterForward(keeping: true, as: .temporaries, into: &account)
    } else {
      tape.enterBackward(
        as: regime.recomputes ? .temporaries : .activations,
        sparingFirst: first && sparesFirst, into: &account)
    }
  }

  private func enterEnd<K: Account>(_ moment: Moment, into account: inout K) where K.Unit == A {
    enterGradients(layers: sizes.layers, into: &account)
    if moment == .tiedSum {
      enterTiedSum(into: &account)
    } else {
      enterEmbeddingBackward(into: &account)
    }
  }
}
