import MemoryModel

/// OPT: learned positions, ReLU; 350M has norms behind its branches, and narrow embeddings.
///
/// Source: transformers 5.23 models/opt/modeling_opt.py.
struct OPT: Family {
  var registersNormFirst: Bool { true }

  func layer(_ load: Loader, _ place: Int) -> any DecoderLayer {
    OPTLayer(load, scalesQueries: true, flattens: true)
  }

  /// `OPTDecoder.forward`.
  func embed(_ model: Decoder, _ ids: borrowing Tensor, _ locals: inout Locals) -> Tensor {
    countPositions(model, &locals)
    return model.embedTokens(ids)
  }

  func enter(_ model: Decoder, _ x: consuming Tensor, _ locals: inout Locals) -> Tensor {
    let positions = model.embedPositions(
      model.machine.new(model.dimensions.tokens, .int64, .positions))
    locals.hold(positions)
    if let projectIn = model.projectIn { x = projectIn(x) }
    locals.hold(x)
    return x + positions
  }

  /// The places of tokens, by the batch's mask.
  private func countPositions(_ model: Decoder, _ locals: inout Locals) {
    let (machine, tokens) = (model.machine, model.dimensions.tokens)
    var places = machine.new(tokens, .int64, .positions)
    do {
      let masked = machine.new(tokens, .int64, .positions)
      places = machine.new(tokens, .int64, .positions)
      _ = masked.format
    }
    locals.hold(places)
  }

  func inputs(_ model: Decoder, _ x: borrowing Tensor) -> SharedInputs {
    SharedInputs(rotary: Rotary(none: model.machine), mask: model.causalMask(x))
  }
}

/// BioGPT: OPT's layers, a scaled embedding, and dropout behind it.
///
/// Source: transformers 5.23 models/biogpt/modeling_biogpt.py.
struct BioGPT: Family {
  func layer(_ load: Loader, _ place: Int) -> any DecoderLayer {
    OPTLayer(load, scalesQueries: false, flattens: false)
  }

  /// `BioGptModel.forward`.
  func embed(_ model: Decoder, _ ids: borrowing Tensor, _ locals: inout Locals) -> Tensor {
    let embedded = model.embedTokens(ids, scaled: true)
    locals.hold(embedded)
    return embedded
  }

  func enter(_ model: Decoder, _ x: consuming Tensor, _ locals: inout Locals) -> Tensor {
    let (machine, seq) = (model.machine, model.dimensions.seq)
    let places = machine.new(seq, .int64, .positions)
    locals.hold(places)
    let positions = model.embedPositions(machine.new(seq, .int64, .positions))
    locals.hold(positions)
    x = x + positions
    return model.setup.architecture.residualDropout ? dropout(x) : x
  }

  func inputs(_ model: Decoder, _ x: borrowing Tensor) -> SharedInputs {
    SharedInputs(rotary: Rotary(none: model.machine), mask: model.causalMask(x))
  }
}

/// `OPTDecoderLayer`, `BioGptDecoderLayer`.
struct OPTLayer: DecoderLayer {
  var attention: OPTAttention
  let attentionNorm: Norm
  var mlp: PlainMLP
  let finalNorm: Norm
  let normsBefore: Bool
  let drops: Bool
  /// Whether the MLP reads a matrix: `hidden_states.reshape(-1, hidden_states.size(-1))`.
  let flattens: Bool

  init(_ load: Loader, scalesQueries: Bool, flattens: Bool) {
    self.flattens = flattens
    let (model, d) = (load.setup.architecture, load.dimensions)
    attention = OPTAttention(load.inside("self_attn"), d.attention, scalesQueries: scalesQueries)
    attentionNorm = Norm(load, "self_attn_layer_norm", d.hidden)
    mlp = PlainMLP(load, "fc1", "fc2")
    finalNorm = Norm(load, "final_layer_norm", d.hidden)
    normsBefore = model.normPlacement == .before
    drops = model.residualDropout
  }

  mutating func adapt(_ load: Loader, _ adapter: Adapter) {
    attention.adapt(load, adapter)
    mlp.adapt(load, adapter)
  }

  func callAsFunction(_ x: borrowing Tensor, _ shared: SharedInputs) -> Tensor {
    var residual = x.share()
    var x = normsBefore ? attentionNorm(residual) : x.share()
    x = attention(x, shared)
    if drops { x = dropout(x) }
    x = residual + x
    if !normsBefore { x = attentionNorm(x) }
    if flattens { x = x.flat() }
    residual = x.share()
    if normsBefore { x = finalNorm(x) }
    x = mlp.up(x)
    x = mlp.activate(x)
    x = mlp.down(x)
    if drops { x = dropout(x) }
    x = residual + x
    if flattens { x = x.viewed() }
    if !normsBefore { x = finalNorm(x) }
    return x
  }
}

/// `OPTAttention`, `BioGptAttention`.
struct OPTAttention {
  var k: Linear
  var v: Linear
  var q: Linear
  var output: Linear
  let heads: Heads
  let scalesQueries: Bool
  let scores: Scores

  init(_ load: Loader, _ heads: Heads, scalesQueries: Bool) {
    let (hidden, bias) = (load.dimensions.hidden, load.setup.architecture.qkvBias)
    k = Linear(load, "k_proj", hidden, hidden, bias: bias, as: .key)
    v = Linear(load, "v_proj", hidden, hidden, bias: bias, as: .value)
    q = Linear(load, "q_proj", hidden, hidden, bias: bias, as: .query)
    output = Linear(load, "out_proj", hidden, hidden, bias: bias, as: .output)
    self.heads = heads
    self.scalesQueries = scalesQueries
    scores = Scores(probabilities: scalesQueries ? .narrowed : .asScores)
  }

  mutating func adapt(_ load: Loader, _ adapter: Adapter) {
    k.adapt(load, adapter)
    v.adapt(load, adapter)
    q.adapt(load, adapter)
    output.adapt(load, adapter)
  }

  func callAsFunction(_ x: borrowing Tensor, _ shared: SharedInputs) -> Tensor {
    let q = (scalesQueries ? q(x).scaled() : q(x)).asQueries(heads)
    let k = k(x).asKeys(heads, shared.mask, ofOwnModule: true)
    let v = v(x).asValues(heads, shared.mask)
    return output(attend(q, k, v, mask: shared.mask, heads, scores: scores))
  }
}
