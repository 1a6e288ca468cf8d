import MemoryModel

/// Hunyuan: Llama with norms of queries and keys behind their rotation.
///
/// Source: transformers 5.23 models/hunyuan_v1_dense/modeling_hunyuan_v1_dense.py.
struct Hunyuan: Family {
  func layer(_ load: Loader, _ place: Int) -> any DecoderLayer {
    let (model, d) = (load.setup.architecture, load.dimensions)
    let attention = HunyuanAttention(load.inside("self_attn"))
    let mlp = MLP(load.inside("mlp"), d.intermediate, bias: model.mlpBias)
    return LlamaLayer(
      attention: attention, mlp: mlp,
      inputNorm: Norm(load, "input_layernorm", d.hidden),
      postNorm: Norm(load, "post_attention_layernorm", d.hidden))
  }
}

/// `HunYuanDenseV1Attention`.
///
/// Source: transformers 5.23 models/hunyuan_v1_dense/modeling_hunyuan_v1_dense.py
/// `HunYuanDenseV1Attention.forward`.
struct HunyuanAttention: SelfAttention {
  var modules: Attention

  init(_ load: Loader) {
    modules = Attention(
      load, load.dimensions.attention, norms: ("query_layernorm", "key_layernorm"))
  }

  mutating func adapt(_ load: Loader, _ adapter: Adapter) { modules.adapt(load, adapter) }

  func callAsFunction(_ x: borrowing Tensor, _ shared: SharedInputs) -> Tensor {
    var q = modules.q(x).headsFirst(modules.heads.heads)
    var k = modules.k(x).headsFirst(modules.heads.kvHeads)
    var v = modules.v(x).asValues(modules.heads, shared.mask)
    let rotated = shared.rotary.rotate(q, k)
    q = rotated.q
    k = rotated.k
    if let norm = modules.queryNorm { q = norm(q) }
    if let norm = modules.keyNorm { k = norm(k) }
    x.machine.cache(&k, &v)
    let output = attend(q, k, v, mask: shared.mask, modules.heads)
    return modules.o(output)
  }
}
