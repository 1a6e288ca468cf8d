import MemoryModel

/// Apertus: Llama with norms of queries and keys, and xIELU in an MLP without a gate.
///
/// Source: transformers 5.23 models/apertus/modeling_apertus.py.
struct Apertus: Family {
  func layer(_ load: Loader, _ place: Int) -> any DecoderLayer {
    let (model, d) = (load.setup.architecture, load.dimensions)
    let attention = HeadNormAttention(modules: Attention(load.inside("self_attn"), d.attention))
    let mlp = PlainMLP(load.inside("mlp"), "up_proj", "down_proj")
    return PlainLlamaLayer(
      attention: attention, mlp: mlp, inputNorm: Norm(load, "attention_layernorm", d.hidden),
      postNorm: Norm(load, "feedforward_layernorm", d.hidden), drops: model.residualDropout)
  }
}
