import MemoryModel

/// Llama, of which all layers have a window or none.
///
/// Source: transformers 5.23 models/mistral/modeling_mistral.py `MistralModel.forward`.
struct Mistral: Family {
  func layer(_ load: Loader, _ place: Int) -> any DecoderLayer { Llama().layer(load, place) }

  func inputs(_ model: Decoder, _ x: borrowing Tensor) -> SharedInputs {
    let hasWindow = model.setup.architecture.slidingLayers > 0
    let mask = hasWindow ? model.windowMask(x) : model.causalMask(x)
    return SharedInputs(rotary: model.rotary(as: x.format), mask: mask)
  }
}

/// Llama with a window in some layers.
///
/// Source: transformers 5.23 models/ministral/modeling_ministral.py `MinistralModel.forward`.
struct Ministral: Family {
  func layer(_ load: Loader, _ place: Int) -> any DecoderLayer { Llama().layer(load, place) }

  func inputs(_ model: Decoder, _ x: borrowing Tensor) -> SharedInputs {
    let masks = Masks(causal: model.causalMask(x), windowed: model.windowMask(x))
    return SharedInputs(rotary: model.rotary(as: x.format), masks: masks)
  }
}
