import MemoryModel

/// Norms around both branches, norms of queries and keys, and a rotation for each kind of layers.
///
/// Source: transformers 5.23 models/gemma3/modeling_gemma3.py.
struct Gemma3: Family {
  func layer(_ load: Loader, _ place: Int) -> any DecoderLayer { Gemma3Layer(load) }

  /// `Gemma3TextModel.forward`.
  func inputs(_ model: Decoder, _ x: borrowing Tensor) -> SharedInputs {
    let masks = Masks(causal: model.causalMask(x), windowed: model.windowMask(x))
    return inputs(model, x, masks)
  }

  /// A rotation for each kind of layers.
  func inputs(_ model: Decoder, _ x: borrowing Tensor, _ masks: Masks) -> SharedInputs {
    let windowed = SharedInputs(rotary: model.rotary(as: x.format), mask: masks.windowed)
    if model.setup.architecture.slidingLayers == model.setup.architecture.layers { return windowed }
    return SharedInputs(
      rotary: model.rotary(as: x.format), mask: masks.causal, windowed: windowed)
  }

  func embedding(_ model: Decoder, _ ids: borrowing Tensor) -> Tensor { model.scaledEmbedding(ids) }

  func logits(_ model: Decoder, _ x: borrowing Tensor) -> Tensor { model.cappedLogits(x) }
}

/// `Gemma3DecoderLayer`.
///
/// Source: transformers 5.23 models/gemma3/modeling_gemma3.py `Gemma3DecoderLayer.forward`.
struct Gemma3Layer: DecoderLayer {
  var attention: HeadNormAttention
  var mlp: MLP
  let norms: Gemma3Norms

  init(_ load: Loader) {
    let d = load.dimensions
    attention = HeadNormAttention(modules: Attention(load.inside("self_attn"), d.attention))
    mlp = MLP(load.inside("mlp"), d.intermediate, bias: false)
    norms = Gemma3Norms(load)
  }

  mutating func adapt(_ load: Loader, _ adapter: Adapter) {
    attention.adapt(load, adapter)
    mlp.adapt(load, adapter)
  }

  func callAsFunction(_ x: borrowing Tensor, _ shared: SharedInputs) -> Tensor {
    var residual = x.share()
    var x = norms.input(residual)
    x = attention(x, shared)
    x = norms.postAttention(x)
    x = residual + x
    residual = x.share()
    x = norms.preFeedforward(x)
    x = mlp(x)
    x = norms.postFeedforward(x)
    x = residual + x
    return x
  }
}

/// Norms before and behind both branches.
struct Gemma3Norms {
  let input: Norm
  let postAttention: Norm
  let preFeedforward: Norm
  let postFeedforward: Norm

  init(_ load: Loader) {
    let hidden = load.dimensions.hidden
    input = Norm(load, "input_layernorm", hidden)
    postAttention = Norm(load, "post_attention_layernorm", hidden)
    preFeedforward = Norm(load, "pre_feedforward_layernorm", hidden)
    postFeedforward = Norm(load, "post_feedforward_layernorm", hidden)
  }
}
