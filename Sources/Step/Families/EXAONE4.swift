import MemoryModel

/// EXAONE 4: norms behind each branch, and of each head of queries and keys. Where layers have a
/// window, the others do not rotate.
///
/// Source: transformers 5.23 models/exaone4/modeling_exaone4.py.
struct EXAONE4: Family {
  func layer(_ load: Loader, _ place: Int) -> any DecoderLayer {
    let (model, d) = (load.setup.architecture, load.dimensions)
    var modules = Attention(load.inside("self_attn"), d.attention)
    modules.rotates = model.slidingWindow == nil || model.build(of: place).hasWindow
    let mlp = MLP(load.inside("mlp"), d.intermediate, bias: model.mlpBias)
    return PostNormLayer(
      attention: HeadNormAttention(modules: modules), mlp: mlp,
      attentionNorm: Norm(load, "post_attention_layernorm", d.hidden),
      mlpNorm: Norm(load, "post_feedforward_layernorm", d.hidden))
  }

  func kind(_ model: Architecture, _ place: Int) -> Int {
    model.build(of: place).hasWindow ? 1 : 0
  }
}
