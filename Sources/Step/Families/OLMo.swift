import MemoryModel

/// OLMo: Llama with norms that have no weights, and perhaps clamped queries, keys and values.
///
/// Source: transformers 5.23 models/olmo/modeling_olmo.py.
struct OLMo: Family {
  func layer(_ load: Loader, _ place: Int) -> any DecoderLayer {
    let (model, d) = (load.setup.architecture, load.dimensions)
    var attention = OLMo2Attention(modules: Attention(load.inside("self_attn"), d.attention))
    attention.clips = model.clipsQKV
    // transformers 5.23 quantizers/base.py `get_keys_to_not_convert`: the module of the last parameter,
    // which is no norm's here, nor the head's where it is tied.
    let isLast = model.tied && place == model.layers - 1
    let mlp = MLP(
      load.inside("mlp"), d.intermediate, bias: model.mlpBias, packsDown: !isLast)
    return LlamaLayer(
      attention: attention, mlp: mlp, inputNorm: Norm(load, "input_layernorm", d.hidden),
      postNorm: Norm(load, "post_attention_layernorm", d.hidden))
  }

  func rotary(_ model: Decoder, _ x: borrowing Tensor) -> Rotary { OLMo2().rotary(model, x) }
}
