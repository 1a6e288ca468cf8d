import MemoryModel

/// MPT: slopes that are added to the scores in fp32, norms without biases.
///
/// Source: transformers 5.23 models/mpt/modeling_mpt.py.
struct MPT: Family {
  var attendsEagerly: Bool { true }
  var returnsWeights: Bool { true }

  /// No traced step has had clamped queries, keys and values.
  func check(_ model: Architecture) throws(Refusal) {
    if model.clipsQKV {
      throw Refusal(
        "clip_qkv: clamped queries, keys and values are not modelled for \(model.name).",
        hint: "without it they are, as MPT 7B has them")
    }
  }

  func layer(_ load: Loader, _ place: Int) -> any DecoderLayer {
    let d = load.dimensions
    let firstNorm = Norm(load, "norm_1", d.hidden)
    let attention = MPTAttention(load.inside("attn"), d.attention)
    let secondNorm = Norm(load, "norm_2", d.hidden)
    return MPTBlock(
      attention: attention, mlp: PlainMLP(load.inside("ffn"), "up_proj", "down_proj"),
      firstNorm: firstNorm, secondNorm: secondNorm)
  }

  func inputs(_ model: Decoder, _ x: borrowing Tensor) -> SharedInputs {
    let (machine, d) = (model.machine, model.dimensions)
    let slopes = machine.new(d.heads * d.maxPositions, .fp32, .slopes)
    let added = Mask(machine, d.attention, hasWindow: false, added: x.format)
    let truths = Mask(machine.new(added.tensor.elements, .bool, .mask))
    return SharedInputs(rotary: Rotary(none: machine), mask: SlopesBeside(truths, slopes))
  }
}

/// `MptBlock`.
struct MPTBlock: DecoderLayer {
  var attention: MPTAttention
  var mlp: PlainMLP
  let firstNorm: Norm
  let secondNorm: Norm

  mutating func adapt(_ load: Loader, _ adapter: Adapter) {
    attention.adapt(load, adapter)
    mlp.adapt(load, adapter)
  }

  func callAsFunction(_ x: borrowing Tensor, _ shared: SharedInputs) -> Tensor {
    var normed = firstNorm(x)
    let attended = attention(normed, shared)
    let residual = attended + x
    normed = secondNorm(residual)
    let output = mlp(normed, residual: residual, drops: false)
    _ = (normed.format, attended.format)
    return output
  }
}

/// `MptAttention`.
struct MPTAttention {
  var qkv: Linear
  var output: Linear
  let heads: Heads

  init(_ load: Loader, _ heads: Heads) {
    let hidden = load.dimensions.hidden
    qkv = Linear(load, "Wqkv", hidden, hidden * 3, as: .queryKeyValue)
    output = Linear(load, "out_proj", hidden, hidden, as: .output)
    self.heads = heads
  }

  mutating func adapt(_ load: Loader, _ adapter: Adapter) {
    qkv.adapt(load, adapter)
    output.adapt(load, adapter)
  }

  func callAsFunction(_ x: borrowing Tensor, _ shared: SharedInputs) -> Tensor {
    let mixed = qkv(x)
    let part = mixed.elements / 3
    let parts = mixed.split((part, part, part))
    let query = parts.first.headsFirst(heads.heads)
    // The gradient of keys that are transposed is a column for each token, which is no other layout to
    // what puts the three together.
    let key = parts.second.share()
    let value = parts.third.headsFirst(heads.heads)
    _ = consume parts
    var scores = x.machine.matmul(
      query, isByToken: true, key, isByToken: true, heads.matrix, over: heads.headDim, .scores,
      heads
    ).scaled()
    scores = scores.to(.fp32)
    if let mask = shared.mask { scores = scores.chosen(mask.view) }
    let weights = scores.softmax(as: .fp32).to(value.format)
    var context = weighValues(weights, value, heads)
    context = context.clone()
    let result = output(context)
    _ = (mixed.format, query.format, key.format, value.format, scores.format, context.format)
    x.machine.discard(weights)
    return result
  }
}
