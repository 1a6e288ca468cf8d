private let llama: StaticString = "transformers 5.23 modeling_llama.py LlamaModel.forward"
private let checkpoint: StaticString = "torch 2.15 utils/checkpoint.py; modeling_layers.py"

extension Phases {
  /// What every moment of a micro-batch holds: its ids, mask and labels.
  func enterBatch<K: Account>(into account: inout K) where K.Unit == A {
    account.enter(.activations, "token ids, mask and labels", sizes.tokens * .bytes(24), llama)
  }

  /// The causal mask, a local of `LlamaModel.forward`, which only checkpoints hold any longer.
  func enterMask<K: Account>(inForward: Bool, into account: inout K) where K.Unit == A {
    guard regime.masked || regime.eager, inForward || regime.recomputes else { return }
    let source: StaticString = "transformers 5.23 masking_utils.py create_causal_mask"
    let bytes = regime.eager ? regime.stream : 1
    account.enter(.activations, "causal mask", layer.mask(bytes), source)
    let mixed =
      setup.architecture.slidingLayers > 0
      && setup.architecture.slidingLayers < setup.architecture.layers
    if mixed && regime.windowedLayers == 0 {
      account.enter(.activations, "mask of the window", layer.mask(bytes), source)
    }
  }

  func enterRotary<K: Account>(into account: inout K) where K.Unit == A {
    if setup.architecture.rotaryTables == 0 { return }
    account.enter(
      .activations, "rotary cos and sin",
      A.count(setup.architecture.rotaryTables) * sizes.seq * sizes.headDim
        * .bytes(2 * regime.stream), llama)
  }

  /// What so many layers keep until backward has passed them.
  func enterKept<K: Account>(layers: A, into account: inout K) where K.Unit == A {
    enterRotary(into: &account)
    if regime.recomputes {
      account.enter(
        .activations, "checkpointed layer inputs",
        layers * sizes.tokens * sizes.hidden * .bytes(regime.stream), checkpoint)
    } else {
      guard let others else {
        tape.enterKept(layers: layers, sparingFirst: sparesFirst, into: &account)
        return
      }
      let global = A.count(others.count, "global_layers")
      tape.enterKept(layers: layers - global, sparingFirst: sparesFirst, into: &account)
      others.tape.enterKept(layers: global, sparingFirst: false, into: &account)
    }
  }

  /// What the last norm keeps.
  func enterFinalNorm<K: Account>(into account: inout K) where K.Unit == A {
    let norm = layer.norm("last norm", inputIsKept: false)
    let source: StaticString = "transformers 5.23 modeling_llama.py LlamaRMSNorm.forward"
    account.enter(.activations, "last norm's input, fp32", norm.keptInput, source)
    account.enter(.activations, "last norm's reciprocal root", norm.keptScale, source)
    account.enter(.activations, "last norm before its weight", norm.keptNormed, source)
  }

  /// Without checkpoints nothing asks for the gradient of a frozen embedding's output.
  ///
  /// peft 0.21 and transformers 5.23 make the embedding's output require a gradient only for
  /// checkpointing (`enable_input_require_grads`).
  var sparesFirst: Bool { !regime.trainsBase && !regime.recomputes }

  /// The embedding's output, which `LlamaModel.forward` holds until it returns.
  var embedded: A {
    let kept = regime.recomputes || (layer.normKeepsInput && regime.trainsBase)
    return kept ? .zero : layer.each(sizes.hidden, regime.stream)
  }
}
