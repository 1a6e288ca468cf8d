import MemoryModel

/// LFM2: short convolutions, and attention in some layers; experts behind the first layers of some
/// models.
///
/// Source: transformers 5.23 models/lfm2/modeling_lfm2.py, models/lfm2_moe/modeling_lfm2_moe.py.
struct LFM2: Family {
  func layer(_ load: Loader, _ place: Int) -> any DecoderLayer {
    let (model, d) = (load.setup.architecture, load.dimensions)
    let mixer: LFM2Mixer =
      model.build(of: place).mixer == .shortConvolution
      ? .convolution(ShortConvolution(load.inside("conv")))
      : .attention(
        Attention(
          load.inside("self_attn"), d.attention, output: "out_proj",
          norms: ("q_layernorm", "k_layernorm")))
    let inside = load.inside("feed_forward")
    return model.build(of: place).feed == .experts
      ? layer(load, mixer, LFM2Block(inside))
      : layer(load, mixer, LFM2MLP(inside, d.intermediate))
  }

  private func layer<Feed: FeedForward>(
    _ load: Loader, _ mixer: LFM2Mixer, _ feed: Feed
  ) -> any DecoderLayer {
    let hidden = load.dimensions.hidden
    return LFM2Layer(
      mixer: mixer, feed: feed, operatorNorm: Norm(load, "operator_norm", hidden),
      feedNorm: Norm(load, "ffn_norm", hidden))
  }

  func kind(_ model: Architecture, _ place: Int) -> Int { model.kind(of: place) }
}

/// What a layer mixes its tokens with.
enum LFM2Mixer: SelfAttention {
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

/// Source: transformers 5.23 models/lfm2/modeling_lfm2.py `Lfm2DecoderLayer.forward`.
struct LFM2Layer<Feed: FeedForward>: DecoderLayer {
  var mixer: LFM2Mixer
  var feed: Feed
  let operatorNorm: Norm
  let feedNorm: Norm

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
struct LFM2MLP: FeedForward {
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

/// `Lfm2MoeSparseMoeBlock`, with its bias for the router.
///
/// Source: transformers 5.23 models/lfm2_moe/modeling_lfm2_moe.py `Lfm2MoeSparseMoeBlock`.
struct LFM2Block: FeedForward {
  var block: SparseBlock<LFM2Router>

  init(_ load: Loader) {
    block = SparseBlock(load, gateIsFirst: false)
    if block.gate.balancesByBias { _ = load.inFP32().buffer(load.dimensions.experts) }
  }

  mutating func adapt(_ load: Loader, _ adapter: Adapter) { block.adapt(load, adapter) }

  func callAsFunction(_ x: borrowing Tensor) -> Tensor { block(x) }
}

/// `Lfm2MoeTopKRouter`: sigmoids, of which the highest are taken once a bias is added.
///
/// Source: transformers 5.23 models/lfm2_moe/modeling_lfm2_moe.py `Lfm2MoeTopKRouter.forward`.
struct LFM2Router: ParameterRouter {
  var weight: AdaptedParameter
  let active: Size
  let isNormalised: Bool
  let balancesByBias: Bool

  init(_ load: Loader) {
    let experts = load.setup.architecture.experts
    weight = .router(load.inside("gate"))
    active = load.dimensions.active
    isNormalised = experts?.normalised == true
    balancesByBias = experts?.balancesByBias == true
  }

  func callAsFunction(_ x: borrowing Tensor) -> Routed {
    let machine = x.machine
    let outer = machine.enter(weight.module)
    defer { machine.leave(to: outer) }
    let rows = x.elements / weight.input
    let logits = weight.product(x, weight.activated(on: machine).weight)
    let sigmoids = logits.sigmoid()
    let choice =
      balancesByBias ? machine.new(sigmoids.elements, .fp32, .routing) : machine.hold(.none)
    let top =
      balancesByBias
      ? machine.withoutGraph { choice.topk(rows, active) } : sigmoids.topk(rows, active)
    var scores = balancesByBias ? sigmoids.gather(top.places) : top.values.share()
    if isNormalised { scores = scores.divided(by: scores.sum(rows: rows).plusConstant()) }
    scores = scores.scaled()
    _ = (sigmoids.format, choice.format)
    return Routed(logits: logits.share(), scores: scores, places: top.places.share())
  }
}
