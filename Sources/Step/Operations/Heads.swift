/// The sizes that an attention kernel asks for.
struct Heads {
  let batch: Size
  let seq: Size
  let heads: Size
  let kvHeads: Size
  let headDim: Size
  /// Whether dropout drops attention's probabilities.
  var drops = false
  /// Keys of a sequence, where these are not as many as its tokens.
  var keys: Size?
  /// Whether a token attends to none behind it.
  var isCausal = true

  var isGrouped: Bool { heads > kvHeads }
  /// With a key for each query.
  var repeated: Heads {
    Heads(
      batch: batch, seq: seq, heads: heads, kvHeads: heads, headDim: headDim, drops: drops,
      isCausal: isCausal)
  }
  /// Rows of scores: one for each token and head.
  var rows: Size { batch * heads * seq }
  var matrix: Size { rows * (keys ?? seq) }

  /// Multiplications of attention's kernel: scores and their product with the values in forward; in
  /// backward the scores once more, and two products for each of the two. Behind the diagonal it
  /// computes nothing, but where a mask is given.
  ///
  /// Source: torch 2.15 flash_attn/src/flash_fwd_kernel.h `compute_attn_1rowblock`, flash_bwd_kernel.h
  /// `compute_dq_dk_dv_1colblock`.
  func multiplications(
    isMasked: Bool, values valueDim: Size? = nil
  ) -> (forward: Size, backward: Size) {
    let pairs = isCausal && !isMasked ? matrix / 2 : matrix
    let values = valueDim ?? headDim
    return (pairs * (headDim + values), pairs * (headDim * 3 + values * 2))
  }
}

extension Tensor {
  /// Keys or values for every query head: `expand`, `reshape`, which copies them but where all query
  /// heads share one.
  ///
  /// Source: transformers 5.23 integrations/sdpa_attention.py `repeat_kv`.
  func repeated(_ heads: Heads) -> Tensor {
    guard heads.isGrouped else { return share() }
    let (own, format) = (elements, format)
    let all = own / heads.kvHeads * heads.heads
    let storage = heads.kvHeads > 1 ? nil : view.storage
    return machine.operation(.repeated, all, format, view, in: storage) {
      // Behind `[:, :, None]`, whose gradient is squeezed.
      $0.gradient(0, own, format, view: true)
    }
  }
}
