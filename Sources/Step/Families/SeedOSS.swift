import MemoryModel

/// Seed-OSS: Llama with dropout at the end of each branch, and of attention's probabilities.
///
/// Source: transformers 5.23 models/seed_oss/modeling_seed_oss.py.
struct SeedOSS: Family {
  func layer(_ load: Loader, _ place: Int) -> any DecoderLayer {
    let (model, d) = (load.setup.architecture, load.dimensions)
    let attention = Attention(load.inside("self_attn"), d.attention)
    let mlp = MLP(load.inside("mlp"), d.intermediate, bias: model.mlpBias)
    let inputNorm = Norm(load, "input_layernorm", d.hidden)
    let postNorm = Norm(load, "post_attention_layernorm", d.hidden)
    return DroppingLayer(
      attention: attention, mlp: mlp, inputNorm: inputNorm, postNorm: postNorm,
      drops: model.residualDropout)
  }
}
