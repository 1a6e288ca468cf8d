import MemoryModel

/// DeepSeek V4: attention to a window and to compressed entries, experts behind it, and several residual
/// streams around both.
///
/// Source: transformers 5.23 models/deepseek_v4/modeling_deepseek_v4.py.
struct DeepSeekV4: Family {
  func check(_ model: Architecture) throws(Refusal) {
    if model.compressed?.outputGroups ?? 1 < 2 {
      throw Refusal(
        "o_groups: heads in one group are not modelled for \(model.name).",
        hint: "2 groups and more are; DeepSeek V4 has 8")
    }
  }

  func loadBuffers(_ load: Loader) {
    let rotated = load.setup.architecture.compressed?.rotatedDim ?? 0
    load.loadFrequencies(load.machine.sizes.dimension("qk_rope_head_dim", rotated))
  }

  func layer(_ load: Loader, _ place: Int) -> any DecoderLayer {
    let model = load.setup.architecture
    return DeepSeekV4Layer(
      load, place,
      model.compressed
        ?? .init(
          queryRank: 1, rotatedDim: 1, outputGroups: 1, outputRank: 1, indexHeads: 1,
          indexHeadDim: 1), model.hyper ?? .init())
  }

  /// Layers by their attention, and by whether they look a token's experts up.
  func kind(_ model: Architecture, _ place: Int) -> Int {
    2 * model.kind(of: place) + (place < model.experts?.hashedLayers ?? 0 ? 1 : 0)
  }

  /// `DeepseekV4Model.forward`: the mask, the streams, then the tables of both bases.
  func inputs(
    _ model: Decoder, _ x: inout Tensor, _ variables: Streams.Variables, _ locals: inout Locals
  ) -> SharedInputs {
    let (machine, d) = (model.machine, model.dimensions)
    let architecture = model.setup.architecture
    let mask = model.windowMask(x)
    let format = x.format
    let streams = machine.sizes.dimension("hc_mult", architecture.hyper?.streams ?? 1)
    x = x.expandedCopy(x.elements * streams)
    let width = machine.sizes.dimension(
      "qk_rope_head_dim", architecture.compressed?.rotatedDim ?? 0)
    return SharedInputs(rotary: PairRotaries(machine, d.seq, width, as: format), mask: mask)
  }

  func inputs(of place: Int, _ model: Decoder, _ shared: SharedInputs) -> SharedInputs { shared }
}

/// `position_embeddings`: tables of layers with a window alone, and of those that compress.
final class PairRotaries: Rotary {
  let main: PairTables
  let compress: PairTables

  init(_ machine: Machine, _ seq: Size, _ width: Size, as format: Format) {
    main = PairTables(machine, places: seq, width: width, as: format)
    compress = PairTables(machine, places: seq, width: width, as: format)
    super.init(none: machine)
  }
}

/// `DeepseekV4DecoderLayer`.
///
/// Source: transformers 5.23 models/deepseek_v4/modeling_deepseek_v4.py
/// `DeepseekV4DecoderLayer.forward`.
struct DeepSeekV4Layer: DecoderLayer {
  var attention: CompressedAttention
  var mlp: DeepSeekV4Block
  let inputNorm: Norm
  let postNorm: Norm
  let attentionStreams: HyperConnection
  let mlpStreams: HyperConnection

  init(
    _ load: Loader, _ place: Int, _ compressed: Architecture.CompressedAttention,
    _ hyper: Architecture.HyperConnections
  ) {
    let hidden = load.dimensions.hidden
    attention = CompressedAttention(load.inside("self_attn"), place, compressed)
    mlp = DeepSeekV4Block(load.inside("mlp"), place)
    inputNorm = Norm(load.inFP32(), "input_layernorm", hidden)
    postNorm = Norm(load.inFP32(), "post_attention_layernorm", hidden)
    attentionStreams = HyperConnection(load, "attn_hc", hyper)
    mlpStreams = HyperConnection(load, "ffn_hc", hyper)
  }

  mutating func adapt(_ load: Loader, _ adapter: Adapter) {
    attention.adapt(load, adapter)
    mlp.adapt(load, adapter)
  }

  func callAsFunction(_ x: borrowing Tensor, _ shared: SharedInputs) -> Tensor {
    let heads = attention.heads
    var mix = attentionStreams(x)
    let attended = attend(inputNorm(mix.collapsed), shared)
    let joined = attentionStreams.join(attended, mix, x, heads)
    mix = mlpStreams(joined)
    let fed = mlp(postNorm(mix.collapsed))
    let result = mlpStreams.join(fed, mix, joined, heads)
    _ = (attended.format, fed.format, joined.format)
    return result
  }

  private func attend(_ x: borrowing Tensor, _ shared: SharedInputs) -> Tensor {
    guard let tables = shared.rotary as? PairRotaries else { return x.share() }
    return attention.compressor == nil
      ? attention(x, tables.main, shared.mask) : attention(x, tables.compress, shared.mask)
  }
}

/// `DeepseekV4SparseMoeBlock`: experts and an MLP that every token takes, both with clamped gates.
///
/// Source: transformers 5.23 models/deepseek_v4/modeling_deepseek_v4.py
/// `DeepseekV4SparseMoeBlock.forward`.
struct DeepSeekV4Block {
  var gate: SqrtSoftplusRouter
  var experts: Experts
  var shared: MLP

  init(_ load: Loader, _ place: Int) {
    let model = load.setup.architecture
    gate = SqrtSoftplusRouter(load, looksUp: place < model.experts?.hashedLayers ?? 0)
    experts = Experts(load)
    shared = MLP(
      load.inside("shared_experts"), load.dimensions.sharedWidth, bias: model.mlpBias)
  }

  mutating func adapt(_ load: Loader, _ adapter: Adapter) {
    if adapter.targets.reach(.router, in: load.setup.architecture) {
      gate.weight.adapt(load, adapter)
    }
    experts.adapt(load, adapter)
    shared.adapt(load, adapter)
  }

  func callAsFunction(_ x: borrowing Tensor) -> Tensor {
    let flat = x.flat()
    let routed = gate(x.flat())
    let output = experts(flat, routed)
    return output + every(x)
  }

  /// Source: the same, `DeepseekV4MLP.forward`.
  private func every(_ x: borrowing Tensor) -> Tensor {
    let gate = shared.gate(x).clamped()
    let up = shared.up(x).clamped(onBothSides: true)
    let result = shared.down(silu(gate) * up)
    _ = (gate.format, up.format)
    return result
  }
}

/// `DeepseekV4TopKRouter`, and `DeepseekV4HashRouter`, which looks a token's experts up.
///
/// Source: transformers 5.23 models/deepseek_v4/modeling_deepseek_v4.py
/// `DeepseekV4TopKRouter.forward`, `DeepseekV4HashRouter.forward`.
struct SqrtSoftplusRouter {
  var weight: AdaptedParameter
  let active: Size
  let looksUp: Bool

  init(_ load: Loader, looksUp: Bool) {
    weight = .router(load.inside("gate"))
    active = load.dimensions.active
    self.looksUp = looksUp
    // The table of all tokens, or a bias that balances the experts' load.
    _ =
      looksUp
      ? load.machine.allocate(load.dimensions.vocab * active, .int64, .buffer, .weight)
      : load.machine.allocate(load.dimensions.experts, .fp32, .buffer, .weight)
  }

  func callAsFunction(_ x: borrowing Tensor) -> Routed {
    let machine = x.machine
    let outer = machine.enter(weight.module)
    defer { machine.leave(to: outer) }
    let rows = x.elements / weight.input
    let logits = weight.product(x, weight.activated(on: machine).weight)
    let scores = machine.widened(logits).softplus().squareRoot()
    let places = choose(scores, rows)
    var weights = scores.gather(places)
    weights = weights.divided(by: weights.sum(rows: rows).plusConstant())
    let routed = Routed(
      logits: logits.share(), scores: weights.scaled(), places: places.share())
    _ = (scores.format, weights.format)
    return routed
  }

  private func choose(_ scores: borrowing Tensor, _ rows: Size) -> Tensor {
    let machine = scores.machine
    if looksUp { return machine.new(rows * active, .int64, .places) }
    return machine.withoutGraph {
      machine.new(scores.elements, .fp32, .routing).topk(rows, active).places.share()
    }
  }
}
