import MemoryModel

/// Seed-OSS: Llama with dropout at the end of each branch, and of attention's probabilities.
///
/// Source: transformers 5.23 models/seed_oss/modeling_seed_oss.py.
struct SeedOSS: Family {
  func layer(_ load: Loader, _ place: Int) -> any DecoderLayer {
    let (model, d) = (load.setup.architecture, load.dimensions)
    var attention = Attention(load.inside("self_attn"), d.attention)
    attention.drops = model.residualDropout
    let mlp = SeedOSSMLP(
      modules: MLP(load.inside("mlp"), d.intermediate, bias: model.mlpBias),
      drops: model.residualDropout)
    let inputNorm = Norm(load, "input_layernorm", d.hidden)
    let postNorm = Norm(load, "post_attention_layernorm", d.hidden)
    return LlamaLayer(
      attention: attention, mlp: mlp, inputNorm: inputNorm, postNorm: postNorm)
  }
}

/// `SeedOssMLP`.
struct SeedOSSMLP: FeedForward {
  var modules: MLP
  let drops: Bool

  mutating func adapt(_ load: Loader, _ adapter: Adapter) { modules.adapt(load, adapter) }

  func callAsFunction(_ x: borrowing Tensor) -> Tensor {
    drops ? dropout(modules(x)) : modules(x)
  }
}
