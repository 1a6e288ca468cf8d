import MemoryModel

/// Qwen3-MoE: Qwen3 with experts in the place of the MLP of most layers.
///
/// Source: transformers 5.23 models/qwen3_moe/modeling_qwen3_moe.py.
struct Qwen3MoE: Family {
  func layer(_ load: Loader, _ place: Int) -> any DecoderLayer {
    mixtureLayer(load, place) { load in
      let experts = Experts(load)
      return SparseBlock(gate: TopKRouter(load), experts: experts, gateIsFirst: false)
    }
  }

  func kind(_ model: Architecture, _ place: Int) -> Int { mixtureKind(model, place) }
}
