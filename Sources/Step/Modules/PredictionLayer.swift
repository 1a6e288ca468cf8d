import MemoryModel

/// A layer that predicts a further token: it is loaded, and adapted, but a step's forward never calls it.
///
/// Source: XiaomiMiMo/MiMo-7B-RL on the Hub, modeling_mimo.py `MiMoMTPLayers`, `MiMoModel`, whose forward
/// is Qwen2's.
struct PredictionLayer {
  var projection: Linear
  var attention: Attention
  var mlp: MLP

  init(_ load: Loader) {
    let d = load.dimensions
    let load = load.inside("mtp_layers").with(.mlp).withoutGraph
    func loadNorm(_ name: StaticString) { _ = Norm(load, name, d.hidden) }
    loadNorm("input_layernorm")
    loadNorm("post_attention_layernorm")
    loadNorm("token_layernorm")
    loadNorm("hidden_layernorm")
    projection = Linear(load, "input_proj", 2 * d.hidden, d.hidden)
    loadNorm("final_layernorm")
    attention = Attention(load.inside("self_attn"), d.attention)
    mlp = MLP(load.inside("mlp"), d.intermediate, bias: load.setup.architecture.mlpBias)
  }

  mutating func adapt(_ load: Loader, _ adapter: Adapter) {
    let load = load.withoutGraph
    projection.adapt(load, adapter)
    attention.adapt(load, adapter)
    mlp.adapt(load, adapter)
  }
}
