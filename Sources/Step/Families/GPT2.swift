import MemoryModel

/// GPT-2: learned positions, dropout, `Conv1D`.
///
/// Source: transformers 5.23 models/gpt2/modeling_gpt2.py.
struct GPT2: Family {
  func layer(_ load: Loader, _ place: Int) -> any DecoderLayer {
    let d = load.dimensions
    let firstNorm = Norm(load, "ln_1", d.hidden)
    let attention = GPT2Attention(load.inside("attn"), d.attention)
    let secondNorm = Norm(load, "ln_2", d.hidden)
    return GPT2Block(
      attention: attention, mlp: PlainMLP(load.inside("mlp"), "c_fc", "c_proj", .conv1D),
      firstNorm: firstNorm, secondNorm: secondNorm,
      drops: load.setup.architecture.residualDropout)
  }

  /// `GPT2Model.forward`.
  func embed(_ model: Decoder, _ ids: borrowing Tensor, _ locals: inout Locals) -> Tensor {
    let tokens = model.embedTokens(ids)
    locals.hold(tokens)
    let places = model.machine.new(model.dimensions.seq, .int64, .positions)
    locals.hold(places)
    let positions = model.embedPositions(places)
    locals.hold(positions)
    let x = tokens + positions
    return model.setup.architecture.embeddingDropout ? dropout(x) : x
  }

  func inputs(_ model: Decoder, _ x: borrowing Tensor) -> SharedInputs {
    SharedInputs(rotary: Rotary(none: model.machine), mask: model.paddingMask())
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

/// `GPT2Attention`.
struct GPT2Attention {
  var qkv: Linear
  var output: Linear
  let heads: Heads
  let drops: Bool

  init(_ load: Loader, _ heads: Heads) {
    let hidden = load.dimensions.hidden
    qkv = Linear(
      load, "c_attn", hidden, hidden * 3, bias: true, as: .queryKeyValue, form: .conv1D)
    output = Linear(load, "c_proj", hidden, hidden, bias: true, as: .output, form: .conv1D)
    self.heads = heads
    drops = load.setup.architecture.residualDropout
  }

  mutating func adapt(_ load: Loader, _ adapter: Adapter) {
    qkv.adapt(load, adapter)
    output.adapt(load, adapter)
  }

  func callAsFunction(_ x: borrowing Tensor, _ shared: SharedInputs) -> Tensor {
    let parts = split(x)
    var x = attend(parts.first, parts.second, parts.third, mask: shared.mask, heads)
    x = output(x)
    if drops { x = dropout(x) }
    _ = parts.first.format
    return x
  }

  private func split(_ x: borrowing Tensor) -> Split {
    let hidden = qkv.input
    let x = qkv(x)
    let part = x.elements / qkv.output * hidden
    return x.split((part, part, part))
  }
}
