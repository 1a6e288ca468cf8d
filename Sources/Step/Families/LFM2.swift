import MemoryModel

/// LFM2: short convolutions, and attention in some layers.
///
/// Source: transformers 5.23 models/lfm2/modeling_lfm2.py.
struct LFM2: Family {
  func layer(_ load: Loader, _ place: Int) -> any DecoderLayer {
    let (model, d) = (load.setup.architecture, load.dimensions)
    let mixer: LFM2Layer.Mixer =
      model.build(of: place).mixer == .shortConvolution
      ? .convolution(ShortConvolution(load.inside("conv")))
      : .attention(
        Attention(
          load.inside("self_attn"), d.attention, output: "out_proj",
          norms: ("q_layernorm", "k_layernorm")))
    return LFM2Layer(
      mixer: mixer, feed: LFM2MLP(load.inside("feed_forward"), d.intermediate),
      operatorNorm: Norm(load, "operator_norm", d.hidden),
      feedNorm: Norm(load, "ffn_norm", d.hidden))
  }

  func kind(_ model: Architecture, _ place: Int) -> Int { model.kind(of: place) }
}

/// Source: transformers 5.23 models/lfm2/modeling_lfm2.py `Lfm2DecoderLayer.forward`.
struct LFM2Layer: DecoderLayer {
  var mixer: Mixer
  var feed: LFM2MLP
  let operatorNorm: Norm
  let feedNorm: Norm

  enum Mixer {
    case convolution(ShortConvolution)
    case attention(Attention)

    mutating func adapt(_ load: Loader, _ adapter: Adapter) {
      switch self {
      case .convolution(var convolution):
        convolution.adapt(load, adapter)
        self = .convolution(convolution)
      case .attention(var attention):
        attention.adapt(load, adapter)
        self = .attention(attention)
      }
    }

    func callAsFunction(_ x: borrowing Tensor, _ shared: SharedInputs) -> Tensor {
      switch self {
      case .convolution(let convolution): convolution(x)
      case .attention(let attention): attention(x, shared)
      }
    }
  }

  mutating func adapt(_ load: Loader, _ adapter: Adapter) {
    mixer.adapt(load, adapter)
    feed.adapt(load, adapter)
  }

  func callAsFunction(_ x: borrowing Tensor, _ shared: SharedInputs) -> Tensor {
    let residual = x.share()
    var x = mixer(operatorNorm(x), shared)
    x = x + residual
    x = x + feed(feedNorm(x))
    return x
  }
}

/// `Lfm2MLP`.
///
/// Source: transformers 5.23 models/lfm2/modeling_lfm2.py `Lfm2MLP.forward`.
struct LFM2MLP {
  var w1: Linear
  var w3: Linear
  var w2: Linear

  init(_ load: Loader, _ intermediate: Size) {
    let hidden = load.dimensions.hidden
    w1 = Linear(load, "w1", hidden, intermediate)
    w3 = Linear(load, "w3", hidden, intermediate)
    w2 = Linear(load, "w2", intermediate, hidden)
  }

  mutating func adapt(_ load: Loader, _ adapter: Adapter) {
    w1.adapt(load, adapter)
    w3.adapt(load, adapter)
    w2.adapt(load, adapter)
  }

  func callAsFunction(_ x: borrowing Tensor) -> Tensor { w2(silu(w1(x)) * w3(x)) }
}
