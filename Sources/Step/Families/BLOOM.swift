import MemoryModel

/// BLOOM: a norm behind the embedding, slopes that the product of queries and keys adds.
///
/// Source: transformers 5.23 models/bloom/modeling_bloom.py.
struct BLOOM: Family {
  var attendsEagerly: Bool { true }
  var returnsWeights: Bool { true }

  func check(_ model: Architecture) throws(Refusal) {
    if model.normPlacement == .before { return }
    throw Refusal(
      "apply_residual_connection_post_layernorm: a stream that goes on from what a norm gives is not "
        + "modelled.", hint: "false is, as the published BLOOM have it")
  }

  func layer(_ load: Loader, _ place: Int) -> any DecoderLayer {
    let d = load.dimensions
    let inputNorm = Norm(load, "input_layernorm", d.hidden)
    let attention = BLOOMAttention(load.inside("self_attention"), d.attention)
    let postNorm = Norm(load, "post_attention_layernorm", d.hidden)
    return BLOOMBlock(
      attention: attention, mlp: PlainMLP(load.inside("mlp"), "dense_h_to_4h", "dense_4h_to_h"),
      inputNorm: inputNorm, postNorm: postNorm,
      drops: load.setup.architecture.residualDropout)
  }

  func embed(_ model: Decoder, _ ids: borrowing Tensor, _ locals: inout Locals) -> Tensor {
    let x = model.embedTokens(ids)
    locals.hold(x)
    return model.embeddingNorm.map { $0(x) } ?? x.share()
  }

  func inputs(_ model: Decoder, _ x: borrowing Tensor) -> SharedInputs {
    let (machine, heads) = (model.machine, model.dimensions.attention)
    let slopes = machine.new(heads.rows, .fp32, .slopes).to(x.format)
    // In the format of the embeddings, not of what the norm gives.
    let mask = Mask(machine, heads, hasWindow: false, added: model.embedding.format)
    return SharedInputs(rotary: Rotary(none: machine), mask: SlopesBeside(mask, slopes))
  }
}

/// A mask, and the slopes of each head along the keys: arguments of each layer.
final class SlopesBeside: Mask {
  let slopes: Tensor

  init(_ mask: Mask, _ slopes: consuming Tensor) {
    self.slopes = slopes
    super.init(mask.tensor.share())
  }
}

/// `BloomBlock`.
struct BLOOMBlock: DecoderLayer {
  var attention: BLOOMAttention
  var mlp: PlainMLP
  let inputNorm: Norm
  let postNorm: Norm
  let drops: Bool

  mutating func adapt(_ load: Loader, _ adapter: Adapter) {
    attention.adapt(load, adapter)
    mlp.adapt(load, adapter)
  }

  func callAsFunction(_ x: borrowing Tensor, _ shared: SharedInputs) -> Tensor {
    var normed = inputNorm(x)
    let attended = attention(normed, residual: x, shared)
    normed = postNorm(attended)
    let output = mlp(normed, residual: attended, drops: drops)
    _ = (normed.format, attended.format)
    return output
  }
}

/// `BloomAttention`.
struct BLOOMAttention {
  var qkv: Linear
  var dense: Linear
  let heads: Heads
  let drops: Bool

  init(_ load: Loader, _ heads: Heads) {
    let (model, hidden) = (load.setup.architecture, load.dimensions.hidden)
    qkv = Linear(
      load, "query_key_value", hidden, hidden * 3, bias: model.qkvBias, as: .queryKeyValue)
    dense = Linear(load, "dense", hidden, hidden, bias: model.outputBias, as: .output)
    self.heads = heads
    drops = model.residualDropout
  }

  mutating func adapt(_ load: Loader, _ adapter: Adapter) {
    qkv.adapt(load, adapter)
    dense.adapt(load, adapter)
  }

  func callAsFunction(
    _ x: borrowing Tensor, residual: borrowing Tensor, _ shared: SharedInputs
  ) -> Tensor {
    let fused = qkv(x)
    let part = fused.elements / 3
    var query = fused.part(part)
    var key = fused.part(part)
    var value = fused.part(part)
    query = query.headByHead(heads)
    key = key.headByHead(heads)
    value = value.headByHead(heads)
    let products = x.machine.addProduct(query, key, to: heads)
    let scores = shared.mask.map { products + $0.tensor } ?? products.share()
    var probabilities = scores.softmax(as: .fp32).to(query.format)
    if heads.drops { probabilities = dropout(probabilities) }
    var context = x.machine.matmul(
      probabilities, isByToken: false, value, isByToken: false, value.elements, over: heads.seq,
      .attention, heads)
    context = context.clone()
    var output = dense(context)
    if drops { output = dropout(output) }
    output = residual + output
    _ = (fused.format, query.format, key.format, value.format, products.format, scores.format)
    _ = context.format
    x.machine.discard(probabilities)
    return output
  }
}

extension Tensor {
  /// `reshape(batch * heads, seq, head_dim)` of a part that lies token by token: a copy, but of one
  /// sequence.
  fileprivate func headByHead(_ heads: Heads) -> Tensor { heads.batch > 1 ? clone() : share() }
}

extension Machine {
  /// `alibi.baddbmm(batch1, batch2, beta, alpha)`, with an alpha that is not one.
  ///
  /// Source: torch 2.15 tools/autograd/derivatives.yaml `baddbmm`: `maybe_multiply` of the products.
  fileprivate func addProduct(
    _ x: borrowing Tensor, _ y: borrowing Tensor, to heads: Heads
  ) -> Tensor {
    let b = lowered(y)
    let a = lowered(x)
    let (left, right, elements, format) = (a.view, b.view, a.elements, a.format)
    let times = heads.matrix * heads.headDim
    let result = operation(.scores, heads.matrix, format, left, right) { rule in
      if right.node != 0 { rule.keep(left) }
      if left.node != 0 { rule.keep(right) }
      for (input, view) in [(UInt8(0), left), (1, right)] where view.node != 0 {
        rule.temporary(elements, format)
        rule.workspace(for: times)
        rule.gradient(input, elements, format)
        rule.free(input)
      }
    }
    workspace(for: times)
    return result
  }
}
