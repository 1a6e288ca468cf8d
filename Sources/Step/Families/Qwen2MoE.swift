import MemoryModel

/// Qwen2-MoE: Qwen2 with experts in the place of the MLP of most layers, and one that every token takes.
///
/// Source: transformers 5.23 models/qwen2_moe/modeling_qwen2_moe.py.
struct Qwen2MoE: Family {
  func layer(_ load: Loader, _ place: Int) -> any DecoderLayer {
    mixtureLayer(load, place) { GatedSharedBlock($0) }
  }

  func kind(_ model: Architecture, _ place: Int) -> Int { mixtureKind(model, place) }
}
