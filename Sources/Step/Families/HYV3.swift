import MemoryModel

/// Hunyuan 3: Qwen3's attention, experts and an MLP that every token takes, added up in fp32.
///
/// Source: transformers 5.23 models/hy_v3/modeling_hy_v3.py.
struct HYV3: Family {
  func layer(_ load: Loader, _ place: Int) -> any DecoderLayer {
    mixtureLayer(load, place) {
      HeadNormAttention(modules: Attention($0, $0.dimensions.attention))
    } _: {
      HYV3Block($0)
    }
  }

  func kind(_ model: Architecture, _ place: Int) -> Int { mixtureKind(model, place) }
}
