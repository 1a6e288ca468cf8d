import MemoryModel

/// Cohere 2 with experts behind the first layers, and in some models an MLP that every token takes.
///
/// Source: transformers 5.23 models/cohere2_moe/modeling_cohere2_moe.py.
struct CohereMoE: Family {
  let scalesLogits = true

  func layer(_ load: Loader, _ place: Int) -> any DecoderLayer {
    let (model, d) = (load.setup.architecture, load.dimensions)
    var attention = Attention(load.inside("self_attn"), d.attention)
    attention.rotates = !model.unrotatedLayers.contains(place)
    let inside = load.inside("mlp")
    return model.build(of: place).feed == .experts
      ? layer(load, attention, CohereBlock(inside))
      : layer(load, attention, MLP(inside, d.intermediate, bias: false))
  }

  private func layer<Feed: FeedForward>(
    _ load: Loader, _ attention: Attention, _ mlp: Feed
  ) -> any DecoderLayer {
    CohereLayer(
      attention: attention, mlp: mlp,
      inputNorm: Norm(load, "input_layernorm", load.dimensions.hidden))
  }

  func kind(_ model: Architecture, _ place: Int) -> Int {
    mixtureKind(model, place) + (model.unrotatedLayers.contains(place) ? 4 : 0)
  }

  func rotary(_ model: Decoder, _ x: borrowing Tensor) -> Rotary { Cohere().rotary(model, x) }
}

/// `Cohere2MoeSparseMoeBlock`.
///
/// Source: transformers 5.23 models/cohere2_moe/modeling_cohere2_moe.py
/// `Cohere2MoeSparseMoeBlock.forward`.
struct CohereBlock: FeedForward {
  var block: SparseBlock<CohereRouter>
  var shared: MLP?
  let averages: Bool

  init(_ load: Loader) {
    let experts = load.setup.architecture.experts
    block = SparseBlock(load)
    averages = experts?.averagesShared == true
    if experts?.shared == 0 { return }
    shared = MLP(load.inside("shared_experts"), load.dimensions.sharedWidth, bias: false)
  }

  mutating func adapt(_ load: Loader, _ adapter: Adapter) {
    block.adapt(load, adapter)
    shared?.adapt(load, adapter)
  }

  func callAsFunction(_ x: borrowing Tensor) -> Tensor {
    let x = x.flat()
    let routed = block.gate(x)
    var output = block.experts(x, routed)
    guard let shared else { return output }
    let every = shared(x)
    output = averages ? (output + every).scaled() : output + every
    _ = every.format
    return output
  }
}

/// `Cohere2MoeTopKRouter`: probabilities or sigmoids of the highest logits.
///
/// Source: transformers 5.23 models/cohere2_moe/modeling_cohere2_moe.py `Cohere2MoeTopKRouter.forward`.
struct CohereRouter: ParameterRouter {
  var weight: AdaptedParameter
  let active: Size
  let isNormalised: Bool
  let scoresBySigmoid: Bool

  init(_ load: Loader) {
    let experts = load.setup.architecture.experts
    weight = .router(load.inside("gate"))
    active = load.dimensions.active
    isNormalised = experts?.normalised == true
    scoresBySigmoid = experts?.scoresBySigmoid == true
  }

  func callAsFunction(_ x: borrowing Tensor) -> Routed {
    let machine = x.machine
    let outer = machine.enter(weight.module)
    defer { machine.leave(to: outer) }
    let rows = x.elements / weight.input
    let logits = weight.product(x, weight.activated(on: machine).weight)
    let top = logits.topk(rows, active)
    var scores = top.values.share()
    if scoresBySigmoid {
      scores = scores.sigmoid()
      if isNormalised { scores = scores.divided(by: scores.sum(rows: rows)) }
    } else {
      scores = scores.to(.fp32).softmax()
    }
    scores = scores.to(x.format)
    return Routed(logits: logits.share(), scores: scores, places: top.places.share())
  }
}
