private let hf: StaticString = "transformers 5.23 loss/loss_utils.py ForCausalLMLoss"
private let cut: StaticString = "transformers 4.48 loss/loss_utils.py, 4.45 modeling_llama.py"
private let torch: StaticString = "torch 2.15 derivatives.yaml _log_softmax, nll_loss_forward"
private let liger: StaticString = "liger_kernel ops/fused_linear_cross_entropy.py"
private let head: StaticString = "transformers 5.23 modeling_llama.py LlamaForCausalLM.forward"
private let blas: StaticString = "torch 2.15 ATen/cuda/CUDABlas.cpp _getWorkspaceSize"

extension Phases {
  /// Bytes of one logit as the head gives it.
  var logitBytes: Int { regime.autocast ? 2 : regime.otherBytes }
  /// Autocast converts an fp32 head for its product, and its input.
  var castsHead: Bool { regime.autocast && regime.otherBytes == 4 }

  private func matrix(_ tokens: A, _ bytes: Int) -> A {
    (tokens * sizes.vocab * .bytes(bytes)).block()
  }

  /// The tokens whose logits exist at one time.
  private var logitTokens: A {
    switch setup.loss {
    case .standard: sizes.tokens
    case .chunked(let count): .ceiling(sizes.tokens, by: .count(count))
    case .fused: chunk
    }
  }

  /// Liger's chunk: tokens by the next power of two of `tokens / (vocab / hidden)`.
  private var chunk: A {
    let factor = wholeAbove(sizes.vocab.value / sizes.hidden.value)
    let wanted = wholeAbove(sizes.tokens.value / factor)
    var size = 1.0
    while size < wanted && size < 9_007_199_254_740_992 { size *= 2 }
    return .count(whole(min(size, sizes.tokens.value)), "chunk")
  }

  /// The head's input, and what autocast makes of the head.
  func enterHead<K: Account>(backward: Bool, into account: inout K) where K.Unit == A {
    let normed = sizes.tokens * sizes.hidden * .bytes(regime.read)
    let castsInput = regime.autocast && regime.read == 4
    let keeps = regime.trainsHead && !castsInput && setup.loss == .standard
    if keeps || !backward { account.enter(.activations, "last hidden states", normed, head) }
    if castsHead {
      account.enter(.logits, "head in 16 bits", sizes.vocab * sizes.hidden * .bytes(2), head)
    }
    if castsInput && (regime.trainsHead || !backward) {
      account.enter(
        .logits, "head's input in 16 bits", sizes.tokens * sizes.hidden * .bytes(2), head)
    }
  }

  /// The loss at its fullest in forward.
  func enterLossForward<K: Account>(into account: inout K) where K.Unit == A {
    let tokens = logitTokens
    let cuts = setup.loss == .standard && setup.framework.cutsLogits
    if !cuts || !setup.framework.freesLogits || logitBytes == 4 {
      account.enter(.logits, "logits", matrix(tokens, logitBytes), head)
    }
    if setup.loss == .fused {
      enterFusedGradients(into: &account)
      account.enter(.temporaries, "cuBLASLt workspace", .bytes(regime.workspace), blas)
    } else {
      enterSoftcap(into: &account)
      if logitBytes != 4 { account.enter(.logits, "logits in fp32", matrix(tokens, 4), hf) }
      if cuts { account.enter(.logits, "cut logits in fp32", matrix(tokens, 4), cut) }
      account.enter(.logits, "log-softmax in fp32", matrix(tokens, 4), torch)
    }
  }

  /// The loss at its fullest in backward: three matrices of fp32 logits.
  func enterLossBackward<K: Account>(into account: inout K) where K.Unit == A {
    if setup.loss == .fused {
      enterFusedGradients(into: &account)
      return
    }
    enterSoftcap(into: &account)
    account.enter(.logits, "log-softmax in fp32", matrix(logitTokens, 4), torch)
    account.enter(.logits, "softmax gradient", matrix(logitTokens, 4), torch)
    account.enter(.logits, "logits gradient", matrix(logitTokens, 4), torch)
    enterChunkGradient(into: &account)
  }

  /// Backward of the head itself.
  func enterHeadBackward<K: Account>(into account: inout K) where K.Unit == A {
    account.enter(.logits, "gradient of the logits", matrix(logitTokens, logitBytes), head)
    if castsHead && regime.trainsHead { enterNarrowGradient(into: &account) }
    account.enter(
      .temporaries, "hidden states' gradient",
      sizes.tokens * sizes.hidden * .bytes(logitBytes), head)
    account.enter(.temporaries, "cuBLASLt workspace", .bytes(regime.workspace), blas)
    enterChunkGradient(into: &account)
    if regime.trainsHead && !castsHead { enterWideGradient(into: &account) }
  }

  /// The head's gradient comes back from autocast's format, after its product is over and has let go of
  /// what it kept.
  ///
  /// Source: torch 2.15 derivatives.yaml `_to_copy`.
  func enterHeadCast<K: Account>(into account: inout K) where K.Unit == A {
    enterNarrowGradient(into: &account)
    account.enter(
      .temporaries, "hidden states' gradient", sizes.tokens * sizes.hidden * .bytes(2), head)
    enterChunkGradient(into: &account)
    enterWideGradient(into: &account)
  }

  private func enterNarrowGradient<K: Account>(into account: inout K) where K.Unit == A {
    account.enter(
      .temporaries, "head's gradient in 16 bits", (sizes.vocab * sizes.hidden * .bytes(2)).block(),
      head)
  }

  private func enterWideGradient<K: Account>(into account: inout K) where K.Unit == A {
    let source: StaticString = "torch 2.15 derivatives.yaml mm"
    account.enter(
      regime.accumulates ? .temporaries : .gradients, "head", vocabulary.block(), source)
  }

  /// A tanh over the logits keeps its result.
  ///
  /// Source: transformers 5.23 models/gemma2/modeling_gemma2.py `Gemma2ForCausalLM.forward`.
  private func enterSoftcap<K: Account>(into account: inout K) where K.Unit == A {
    guard setup.architecture.finalSoftcap else { return }
    account.enter(.logits, "tanh of the logits", matrix(logitTokens, logitBytes), head)
  }

  /// Chunks gather the gradient of the hidden states one by one.
  private func enterChunkGradient<K: Account>(into account: inout K) where K.Unit == A {
    if case .chunked = setup.loss {
      account.enter(
        .temporaries, "all hidden states' gradient",
        sizes.tokens * sizes.hidden * .bytes(regime.stream), hf)
    }
  }

  /// Liger computes the gradients of hidden states and head in forward, and holds them.
  func enterFusedGradients<K: Account>(into account: inout K) where K.Unit == A {
    account.enter(
      .logits, "hidden states' gradient",
      sizes.tokens * sizes.hidden * .bytes(regime.stream), liger)
    if regime.trainsHead {
      account.enter(.gradients, "head", vocabulary.block(), liger)
    }
  }
}
