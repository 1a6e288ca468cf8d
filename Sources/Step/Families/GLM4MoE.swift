import MemoryModel

/// GLM-4.5: a part of each head rotated, and DeepSeek's experts behind the first layers.
///
/// Source: transformers 5.23 models/glm4_moe/modeling_glm4_moe.py.
struct GLM4MoE: Family {
  func layer(_ load: Loader, _ place: Int) -> any DecoderLayer {
    mixtureLayer(load, place) { load in
      var modules = Attention(load, load.dimensions.attention)
      modules.isConcatenated = true
      return HeadNormAttention(modules: modules)
    } _: {
      SharedBlock<GroupRouter>($0)
    }
  }

  func kind(_ model: Architecture, _ place: Int) -> Int { mixtureKind(model, place) }

  func rotary(_ model: Decoder, _ x: borrowing Tensor) -> Rotary {
    PartialRotary(model.machine, model.dimensions, as: x.format)
  }
}
