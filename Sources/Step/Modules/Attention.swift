/// `LlamaAttention`, with Qwen3's norms of queries and keys where it has them.
///
/// Source: transformers 5.23 models/llama/modeling_llama.py `LlamaAttention.forward`,
/// models/qwen3/modeling_qwen3.py `Qwen3Attention.forward`.
struct Attention {
  var q: Linear
  var k: Linear
  var v: Linear
  var o: Linear
  var queryNorm: RMSNorm?
  var keyNorm: RMSNorm?
  let heads: Heads

  func callAsFunction(_ x: borrowing Tensor, _ shared: SharedInputs) -> Tensor {
    var q = q(x).headsFirst()
    if let queryNorm { q = queryNorm(q) }
    var k = k(x).headsFirst()
    if let keyNorm { k = keyNorm(k) }
    let v = shared.mask == nil ? v(x) : v(x).headsFirst()
    let rotated = shared.rotary.rotate(q)
    k = shared.rotary.rotate(k)
    q = rotated.share()
    _ = consume rotated
    let output = attend(q, k, v, shared)
    return o(output)
  }

  /// The kernel that `scaled_dot_product_attention` chooses: flash takes half precision without a mask.
  ///
  /// Source: torch 2.15 ATen/native/transformers/cuda/sdp_utils.cpp `select_sdp_backend`.
  private func attend(
    _ q: borrowing Tensor, _ k: borrowing Tensor, _ v: borrowing Tensor, _ shared: SharedInputs
  ) -> Tensor {
    let isHalf = (q.machine.autocast ?? q.format).bytes == 2
    if isHalf && shared.mask == nil && !(heads.headDim > 256) {
      return flashAttention(q, k, v, heads)
    }
    return efficientAttention(q, k, v, mask: shared.mask?.view, heads)
  }
}
