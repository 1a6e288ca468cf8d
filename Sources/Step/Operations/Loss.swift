extension Machine {
  /// `embedding`: keeps the ids. Beyond 3072 of them backward sorts them, and sums segments in fp32.
  ///
  /// Source: torch 2.15 ATen/native/cuda/Embedding.cu `embedding_dense_backward_cuda`,
  /// EmbeddingBackwardKernel.cu `embedding_backward_cuda_kernel`.
  func embedding(_ weight: View, _ ids: borrowing Tensor, width: Size) -> Tensor {
    let (tokens, places) = (ids.elements, ids.view)
    let elements = Size(table: sizes, index: weight.elements)
    return operation(.embedding, tokens * width, weight.format, weight) { rule in
      rule.keep(places)
      rule.gradient(0, elements, weight.format)
      guard tokens > 3072 else { return }
      rule.temporary(tokens * 5, .int64)
      let segments = tokens.parts(of: 10) + Size.smaller(tokens, elements / width)
      rule.temporary(segments * width, .fp32)
    }
  }

  /// `cross_entropy` of logits in fp32: `_log_softmax`, which keeps its result, and `nll_loss`.
  func crossEntropy(_ logits: borrowing Tensor, _ labels: borrowing Tensor) -> Tensor {
    let (x, elements, targets) = (logits.view, logits.elements, labels.view)
    let softmax = operation(.logSoftmax, elements, .fp32, x) { rule in
      rule.keepResult()
      rule.gradient(0, elements, .fp32)
    }
    let scores = softmax.view
    let total = new(count(1), .fp32, .totalWeight)
    return operation(.loss, count(1), .fp32, scores) { rule in
      rule.keep(scores)
      rule.keep(targets)
      rule.keep(total.view)
      rule.gradient(0, elements, .fp32)
    }
  }
}

extension Tensor {
  /// `logits[..., :-1, :].contiguous()`: a copy, but of one sequence, which has no gap.
  ///
  /// Source: transformers 4.48 loss/loss_utils.py `ForCausalLMLoss`, 4.45
  /// models/llama/modeling_llama.py `LlamaForCausalLM.forward`.
  func withoutLastTokens(_ sequences: Size, of tokens: Size) -> Tensor {
    let (elements, format) = (elements, format)
    let rest = elements / tokens * (tokens - sequences)
    let cut = machine.operation(.logits, rest, format, view, in: view.storage) {
      $0.gradient(0, elements, format)
    }
    return sequences > 1 ? cut.clone(.logits) : cut
  }
}
