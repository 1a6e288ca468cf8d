import MemoryModel

/// gpt-oss: sinks beside the scores, every second layer with a window, and experts with biases.
///
/// Source: transformers 5.23 models/gpt_oss/modeling_gpt_oss.py.
struct GptOss: Family {
  func layer(_ load: Loader, _ place: Int) -> any DecoderLayer {
    mixtureLayer(load, place) {
      GptOssAttention($0, $0.dimensions.attention)
    } _: {
      GptOssMLP(block: SparseBlock($0))
    }
  }

  /// `GptOssModel.forward`.
  func inputs(_ model: Decoder, _ x: borrowing Tensor) -> SharedInputs {
    let masks = Masks(causal: model.causalMask(x), windowed: model.windowMask(x))
    return SharedInputs(rotary: rotary(model, x), masks: masks)
  }

  func rotary(_ model: Decoder, _ x: borrowing Tensor) -> Rotary {
    let d = model.dimensions
    return Rotary(model.machine, d.seq, halves: d.headDim / 2, as: x.format)
  }
}

/// `GptOssMLP`: the layer takes the router's scores too, in the place of attention's weights.
///
/// Source: transformers 5.23 models/gpt_oss/modeling_gpt_oss.py `GptOssMLP.forward`,
/// `GptOssDecoderLayer.forward`.
struct GptOssMLP: FeedForward {
  var block: SparseBlock<BiasedRouter>

  mutating func adapt(_ load: Loader, _ adapter: Adapter) { block.adapt(load, adapter) }

  func callAsFunction(_ x: borrowing Tensor) -> Tensor {
    let x = x.flat()
    let routed = block.gate(x)
    let output = block.experts(x, routed)
    x.machine.discard(routed.scores.share())
    return output
  }
}
