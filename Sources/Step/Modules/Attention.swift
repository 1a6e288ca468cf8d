import MemoryModel

/// `LlamaAttention`, with Qwen3's norms of queries and keys where it has them.
///
/// Source: transformers 5.23 models/llama/modeling_llama.py `LlamaAttention.forward`,
/// models/qwen3/modeling_qwen3.py `Qwen3Attention.forward`.
struct Attention {
  var q: Linear
  var k: Linear
  var v: Linear
  var o: Linear
  let queryNorm: Norm?
  let keyNorm: Norm?
  let heads: Heads

  /// - Parameters:
  ///   - output: the name of the projection out.
  ///   - norms: those of the norms of queries and keys.
  init(
    _ load: Loader, _ heads: Heads, output: StaticString = "o_proj",
    norms: (query: StaticString, key: StaticString) = ("q_norm", "k_norm")
  ) {
    let model = load.setup.architecture
    let (hidden, bias) = (load.dimensions.hidden, model.qkvBias)
    let (queries, keys) = (heads.heads * heads.headDim, heads.kvHeads * heads.headDim)
    q = Linear(load, "q_proj", hidden, queries, bias: bias, as: .query)
    k = Linear(load, "k_proj", hidden, keys, bias: bias, as: .key)
    v = Linear(load, "v_proj", hidden, keys, bias: bias, as: .value)
    o = Linear(load, output, queries, hidden, bias: model.outputBias, as: .output)
    queryNorm = model.qkNorm ? Norm(load, norms.query, heads.headDim) : nil
    keyNorm = model.qkNorm ? Norm(load, norms.key, heads.headDim) : nil
    self.heads = heads
  }

  mutating func adapt(_ load: Loader, _ adapter: Adapter) {
    q.adapt(load, adapter)
    k.adapt(load, adapter)
    v.adapt(load, adapter)
    o.adapt(load, adapter)
  }

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
    let output = attend(q, k, v, mask: shared.mask, heads)
    return o(output)
  }
}

/// The same where queries, keys and values lie with the heads first: flash gives its result in the
/// order of the queries, and the tokens are put first again.
///
/// Source: torch 2.15 flash_attn/flash_api.cpp `mha_fwd`: `empty_like(q)`; transformers 5.23
/// integrations/sdpa_attention.py `sdpa_attention_forward`: `transpose(1, 2).contiguous()`.
func attendHeadsFirst(
  _ q: borrowing Tensor, _ k: borrowing Tensor, _ v: borrowing Tensor, mask: Mask?, _ heads: Heads
) -> Tensor {
  guard takesFlash(q, mask, heads) else { return attend(q, k, v, mask: mask, heads) }
  return flashAttention(q, k, v, heads, headsFirst: true).clone()
}

private func takesFlash(_ q: borrowing Tensor, _ mask: Mask?, _ heads: Heads) -> Bool {
  let isHalf = (q.machine.autocast ?? q.format).bytes == 2
  return isHalf && mask == nil && !(heads.headDim > 256)
}

/// The kernel that `scaled_dot_product_attention` chooses: flash takes half precision without a mask.
///
/// Source: torch 2.15 ATen/native/transformers/cuda/sdp_utils.cpp `select_sdp_backend`.
func attend(
  _ q: borrowing Tensor, _ k: borrowing Tensor, _ v: borrowing Tensor, mask: Mask?, _ heads: Heads
) -> Tensor {
  if takesFlash(q, mask, heads) {
    return flashAttention(q, k, v, heads)
  }
  return efficientAttention(q, k, v, mask: mask?.view, heads)
}
