import MemoryModel

/// Phi 1, 1.5 and 2: attention and MLP behind one norm, side by side.
///
/// Source: transformers 5.23 models/phi/modeling_phi.py.
struct Phi: Family {
  func layer(_ load: Loader, _ place: Int) -> any DecoderLayer {
    PhiLayer(
      attention: PartlyRotatedAttention(load.inside("self_attn"), "dense"),
      mlp: PlainMLP(load.inside("mlp"), "fc1", "fc2"),
      norm: Norm(load, "input_layernorm", load.dimensions.hidden),
      drops: load.setup.architecture.residualDropout)
  }

  func embed(_ model: Decoder, _ ids: borrowing Tensor, _ locals: inout Locals) -> Tensor {
    model.embedTokens(ids)
  }

  /// `PhiModel.forward`: `inputs_embeds` becomes what dropout gives.
  func inputs(
    _ model: Decoder, _ x: inout Tensor, _ variables: Streams.Variables, _ locals: inout Locals
  ) -> SharedInputs {
    let shared = inputs(model, dropping: &x)
    locals.hold(x)
    return shared
  }
}

/// `PhiDecoderLayer`.
struct PhiLayer: DecoderLayer {
  var attention: PartlyRotatedAttention
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
    var attended = attention(x, shared)
    if drops { attended = dropout(attended) }
    let transformed = drops ? dropout(mlp(x)) : mlp(x)
    x = (attended + transformed) + residual
    return x
  }
}

/// Attention that rotates a part of each head, and holds what it was put together of.
///
/// Source: transformers 5.23 models/phi/modeling_phi.py `PhiAttention.forward`,
/// models/stablelm/modeling_stablelm.py `StableLmAttention.forward`.
struct PartlyRotatedAttention: SelfAttention {
  var q: Linear
  var k: Linear
  var v: Linear
  var o: Linear
  let heads: Heads
  let rotaryDim: Size
  /// Whether the parts are variables of a function of their own, gone when it returns.
  let dropsParts: Bool
  /// Whether queries, keys and values are all there before the first of them is put heads first.
  let projectsFirst: Bool

  init(
    _ load: Loader, _ output: StaticString, dropsParts: Bool = false, projectsFirst: Bool = false
  ) {
    let (model, d) = (load.setup.architecture, load.dimensions)
    let (queries, keys) = (d.heads * d.headDim, d.kvHeads * d.headDim)
    q = Linear(load, "q_proj", d.hidden, queries, bias: model.qkvBias, as: .query)
    k = Linear(load, "k_proj", d.hidden, keys, bias: model.qkvBias, as: .key)
    v = Linear(load, "v_proj", d.hidden, keys, bias: model.qkvBias, as: .value)
    o = Linear(load, output, queries, d.hidden, bias: model.outputBias, as: .output)
    heads = d.attention
    rotaryDim = d.rotaryDim
    self.dropsParts = dropsParts
    self.projectsFirst = projectsFirst
  }

  mutating func adapt(_ load: Loader, _ adapter: Adapter) {
    q.adapt(load, adapter)
    k.adapt(load, adapter)
    v.adapt(load, adapter)
    o.adapt(load, adapter)
  }

  func callAsFunction(_ x: borrowing Tensor, _ shared: SharedInputs) -> Tensor {
    let copiesValues = heads.returnsValuesByHead(shared.mask, x.machine.stack)
    var q = q(x)
    if !projectsFirst { q = q.headsFirst(heads.heads) }
    var k = k(x)
    if !projectsFirst { k = k.headsFirst(heads.kvHeads) }
    var v = v(x)
    if projectsFirst {
      q = q.headsFirst(heads.heads)
      k = k.headsFirst(heads.kvHeads)
    }
    if copiesValues { v = v.headsFirst(heads.kvHeads) }
    if dropsParts {
      let rotated = shared.rotary.rotateParts(q, k, rotaryDim, of: heads.headDim).joined()
      q = rotated.q.share()
      k = rotated.k.share()
      _ = consume rotated
      x.machine.cache(&k, &v)
      return o(attendHeadsFirst(q, k, v, mask: shared.mask, heads))
    }
    let rotated = shared.rotary.rotateParts(q, k, rotaryDim, of: heads.headDim)
    q = rotated.q.share()
    k = rotated.k.share()
    x.machine.cache(&k, &v)
    return o(attendHeadsFirst(q, k, v, mask: shared.mask, heads))
  }
}
