/// What scores go through on their way to probabilities, beside a mask.
struct Scores {
  /// A bound that `tanh` keeps them in.
  var isCapped = false
  var sinks: Sinks?
  var probabilities = Probabilities.narrowed
  /// Whether the output's gradient lies head by head: it is rotated.
  var turnsOutput = false

  /// How softmax is taken where attention is written out.
  enum Probabilities {
    /// In fp32, and converted to the queries' format: `softmax(dtype=torch.float32).to(query.dtype)`.
    case narrowed
    /// In the scores' format, and converted to that of the values.
    case asValues
    /// In the scores' format, in which they stay.
    case asScores
  }

  /// A learned number for each head that takes a share of attention.
  enum Sinks {
    /// One more column of scores.
    case column(View)
    /// A scale of the output.
    case scale(View)
  }
}

/// Attention by the setting's implementation, transposed back and contiguous.
///
/// - Parameter isByToken: whether queries and keys lie token by token. What was concatenated over the
///   last dimension lies head by head.
///
/// Source: transformers 5.23 modeling_utils.py `ALL_ATTENTION_FUNCTIONS`, integrations/sdpa_attention.py
/// `sdpa_attention_forward`.
func attend(
  _ q: borrowing Tensor, _ k: borrowing Tensor, _ v: borrowing Tensor, mask: Mask?, _ heads: Heads,
  scores: Scores = Scores(), isByToken: Bool = true
) -> Tensor {
  let stack = q.machine.stack
  if stack.isEager {
    return eagerAttention(q, k, v, mask: mask, heads, scores, isByToken: isByToken)
  }
  let repeats = heads.repeatsKeys(mask, stack)
  var k = repeats ? k.repeated(heads) : k.share()
  var v = repeats ? v.repeated(heads) : v.share()
  let q = stack.copiesHeads && isByToken ? q.clone() : q.share()
  if stack.copiesHeads && !repeats {
    if isByToken { k = k.clone() }
    v = v.clone()
  }
  let kernelHeads = repeats ? heads.repeated : heads
  let isHalf = (q.machine.autocast ?? q.format).bytes == 2
  // `check_same_head_dim…`: flash takes heads of one width.
  let isEven = q.elements * kernelHeads.kvHeads == v.elements * kernelHeads.heads
  let isFlash =
    isHalf && mask == nil && isEven && stack.runsFlash(heads.headDim, drops: heads.drops)
  let headsFirst = !isByToken || stack.copiesHeads
  let isPadded = isFlash && kernelHeads.areUneven
  var output =
    isPadded
    ? paddedFlashAttention(q, k, v, kernelHeads)
    : isFlash
      ? flashAttention(q, k, v, kernelHeads, headsFirst: headsFirst)
      : efficientAttention(q, k, v, mask: mask?.view, kernelHeads)
  // Flash attention's output lies as its queries do.
  if isFlash && (isPadded || headsFirst) { output = output.clone() }
  _ = (q.format, k.format, v.format)
  return output
}

/// Flash attention of heads that are filled up with zeros, head by head, to a multiple of 8. What it
/// gives is a part of its result.
///
/// Source: torch 2.15 ATen/native/transformers/attention.cpp `scaled_dot_product_attention`,
/// `pad_last_dim`, `post_process_flash_output`.
private func paddedFlashAttention(
  _ q: borrowing Tensor, _ k: borrowing Tensor, _ v: borrowing Tensor, _ heads: Heads
) -> Tensor {
  let machine = q.machine
  // Autocast has lowered the arguments of the function as a whole.
  let values = machine.lowered(v)
  let keys = machine.lowered(k)
  let queries = machine.lowered(q)
  let padded = heads.padded
  let query = queries.padded(heads.headDim, to: padded.headDim)
  let key = keys.padded(heads.headDim, to: padded.headDim)
  let value = values.padded(heads.headDim, to: padded.headDim)
  let output = flashAttention(query, key, value, padded, headsFirst: true, copiesGradient: true)
  return output.part(output.elements / padded.headDim * heads.headDim)
}

extension Tensor {
  /// Queries that nothing rotates, as attention reads them: their gradient lies as they do, or is copied.
  consuming func asQueries(_ heads: Heads) -> Tensor {
    heads.returnsQueriesByHead(machine.stack) ? headsFirst(heads.heads) : self
  }

  consuming func asValues(_ heads: Heads, _ mask: Mask?) -> Tensor {
    heads.returnsValuesByHead(mask, machine.stack) ? headsFirst(heads.kvHeads) : self
  }

  /// Keys that nothing rotates. Behind a product with them transposed their gradient has a column for
  /// each token, which the product of their own module copies where there are several sequences.
  consuming func asKeys(_ heads: Heads, _ mask: Mask?, ofOwnModule: Bool) -> Tensor {
    guard machine.stack.isEager else { return asValues(heads, mask) }
    return ofOwnModule && heads.batch > 1 ? headsFirst(heads.kvHeads) : self
  }
}

extension Heads {
  /// Whether flash attention fills them up.
  var areUneven: Bool { headDim.multiple(of: 8) > headDim }

  fileprivate var padded: Heads {
    Heads(
      batch: batch, seq: seq, heads: heads, kvHeads: kvHeads, headDim: headDim.multiple(of: 8),
      drops: drops, isCausal: isCausal)
  }

  /// Whether keys and values are repeated for every query head; where not, the kernel groups them.
  ///
  /// Source: transformers 5.23 integrations/sdpa_attention.py `use_gqa_in_sdpa`, and of eager attention
  /// models/llama/modeling_llama.py `eager_attention_forward`.
  func repeatsKeys(_ mask: Mask?, _ stack: Stack) -> Bool {
    isGrouped && (mask != nil || headDim > 256 || stack.isEager || stack.framework.repeatsKeys)
  }

  /// Whether the gradient of queries lies head by head: behind a product for each head, and where they
  /// were copied or filled up.
  func returnsQueriesByHead(_ stack: Stack) -> Bool {
    stack.isEager || stack.copiesHeads || areUneven
  }

  /// Whether the gradient of the values lies head by head: behind a product for each head, and where
  /// they were repeated, copied or filled up.
  func returnsValuesByHead(_ mask: Mask?, _ stack: Stack) -> Bool {
    returnsQueriesByHead(stack) || repeatsKeys(mask, stack)
  }
}
