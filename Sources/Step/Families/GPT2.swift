import MemoryModel

/// GPT-2: learned positions, dropout, `Conv1D`; and GPT-BigCode, with linear modules in its place, and
/// one head of keys and values.
///
/// Source: transformers 5.23 models/gpt2/modeling_gpt2.py, models/gpt_bigcode/modeling_gpt_bigcode.py.
struct GPT2: Family {
  let form: Linear.Form

  var transposesWeights: Bool { form == .conv1D }

  func layer(_ load: Loader, _ place: Int) -> any DecoderLayer {
    let d = load.dimensions
    let firstNorm = Norm(load, "ln_1", d.hidden)
    let attention = GPT2Attention(load.inside("attn"), d.attention, form)
    let secondNorm = Norm(load, "ln_2", d.hidden)
    return GPT2Block(
      attention: attention, mlp: PlainMLP(load.inside("mlp"), "c_fc", "c_proj", form),
      firstNorm: firstNorm, secondNorm: secondNorm,
      drops: load.setup.architecture.residualDropout)
  }

  /// `GPTBigCodeModel.__init__`: a mask of all positions.
  func loadBuffers(_ load: Loader) {
    guard form == .linear else { return }
    let positions = load.dimensions.positions
    _ = load.machine.allocate(positions * positions, .bool, .mask, .weight)
  }

  /// `GPTBigCodeModel.forward` makes its mask before it embeds the positions.
  func embed(_ model: Decoder, _ ids: borrowing Tensor, _ locals: inout Locals) -> Tensor {
    let tokens = model.embedTokens(ids)
    locals.hold(tokens)
    return form == .linear ? tokens : addPositions(model, tokens, &locals)
  }

  func enter(_ model: Decoder, _ x: consuming Tensor, _ locals: inout Locals) -> Tensor {
    if form == .linear { x = addPositions(model, x, &locals) }
    return model.setup.architecture.embeddingDropout ? dropout(x) : x
  }

  /// `GPT2Model.forward`.
  private func addPositions(
    _ model: Decoder, _ tokens: borrowing Tensor, _ locals: inout Locals
  ) -> Tensor {
    let places = model.machine.new(model.dimensions.seq, .int64, .positions)
    locals.hold(places)
    let positions = model.embedPositions(places)
    locals.hold(positions)
    return tokens + positions
  }

  func inputs(_ model: Decoder, _ x: borrowing Tensor) -> SharedInputs {
    SharedInputs(rotary: Rotary(none: model.machine), mask: model.causalMask(x))
  }
}

/// `GPT2Block`.
struct GPT2Block: DecoderLayer {
  var attention: GPT2Attention
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
    _ = attended.format
    return x
  }
}

/// `GPT2Attention`, `GPTBigCodeAttention`.
struct GPT2Attention {
  var qkv: Linear
  var output: Linear
  let heads: Heads
  /// GPT-BigCode with as many heads of keys and values: the three parts of each head lie together.
  let splitsHeads: Bool
  let drops: Bool
  let scores: Scores

  init(_ load: Loader, _ heads: Heads, _ form: Linear.Form) {
    let (hidden, model) = (load.dimensions.hidden, load.setup.architecture)
    let keys = heads.kvHeads * heads.headDim
    qkv = Linear(
      load, "c_attn", hidden, hidden + keys * 2, bias: true, as: .queryKeyValue, form: form)
    output = Linear(load, "c_proj", hidden, hidden, bias: true, as: .output, form: form)
    self.heads = heads
    splitsHeads = form == .linear && model.kvHeads == model.heads
    drops = model.residualDropout
    scores = Scores(probabilities: form == .linear ? .narrowed : .asValues)
  }

  mutating func adapt(_ load: Loader, _ adapter: Adapter) {
    qkv.adapt(load, adapter)
    output.adapt(load, adapter)
  }

  func callAsFunction(_ x: borrowing Tensor, _ shared: SharedInputs) -> Tensor {
    let parts = split(x)
    let key =
      splitsHeads
      ? parts.second.share() : parts.second.share().asKeys(heads, shared.mask, ofOwnModule: false)
    let value = splitsHeads ? parts.third.share() : parts.third.share().asValues(heads, shared.mask)
    let query = splitsHeads ? parts.first.share() : parts.first.share().asQueries(heads)
    var x = attend(query, key, value, mask: shared.mask, heads, scores: scores)
    x = output(x)
    if drops { x = dropout(x) }
    _ = (query.format, key.format, value.format)
    return x
  }

  private func split(_ x: borrowing Tensor) -> Thirds {
    let x = splitsHeads ? qkv(x).headsFirst(heads.heads) : qkv(x)
    let queries = x.elements / qkv.output * (heads.heads * heads.headDim)
    let keys = x.elements / qkv.output * (heads.kvHeads * heads.headDim)
    return x.split((queries, keys, keys))
  }
}
