import MemoryModel

/// Bamba: Mamba-2, and attention in some layers.
///
/// Source: transformers 5.23 models/bamba/modeling_bamba.py.
struct Bamba: Family {
  func layer(_ load: Loader, _ place: Int) -> any DecoderLayer {
    let (model, d) = (load.setup.architecture, load.dimensions)
    let feed = MLP(load.inside("feed_forward"), d.intermediate, bias: model.mlpBias)
    let inputNorm = Norm(load, "input_layernorm", d.hidden)
    let feedNorm = Norm(load, "pre_ff_layernorm", d.hidden)
    return BambaLayer(
      feed: feed, inputNorm: inputNorm, feedNorm: feedNorm, mixer: mixer(load, place))
  }

  private func mixer(_ load: Loader, _ place: Int) -> ScanOrAttention {
    if load.setup.architecture.build(of: place).mixer == .mamba2 {
      return .scan(Mamba2(load.inside("mamba")))
    }
    var attention = Attention(load.inside("self_attn"), load.dimensions.attention)
    attention.isConcatenated = true
    return .attention(attention)
  }

  func kind(_ model: Architecture, _ place: Int) -> Int { model.kind(of: place) }

  /// Source: the same, `apply_rotary_pos_emb`.
  func rotary(_ model: Decoder, _ x: borrowing Tensor) -> Rotary {
    TogetherRotary(model.machine, model.dimensions, as: x.format)
  }
}

/// Source: transformers 5.23 models/bamba/modeling_bamba.py `BambaDecoderLayer.forward`.
struct BambaLayer: DecoderLayer {
  var feed: MLP
  let inputNorm: Norm
  let feedNorm: Norm
  var mixer: ScanOrAttention

  mutating func adapt(_ load: Loader, _ adapter: Adapter) {
    feed.adapt(load, adapter)
    mixer.adapt(load, adapter)
  }

  func callAsFunction(_ x: borrowing Tensor, _ shared: SharedInputs) -> Tensor {
    var residual = x.share()
    var x = inputNorm(residual)
    x = mixer(x, shared)
    x = residual + x
    residual = x.share()
    x = feedNorm(x)
    x = feed(x)
    x = residual + x
    return x
  }
}
