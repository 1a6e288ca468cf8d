import MemoryModel

/// Falcon: 7B with one head of keys and values, 40B with groups of heads, RW with slopes in its mask.
///
/// Source: transformers 5.23 models/falcon/modeling_falcon.py.
struct Falcon: Family {
  let attendsEagerly = false
  func layer(_ load: Loader, _ place: Int) -> any DecoderLayer {
    let (model, d) = (load.setup.architecture, load.dimensions)
    let attention = FalconAttention(load.inside("self_attention"), d.attention)
    let mlp = PlainMLP(load.inside("mlp"), "dense_h_to_4h", "dense_4h_to_h", .falcon)
    return FalconDecoderLayer(
      attention: attention, mlp: mlp, norms: .init(load), isParallel: model.parallelResidual,
      drops: (
        model.residualDropout && model.soleDropout != .mlp,
        model.residualDropout && model.soleDropout != .attention
      ))
  }

  /// `FalconModel.forward`: there is a mask, padded or not; slopes are put into it.
  func inputs(_ model: Decoder, _ x: borrowing Tensor) -> SharedInputs {
    let heads = model.dimensions.attention
    guard model.setup.architecture.alibi != nil else {
      let mask = Mask(model.machine, heads, hasWindow: false, added: nil)
      return SharedInputs(rotary: rotary(model, x), mask: mask)
    }
    let mask = SlopedMask(model.machine, heads, as: x.format)
    return SharedInputs(rotary: rotary(model, x), mask: mask)
  }
}

/// `FalconDecoderLayer`.
struct FalconDecoderLayer: DecoderLayer {
  var attention: FalconAttention
  var mlp: PlainMLP
  let norms: Norms
  let isParallel: Bool
  let drops: (attention: Bool, mlp: Bool)

  /// In the order in which they are registered.
  enum Norms {
    case one(Norm)
    case two(attention: Norm, mlp: Norm)

    init(_ load: Loader) {
      let (model, hidden) = (load.setup.architecture, load.dimensions.hidden)
      if model.normPlacement == .once {
        self = .one(Norm(load, "input_layernorm", hidden))
      } else if model.parallelResidual {
        let attention = Norm(load, "ln_attn", hidden)
        self = .two(attention: attention, mlp: Norm(load, "ln_mlp", hidden))
      } else {
        let mlp = Norm(load, "post_attention_layernorm", hidden)
        self = .two(attention: Norm(load, "input_layernorm", hidden), mlp: mlp)
      }
    }
  }

  mutating func adapt(_ load: Loader, _ adapter: Adapter) {
    attention.adapt(load, adapter)
    mlp.adapt(load, adapter)
  }

  func callAsFunction(_ x: borrowing Tensor, _ shared: SharedInputs) -> Tensor {
    switch norms {
    case .one(let norm):
      let normed = norm(x)
      return sideBySide(x, normed, normed, shared)
    case .two(let attentionNorm, let mlpNorm):
      let normed = attentionNorm(x)
      if isParallel { return sideBySide(x, normed, mlpNorm(x), shared) }
      return inTurn(x, normed, mlpNorm, shared)
    }
  }

  private func sideBySide(
    _ x: borrowing Tensor, _ normed: borrowing Tensor, _ mlpInput: borrowing Tensor,
    _ shared: SharedInputs
  ) -> Tensor {
    let attended = attention(normed, shared)
    let transformed = mlp(mlpInput).adding(attended)
    let output = x + (drops.mlp ? dropout(transformed) : transformed.share())
    _ = (attended.format, transformed.format)
    return output
  }

  private func inTurn(
    _ x: borrowing Tensor, _ normed: borrowing Tensor, _ mlpNorm: Norm, _ shared: SharedInputs
  ) -> Tensor {
    let attended = attention(normed, shared)
    let residual = x + (drops.attention ? dropout(attended) : attended.share())
    let mlpInput = mlpNorm(residual)
    let transformed = mlp(mlpInput)
    let output = residual + (drops.mlp ? dropout(transformed) : transformed.share())
    _ = (attended.format, mlpInput.format, transformed.format)
    return output
  }
}

/// `FalconAttention`.
struct FalconAttention {
  var qkv: Linear
  var dense: Linear
  let heads: Heads
  let split: Architecture.FusedSplit
  let rotates: Bool

  init(_ load: Loader, _ heads: Heads) {
    let (model, hidden) = (load.setup.architecture, load.dimensions.hidden)
    let width = (heads.heads + heads.kvHeads * 2) * heads.headDim
    qkv = Linear(
      load, "query_key_value", hidden, width, bias: model.qkvBias, as: .queryKeyValue,
      form: .falcon)
    dense = Linear(
      load, "dense", hidden, hidden, bias: model.outputBias, as: .output, form: .falcon)
    self.heads = heads
    split = model.fusedSplit
    rotates = model.alibi == nil
  }

  mutating func adapt(_ load: Loader, _ adapter: Adapter) {
    qkv.adapt(load, adapter)
    dense.adapt(load, adapter)
  }

  func callAsFunction(_ x: borrowing Tensor, _ shared: SharedInputs) -> Tensor {
    let fused = qkv(x)
    let parts = splitHeads(fused)
    guard rotates else {
      return dense(kernel(parts.first, parts.second, parts.third, shared))
    }
    var q = parts.first.share()
    var k = parts.second.share()
    let v = parts.third.share()
    _ = consume parts
    let rotated = shared.rotary.rotate(q, k)
    q = rotated.q.share()
    k = rotated.k.share()
    _ = consume rotated
    let output = kernel(q, k, v, shared)
    let result = dense(output)
    _ = (fused.format, q.format, k.format, v.format, output.format)
    return result
  }

  private func kernel(
    _ q: borrowing Tensor, _ k: borrowing Tensor, _ v: borrowing Tensor, _ shared: SharedInputs
  ) -> Tensor {
    efficientAttention(q, k, v, mask: shared.mask?.view, split == .spread ? heads.repeated : heads)
  }

  /// `_split_heads`.
  private func splitHeads(_ fused: borrowing Tensor) -> Thirds {
    let part = fused.elements / (heads.heads + heads.kvHeads * 2)
    let (queries, keys) = (part * heads.heads, part * heads.kvHeads)
    switch split {
    case .views:
      return Thirds(
        first: fused.part(queries), second: fused.part(keys), third: fused.part(keys))
    case .picked:
      return Thirds(
        first: fused.part(queries), second: fused.picked(keys), third: fused.picked(keys))
    case .spread:
      let q = fused.part(queries)
      let k = fused.picked(keys)
      let v = fused.picked(keys)
      let times = heads.heads / heads.kvHeads
      return Thirds(
        first: q.clone(), second: k.expanded(times).clone(), third: v.expanded(times).clone())
    }
  }
}
