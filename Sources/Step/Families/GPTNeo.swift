import MemoryModel

/// GPT-Neo: GPT-2 with a mask of all positions in each layer, and linear modules.
///
/// Source: transformers 5.23 models/gpt_neo/modeling_gpt_neo.py.
struct GPTNeo: Family {
  var attendsEagerly: Bool { true }
  var returnsWeights: Bool { true }

  func layer(_ load: Loader, _ place: Int) -> any DecoderLayer {
    let d = load.dimensions
    let firstNorm = Norm(load, "ln_1", d.hidden)
    let attention = GPTNeoAttention(load.inside("attn").inside("attention"), d.attention)
    let secondNorm = Norm(load, "ln_2", d.hidden)
    return GPTNeoBlock(
      attention: attention, mlp: PlainMLP(load.inside("mlp"), "c_fc", "c_proj"),
      firstNorm: firstNorm, secondNorm: secondNorm,
      drops: load.setup.architecture.residualDropout)
  }

  func embed(_ model: Decoder, _ ids: borrowing Tensor, _ locals: inout Locals) -> Tensor {
    let x = model.embedTokens(ids)
    locals.hold(x)
    return x
  }

  func inputs(_ model: Decoder, _ x: borrowing Tensor) -> SharedInputs {
    SharedInputs(rotary: Rotary(none: model.machine), mask: model.causalMask(x))
  }

  func enter(_ model: Decoder, _ x: consuming Tensor, _ locals: inout Locals) -> Tensor {
    let places = model.machine.new(model.dimensions.seq, .int64, .positions)
    locals.hold(places)
    let positions = model.embedPositions(places)
    locals.hold(positions)
    x = x + positions
    return model.setup.architecture.embeddingDropout ? dropout(x) : x
  }
}

/// `GPTNeoBlock`.
struct GPTNeoBlock: DecoderLayer {
  var attention: GPTNeoAttention
  var mlp: PlainMLP
  let firstNorm: Norm
  let secondNorm: Norm
  let drops: Bool

  mutating func adapt(_ load: Loader, _ adapter: Adapter) {
    attention.adapt(load, adapter)
    mlp.adapt(load, adapter)
  }

  func callAsFunction(_ x: borrowing Tensor, _ shared: SharedInputs) -> Tensor {
    var residual = x.share()
    var x = firstNorm(residual)
    let attended = attention(x, shared)
    x = attended + residual
    residual = x.share()
    x = secondNorm(x)
    let transformed = drops ? dropout(mlp(x)) : mlp(x)
    x = residual + transformed
    _ = (attended.format, transformed.format)
    return x
  }
}

/// `GPTNeoSelfAttention`.
struct GPTNeoAttention: SelfAttention {
  /// `bias`: which tokens each token attends to, for all positions.
  let mask: Int32
  var k: Linear
  var v: Linear
  var q: Linear
  var output: Linear
  let core: WideAttention

  init(_ load: Loader, _ heads: Heads) {
    let d = load.dimensions
    mask = load.machine.allocate(d.positions * d.positions, .bool, .mask, .weight)
    k = Linear(load, "k_proj", d.hidden, d.hidden, as: .key)
    v = Linear(load, "v_proj", d.hidden, d.hidden, as: .value)
    q = Linear(load, "q_proj", d.hidden, d.hidden, as: .query)
    let bias = load.setup.architecture.outputBias
    output = Linear(load, "out_proj", d.hidden, d.hidden, bias: bias, as: .output)
    core = WideAttention(load, heads)
  }

  mutating func adapt(_ load: Loader, _ adapter: Adapter) {
    k.adapt(load, adapter)
    v.adapt(load, adapter)
    q.adapt(load, adapter)
    output.adapt(load, adapter)
  }

  func callAsFunction(_ x: borrowing Tensor, _ shared: SharedInputs) -> Tensor {
    let heads = core.heads
    var query = q(x)
    // The gradient of keys that are transposed is a column for each token: as it is for one sequence,
    // and copied for the module's product where there are several.
    let key = heads.batch > 1 ? k(x).headsFirst(heads.heads) : k(x)
    var value = v(x)
    query = query.headsFirst(heads.heads)
    value = value.headsFirst(heads.heads)
    let truths = heads.seq * heads.seq
    let visible = View(storage: mask, elements: truths.index, format: .bool)
    var x = core.attend(query, key, value) { scores in
      scores = scores.chosen(visible)
      if let mask = shared.mask { scores = scores + mask.tensor }
    }
    x = x.clone()
    x = output(x)
    x = core.dropped(x)
    _ = (query.format, key.format, value.format)
    return x
  }
}
