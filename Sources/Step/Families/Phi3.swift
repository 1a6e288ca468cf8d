import MemoryModel

/// Phi-3: queries, keys and values out of one module, gate and up out of another.
///
/// Source: transformers 5.23 models/phi3/modeling_phi3.py.
struct Phi3: Family {
  func layer(_ load: Loader, _ place: Int) -> any DecoderLayer {
    let d = load.dimensions
    let attention = Phi3Attention(load.inside("self_attn"), d.attention)
    let mlp = FusedMLP(load.inside("mlp"), d.intermediate)
    return DroppingLayer(
      attention: attention, mlp: mlp, inputNorm: Norm(load, "input_layernorm", d.hidden),
      postNorm: Norm(load, "post_attention_layernorm", d.hidden),
      drops: load.setup.architecture.residualDropout)
  }

  func rotary(_ model: Decoder, _ x: borrowing Tensor) -> Rotary {
    let d = model.dimensions
    return PartialRotary(model.machine, d, as: x.format)
  }
}

/// `Phi3DecoderLayer`, whose branches may end with dropout.
///
/// Source: transformers 5.23 models/phi3/modeling_phi3.py `Phi3DecoderLayer.forward`.
struct DroppingLayer<Attention: SelfAttention, Feed: FeedForward>: DecoderLayer {
  var attention: Attention
  var mlp: Feed
  let inputNorm: Norm
  let postNorm: Norm
  let drops: Bool

  mutating func adapt(_ load: Loader, _ adapter: Adapter) {
    attention.adapt(load, adapter)
    mlp.adapt(load, adapter)
  }

  func callAsFunction(_ x: borrowing Tensor, _ shared: SharedInputs) -> Tensor {
    var residual = x.share()
    var x = inputNorm(residual)
    x = attention(x, shared)
    x = residual + (drops ? dropout(x) : x.share())
    residual = x.share()
    x = postNorm(x)
    x = mlp(x)
    x = residual + (drops ? dropout(x) : x.share())
    return x
  }
}

/// `Phi3Attention`. Its module's result lives to the end of the forward, and values are a view of it.
///
/// Source: transformers 5.23 models/phi3/modeling_phi3.py `Phi3Attention.forward`.
struct Phi3Attention: SelfAttention {
  var o: Linear
  var qkv: Linear
  let heads: Heads

  init(_ load: Loader, _ heads: Heads) {
    let hidden = load.dimensions.hidden
    let (queries, keys) = (heads.heads * heads.headDim, heads.kvHeads * heads.headDim)
    o = Linear(load, "o_proj", queries, hidden, as: .output)
    qkv = Linear(load, "qkv_proj", hidden, queries + 2 * keys, as: .queryKeyValue)
    self.heads = heads
  }

  mutating func adapt(_ load: Loader, _ adapter: Adapter) {
    o.adapt(load, adapter)
    qkv.adapt(load, adapter)
  }

  func callAsFunction(_ x: borrowing Tensor, _ shared: SharedInputs) -> Tensor {
    let rows = heads.batch * heads.seq
    let keys = rows * heads.kvHeads * heads.headDim
    let qkv = qkv(x)
    var q = qkv.slice(rows * heads.heads * heads.headDim)
    var k = qkv.slice(keys)
    var v = qkv.slice(keys)
    q = q.headsFirst(heads.heads)
    k = k.headsFirst(heads.kvHeads)
    if heads.returnsValuesByHead(shared.mask, x.machine.stack) { v = v.headsFirst(heads.kvHeads) }
    let rotated = shared.rotary.rotate(q, k)
    q = rotated.q
    k = rotated.k
    x.machine.cache(&k, &v)
    let output = attendHeadsFirst(q, k, v, mask: shared.mask, heads)
    let result = o(output)
    _ = qkv.format
    return result
  }
}

/// The first features of each head are rotated, and the others concatenated with them.
///
/// Source: transformers 5.23 models/phi3/modeling_phi3.py `apply_rotary_pos_emb`.
class PartialRotary: Rotary {
  /// Features of a head, and those of them that are rotated.
  final let headDim: Size
  final let rotaryDim: Size

  init(_ machine: Machine, _ d: Dimensions, as format: Format) {
    headDim = d.headDim
    rotaryDim = d.rotaryDim
    super.init(machine, d.seq, width: d.rotaryDim, as: format)
  }

  /// Source: the same of qwen3_5, `Qwen3_5TextRotaryEmbedding.forward`.
  init(
    ofThreeKinds machine: Machine, _ d: Dimensions, axes: PositionAxes, as format: Format
  ) {
    headDim = d.headDim
    rotaryDim = d.rotaryDim
    super.init(
      ofThreeKinds: machine, batch: d.batch, d.seq, width: d.rotaryDim, axes: axes, as: format)
  }

  override func rotate(_ q: borrowing Tensor, _ k: borrowing Tensor) -> Rotated {
    let queries = split(q)
    let keys = split(k)
    let q = cat(rotate(queries.rotated), queries.passed)
    let k = cat(rotate(keys.rotated), keys.passed)
    return Rotated(q: q, k: k)
  }

  struct Parts: ~Copyable {
    let rotated: Tensor
    let passed: Tensor
  }

  final func split(_ x: borrowing Tensor) -> Parts {
    let rotated = x.elements / headDim * rotaryDim
    return Parts(rotated: x.slice(rotated), passed: x.slice(x.elements - rotated))
  }
}
