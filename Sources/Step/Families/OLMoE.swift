import MemoryModel

/// OLMoE: norms over all queries and over all keys, and experts in every layer.
///
/// Source: transformers 5.23 models/olmoe/modeling_olmoe.py.
struct OLMoE: Family {
  func layer(_ load: Loader, _ place: Int) -> any DecoderLayer {
    mixtureLayer(load, place) {
      OLMo2Attention(modules: Attention($0, $0.dimensions.attention))
    } _: {
      SparseBlock<TopKRouter>($0)
    }
  }
}

/// FlexOlmo: OLMo 2 with experts.
///
/// Source: transformers 5.23 models/flex_olmo/modeling_flex_olmo.py.
struct FlexOLMo: Family {
  func layer(_ load: Loader, _ place: Int) -> any DecoderLayer {
    let d = load.dimensions
    let attention = OLMo2Attention(modules: Attention(load.inside("self_attn"), d.attention))
    let mlp = SparseBlock<TopKRouter>(load.inside("mlp"))
    return PostNormLayer(
      attention: attention, mlp: mlp,
      attentionNorm: Norm(load, "post_attention_layernorm", d.hidden),
      mlpNorm: Norm(load, "post_feedforward_layernorm", d.hidden))
  }

  func rotary(_ model: Decoder, _ x: borrowing Tensor) -> Rotary { OLMo2().rotary(model, x) }
}
