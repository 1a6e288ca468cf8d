import MemoryModel

/// GPT-J: attention and MLP behind one norm, a part of each head rotated by pairs; and CodeGen, with one
/// module for queries, keys and values.
///
/// Source: transformers 5.23 models/gptj/modeling_gptj.py, models/codegen/modeling_codegen.py.
struct GPTJ: Family {
  let isFused: Bool

  var attendsEagerly: Bool { true }
  var returnsWeights: Bool { true }

  func layer(_ load: Loader, _ place: Int) -> any DecoderLayer {
    let d = load.dimensions
    let norm = Norm(load, "ln_1", d.hidden)
    let drops = load.setup.architecture.residualDropout
    let inside = load.inside("attn")
    // `embed_positions`.
    _ = inside.machine.allocate(d.maxPositions * d.rotaryDim, .fp32, .buffer, .weight)
    let mlp = { PlainMLP(load.inside("mlp"), "fc_in", "fc_out") }
    if isFused {
      let attention = CodeGenAttention(inside, d.attention)
      return GPTJBlock(attention: attention, mlp: mlp(), norm: norm, drops: drops)
    }
    let attention = GPTJAttention(inside, d.attention)
    return GPTJBlock(attention: attention, mlp: mlp(), norm: norm, drops: drops)
  }

  func embed(_ model: Decoder, _ ids: borrowing Tensor, _ locals: inout Locals) -> Tensor {
    let x = model.embedTokens(ids)
    locals.hold(x)
    return x
  }

  /// Layers get the places, and look up their sines themselves.
  func inputs(_ model: Decoder, _ x: borrowing Tensor) -> SharedInputs {
    let machine = model.machine
    let rotary = Rotary(
      positions: machine.new(model.dimensions.seq, .int64, .positions),
      cosines: machine.hold(.none), sines: machine.hold(.none))
    return SharedInputs(rotary: rotary, mask: model.causalMask(x))
  }

  func enter(_ model: Decoder, _ x: consuming Tensor, _ locals: inout Locals) -> Tensor {
    model.setup.architecture.embeddingDropout ? dropout(x) : x
  }
}

/// `GPTJBlock`, `CodeGenBlock`.
struct GPTJBlock<Attention: SelfAttention>: DecoderLayer {
  var attention: Attention
  var mlp: PlainMLP
  let norm: Norm
  let drops: Bool

  mutating func adapt(_ load: Loader, _ adapter: Adapter) {
    attention.adapt(load, adapter)
    mlp.adapt(load, adapter)
  }

  func callAsFunction(_ x: borrowing Tensor, _ shared: SharedInputs) -> Tensor {
    let residual = x.share()
    var x = norm(residual)
    let attended = attention(x, shared)
    let transformed = drops ? dropout(mlp(x)) : mlp(x)
    x = attended + transformed + residual
    _ = (attended.format, transformed.format)
    return x
  }
}

/// `GPTJAttention`.
struct GPTJAttention: SelfAttention {
  var k: Linear
  var v: Linear
  var q: Linear
  var output: Linear
  let core: WideAttention

  init(_ load: Loader, _ heads: Heads) {
    let hidden = load.dimensions.hidden
    k = Linear(load, "k_proj", hidden, hidden, as: .key)
    v = Linear(load, "v_proj", hidden, hidden, as: .value)
    q = Linear(load, "q_proj", hidden, hidden, as: .query)
    output = Linear(load, "out_proj", hidden, hidden, as: .output)
    core = WideAttention(load, heads)
  }

  mutating func adapt(_ load: Loader, _ adapter: Adapter) {
    k.adapt(load, adapter)
    v.adapt(load, adapter)
    q.adapt(load, adapter)
    output.adapt(load, adapter)
  }

  func callAsFunction(_ x: borrowing Tensor, _ shared: SharedInputs) -> Tensor {
    let query = q(x)
    let key = k(x)
    let value = v(x).headsFirst(core.heads.heads)
    let places = core.heads.seq * core.rotaryDim
    let table = x.machine.new(core.positions * core.rotaryDim, .fp32, .rotary)
    let repeated = x.machine.new(places, .int64, .positions)
    let tables = SineTables(x.machine.new(places, .fp32, .rotary).to(key.format))
    let rotated = tables.rotateParts(query, key, core.rotaryDim, of: core.heads.headDim)
    _ = consume query
    _ = consume key
    var x = core.attend(rotated.q, rotated.k, value) { scores in
      scores = scores.scaled()
      if let mask = shared.mask { scores = scores + mask.tensor }
    }
    x = x.clone()
    x = output(x)
    x = core.dropped(x)
    _ = (table.format, repeated.format, value.format, rotated.q.format)
    return x
  }
}

/// `CodeGenAttention`.
///
/// Source: transformers 5.23 models/codegen/modeling_codegen.py.
struct CodeGenAttention: SelfAttention {
  var qkv: Linear
  var output: Linear
  let core: WideAttention

  init(_ load: Loader, _ heads: Heads) {
    let hidden = load.dimensions.hidden
    qkv = Linear(load, "qkv_proj", hidden, hidden * 3, as: .queryKeyValue)
    output = Linear(load, "out_proj", hidden, hidden, as: .output)
    core = WideAttention(load, heads)
  }

  mutating func adapt(_ load: Loader, _ adapter: Adapter) {
    qkv.adapt(load, adapter)
    output.adapt(load, adapter)
  }

  /// Its module's result is cut in four, each with its queries, values and keys: heads that are put
  /// together are copied.
  func callAsFunction(_ x: borrowing Tensor, _ shared: SharedInputs) -> Tensor {
    let qkv = qkv(x)
    let part = qkv.elements / 3
    let parts = qkv.split((part, part, part))
    let query = parts.first.clone()
    let key = parts.third.clone()
    let value = parts.second.headsFirst(core.heads.heads).clone()
    _ = consume parts
    let tables = SineTables(x.machine.new(core.heads.seq * core.rotaryDim, .fp32, .rotary))
    let rotated = tables.rotateParts(query, key, core.rotaryDim, of: core.heads.headDim)
    _ = consume query
    _ = consume key
    var x = core.attend(rotated.q, rotated.k, value) { scores in
      if let mask = shared.mask { scores = scores + mask.tensor }
      scores = scores.scaled()
    }
    x = x.clone()
    x = output(x)
    x = core.dropped(x)
    _ = (qkv.format, value.format, rotated.q.format)
    return x
  }
}
