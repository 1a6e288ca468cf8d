import MemoryModel

/// SmolLM3: Llama, of whose layers some do not rotate.
///
/// Source: transformers 5.23 models/smollm3/modeling_smollm3.py.
struct SmolLM3: Family {
  func layer(_ load: Loader, _ place: Int) -> any DecoderLayer {
    let (model, d) = (load.setup.architecture, load.dimensions)
    var attention = Attention(load.inside("self_attn"), d.attention)
    attention.rotates = !model.unrotatedLayers.contains(place)
    let mlp = MLP(load.inside("mlp"), d.intermediate, bias: model.mlpBias)
    return LlamaLayer(
      attention: attention, mlp: mlp, inputNorm: Norm(load, "input_layernorm", d.hidden),
      postNorm: Norm(load, "post_attention_layernorm", d.hidden))
  }

  func kind(_ model: Architecture, _ place: Int) -> Int {
    model.unrotatedLayers.contains(place) ? 1 : 0
  }
}
