import MemoryModel

/// Mellum 2: Qwen3 with experts, and a rotation for each kind of layers.
///
/// Source: transformers 5.23 models/mellum/modeling_mellum.py.
struct Mellum: Family {
  func layer(_ load: Loader, _ place: Int) -> any DecoderLayer { Qwen3MoE().layer(load, place) }

  func kind(_ model: Architecture, _ place: Int) -> Int { mixtureKind(model, place) }

  /// `MellumModel.forward`, which makes what the kinds of its layers read.
  func inputs(_ model: Decoder, _ x: borrowing Tensor) -> SharedInputs {
    let (windows, layers) = (
      model.setup.architecture.slidingLayers, model.setup.architecture.layers
    )
    let causal = windows < layers ? model.causalMask(x) : nil
    let windowed = windows > 0 ? model.windowMask(x) : nil
    let local = SharedInputs(rotary: rotary(model, x), mask: windows > 0 ? windowed : causal)
    if windows == 0 || windows == layers { return local }
    return SharedInputs(rotary: rotary(model, x), mask: causal, windowed: local)
  }

  func inputs(of place: Int, _ model: Decoder, _ shared: SharedInputs) -> SharedInputs {
    Qwen2MoE().inputs(of: place, model, shared)
  }
}
