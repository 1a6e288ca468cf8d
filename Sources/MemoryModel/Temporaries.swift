private let norm: StaticString = "transformers 5.23 modeling_llama.py LlamaRMSNorm.forward"
private let embedding: StaticString =
  "torch 2.15 ATen/native/cuda/EmbeddingBackwardKernel.cu embedding_backward_cuda_kernel"

extension Phases {
  /// Backward of the last norm, at the mean of squares.
  func enterNormBackward<K: Account>(into account: inout K) where K.Unit == A {
    guard setup.architecture.lastNorm else { return }
    let last = layer.norm("last norm", inputIsKept: false)
    account.enter(.activations, "last norm's input", last.keptInput, norm)
    account.enter(
      .temporaries, "last norm's gradients in fp32", last.meanGradients, norm)
    enterCollapseBackward(into: &account)
  }

  /// Backward of the embedding: the end of backward where it is trained.
  func enterEmbeddingBackward<K: Account>(into account: inout K) where K.Unit == A {
    let name: StaticString = "embedding"
    account.enter(
      .temporaries, "embedding output's gradient",
      sizes.tokens * sizes.hidden * .bytes(regime.stream), embedding)
    account.enter(
      regime.accumulates || sharesTable ? .temporaries : .gradients, name, table.block(),
      embedding)
    enterSegments(sizes.hidden, into: &account)
  }

  /// A tied weight has two gradients; a product's own cannot be added to in place.
  func enterTiedSum<K: Account>(into account: inout K) where K.Unit == A {
    let source: StaticString = "torch 2.15 csrc/autograd/input_buffer.cpp accumulate"
    account.enter(.temporaries, "embedding", vocabulary.block(), embedding)
    if !castsHead && setup.loss != .fused {
      account.enter(.temporaries, "sum of both gradients", vocabulary.block(), source)
    }
  }

  /// More than 3072 tokens are sorted and summed in segments, in fp32.
  func enterSegments<K: Account>(_ width: A, into account: inout K) where K.Unit == A {
    if sizes.tokens.value <= 3072 { return }
    let segments =
      A.ceiling(sizes.tokens, by: .count(10)) + A.smaller(sizes.tokens, sizes.rows)
    account.enter(
      .temporaries, "sums of segments in fp32", segments * width * .bytes(4), embedding)
    account.enter(.temporaries, "sorted ids", sizes.tokens * .bytes(40), embedding)
  }
}
