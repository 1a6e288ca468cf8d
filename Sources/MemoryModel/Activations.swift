private let llama: StaticString = "transformers 5.23 modeling_llama.py LlamaModel.forward"
private let checkpoint: StaticString = "torch 2.15 utils/checkpoint.py; modeling_layers.py"

extension Phases {
  /// What every moment of a micro-batch holds: its ids, mask and labels.
  func enterBatch<K: Account>(into account: inout K) where K.Unit == A {
    account.enter(.activations, "token ids and labels", sizes.tokens * .bytes(24), llama)
  }

  /// The causal mask, a local of `LlamaModel.forward`, which only checkpoints hold any longer.
  func enterMask<K: Account>(inForward: Bool, into account: inout K) where K.Unit == A {
    guard regime.masked || regime.eager, inForward || regime.recomputes || layer.sharesMask
    else { return }
    let source: StaticString = "transformers 5.23 masking_utils.py create_causal_mask"
    // It has the format of the embedding's output, or is of truths.
    let alibi = setup.architecture.alibi
    let isWide = alibi == .inMask || (regime.eager && alibi != .inScores)
    let bytes = isWide ? regime.otherBytes : 1
    account.enter(.activations, "causal mask", layer.mask(bytes), source)
    let mixed =
      setup.architecture.slidingLayers > 0
      && setup.architecture.slidingLayers < setup.architecture.attendingLayers
    if mixed && (setup.masksEveryLayer || regime.eager) {
      account.enter(.activations, "mask of the window", layer.mask(bytes), source)
    }
  }

  /// What the embedding gives, where the model scales it: a checkpoint holds the product. Beside
  /// adapters it is made to ask for a gradient, and so held as a leaf.
  private func enterLeaf<K: Account>(into account: inout K) where K.Unit == A {
    guard setup.architecture.scalesEmbedding, regime.recomputes, !regime.trainsEmbedding
    else { return }
    account.enter(
      .activations, "embedding's output unscaled",
      layer.each(sizes.hidden, regime.embedded),
      "transformers 5.23 modeling_utils.py enable_input_require_grads")
  }

  func enterRotary<K: Account>(into account: inout K) where K.Unit == A {
    if setup.architecture.rotaryTables == 0 { return }
    let width: A
    if let global = setup.architecture.global {
      width = sizes.headDim + .count(global.headDim, "global_head_dim")
    } else {
      width = .count(setup.architecture.rotaryTables) * sizes.rotated
    }
    account.enter(
      .activations, "rotary cos and sin", sizes.seq * width * .bytes(2 * regime.embedded), llama)
  }

  /// What the layers keep that backward has not reached; the one that it is in states its own.
  func enterKept<K: Account>(
    _ reached: Reached, recomputing: Bool, into account: inout K
  ) where K.Unit == A {
    let last = kinds.count - 1
    switch (reached, recomputing) {
    case (.last, false): enterKept(except: [last], into: &account)
    case (.last, true): enterKept(except: [], into: &account)
    case (.next, false): enterKept(except: [last, last - 1], into: &account)
    case (.late(let kind), false): enterKept(except: [last, kind], into: &account)
    case (.next, true), (.late, true): enterKept(except: [last], into: &account)
    case (.first, _): enterKept(before: 0, recomputing, into: &account)
    case (.early(let kind), _): enterKept(before: kind, recomputing, into: &account)
    }
  }

  /// What one layer of each earlier kind keeps, as backward is in the first of a kind.
  private func enterKept<K: Account>(
    before kind: Int, _ recomputing: Bool, into account: inout K
  ) where K.Unit == A {
    enterRotary(into: &account)
    enterLeaf(into: &account)
    enterEmbeddingNorm(into: &account)
    enterPerLayer(into: &account)
    if recomputing { return enterCheckpoints(.count(kind + 1), into: &account) }
    for (index, earlier) in kinds[..<kind].enumerated() {
      earlier.tape.enterKept(
        layers: .count(1), sparingFirst: index == 0 && sparesFirst, into: &account)
    }
  }

  /// What all layers keep but one of each of these kinds.
  func enterKept<K: Account>(except kinds: [Int], into account: inout K) where K.Unit == A {
    enterRotary(into: &account)
    enterLeaf(into: &account)
    enterEmbeddingNorm(into: &account)
    enterPerLayer(into: &account)
    if regime.recomputes {
      let gone = kinds.count
      enterCheckpoints(
        gone == 0 ? runningLayers : runningLayers - .count(gone), into: &account)
      return
    }
    for (index, kind) in self.kinds.enumerated() {
      let gone = kinds.reduce(0) { $0 + ($1 == index ? 1 : 0) }
      let left = gone == 0 ? kind.count : kind.count - .count(gone)
      kind.tape.enterKept(
        layers: left, sparingFirst: index == 0 && sparesFirst && left.value > 0, into: &account)
    }
  }

  /// Layers that the forward pass does not pass by.
  private var runningLayers: A {
    groups.reduce(sizes.layers) {
      $1.isIdle && $1.shape.mixer == .crossAttention ? $0 - $1.count : $0
    }
  }

  private func enterCheckpoints<K: Account>(_ layers: A, into account: inout K)
  where K.Unit == A {
    // The first layer's is the embedding's output.
    let own = regime.embedded != regime.stream
    if own {
      account.enter(
        .activations, "first layer's input", layer.each(sizes.stream, regime.embedded), checkpoint)
    }
    account.enter(
      .activations, "checkpointed layer inputs",
      (own ? layers - .count(1) : layers) * sizes.tokens * sizes.stream * .bytes(regime.stream),
      checkpoint)
    guard let indexer = setup.architecture.indexer, indexer.handsOn else { return }
    // An argument of each layer but the first; a layer without an indexer hands on what it got.
    let choices = A.smaller(
      layers - .count(1), .count(setup.architecture.indexingLayers, "indexing_layers"))
    account.enter(
      .activations, "tokens that layers chose",
      choices * sizes.tokens * .smaller(sizes.seq, .count(indexer.chosen, "index_topk"))
        * .bytes(4), "transformers 5.23 modeling_glm_moe_dsa.py GlmMoeDsaModel.forward")
  }

  /// What the last norm keeps.
  func enterFinalNorm<K: Account>(into account: inout K) where K.Unit == A {
    guard setup.architecture.lastNorm else { return }
    let norm = layer.norm("last norm", inputIsKept: false)
    let source: StaticString = "transformers 5.23 modeling_llama.py LlamaRMSNorm.forward"
    account.enter(.activations, "last norm's input", norm.keptInput, source)
    account.enter(.activations, "last norm's reciprocal root", norm.keptScale, source)
    account.enter(.activations, "last norm before its weight", norm.keptNormed, source)
    enterLastCollapse(into: &account)
  }

  /// Without checkpoints nothing asks for the gradient of a frozen embedding's output.
  ///
  /// peft 0.21 and transformers 5.23 make the embedding's output require a gradient only for
  /// checkpointing (`enable_input_require_grads`).
  var sparesFirst: Bool { !regime.trainsEmbedding && !regime.recomputes }

  /// The embedding's output, which `LlamaModel.forward` holds until it returns.
  var embedded: A {
    let kept = regime.recomputes || (layer.normKeepsInput && regime.trainsEmbedding)
    let width = setup.architecture.hyper == nil ? sizes.stream : sizes.hidden
    let own = kept ? A.zero : layer.each(width, regime.embedded)
    guard setup.architecture.embeddingNorm, sparesFirst || regime.read != regime.otherBytes else {
      return own
    }
    // The norm behind it does not keep it as it is.
    return own + layer.each(sizes.hidden, regime.otherBytes)
  }

  /// What the norm behind the embedding keeps.
  ///
  /// Source: transformers 5.23 models/bloom/modeling_bloom.py `BloomModel.forward`.
  private func enterEmbeddingNorm<K: Account>(into account: inout K) where K.Unit == A {
    guard setup.architecture.embeddingNorm, !sparesFirst else { return }
    let norm = layer.norm(
      "embedding's norm", rows: sizes.tokens, width: sizes.hidden, input: regime.otherBytes)
    let source: StaticString = "transformers 5.23 modeling_bloom.py BloomModel.forward"
    account.enter(.activations, "input of the embedding's norm", norm.keptInput, source)
    account.enter(.activations, "embedding norm's reciprocal root", norm.keptScale, source)
  }
}
