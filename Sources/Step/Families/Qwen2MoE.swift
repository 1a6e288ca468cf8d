import MemoryModel

/// Qwen2-MoE: Qwen2 with experts in the place of the MLP of most layers, and one that every token takes.
///
/// Source: transformers 5.23 models/qwen2_moe/modeling_qwen2_moe.py.
struct Qwen2MoE: Family {
  func layer(_ load: Loader, _ place: Int) -> any DecoderLayer {
    mixtureLayer(load, place) { GatedSharedBlock($0) }
  }

  /// Both masks are made, be there layers with a window or not: without them its width is 0, which every
  /// sequence reaches.
  ///
  /// Source: transformers 5.23 models/qwen2_moe/modeling_qwen2_moe.py `Qwen2MoeModel.forward`,
  /// configuration_qwen2_moe.py `Qwen2MoeConfig.__post_init__`.
  func inputs(_ model: Decoder, _ x: borrowing Tensor) -> SharedInputs {
    let causal = model.causalMask(x)
    let isRead = model.setup.architecture.slidingWindow != nil
    let windowed =
      isRead
      ? model.windowMask(x)
      : Mask(model.machine, model.dimensions.attention, hasWindow: true, added: nil)
    let rotary = rotary(model, x)
    return SharedInputs(rotary: rotary, masks: Masks(causal: causal, windowed: windowed))
  }

  /// Layers without a window do not hold the mask of the others.
  func inputs(of place: Int, _ model: Decoder, _ shared: SharedInputs) -> SharedInputs {
    if model.setup.architecture.build(of: place).hasWindow { return shared.windowed ?? shared }
    return SharedInputs(rotary: shared.rotary, mask: shared.mask)
  }

  func kind(_ model: Architecture, _ place: Int) -> Int { mixtureKind(model, place) }
}
