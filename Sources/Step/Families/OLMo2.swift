import MemoryModel

/// OLMo 2: a norm behind each branch, and over all queries and over all keys.
///
/// Source: transformers 5.23 models/olmo2/modeling_olmo2.py.
struct OLMo2: Family {
  func layer(_ load: Loader, _ place: Int) -> any DecoderLayer {
    let (model, d) = (load.setup.architecture, load.dimensions)
    let modules = Attention(load.inside("self_attn"), d.attention)
    let attention = OLMo2Attention(
      modules: modules, readsOthers: !model.build(of: place).hasWindow)
    let mlp = MLP(load.inside("mlp"), d.intermediate, bias: model.mlpBias)
    return PostNormLayer(
      attention: attention, mlp: mlp,
      attentionNorm: Norm(load, "post_attention_layernorm", d.hidden),
      mlpNorm: Norm(load, "post_feedforward_layernorm", d.hidden))
  }

  func rotary(_ model: Decoder, _ x: borrowing Tensor) -> Rotary {
    OLMoRotary(model.machine, model.dimensions.seq, width: model.dimensions.headDim, as: .fp32)
  }
}

/// `Olmo2DecoderLayer`.
///
/// Source: transformers 5.23 models/olmo2/modeling_olmo2.py `Olmo2DecoderLayer.forward`.
struct PostNormLayer<Attention: SelfAttention, Feed: FeedForward>: DecoderLayer {
  var attention: Attention
  var mlp: Feed
  let attentionNorm: Norm
  let mlpNorm: Norm

  mutating func adapt(_ load: Loader, _ adapter: Adapter) {
    attention.adapt(load, adapter)
    mlp.adapt(load, adapter)
  }

  func callAsFunction(_ x: borrowing Tensor, _ shared: SharedInputs) -> Tensor {
    var residual = x.share()
    var x = attention(residual, shared)
    x = attentionNorm(x)
    x = residual + x
    residual = x.share()
    x = mlp(x)
    x = mlpNorm(x)
    x = residual + x
    return x
  }
}

/// `Olmo2Attention`: norms before the heads are told apart.
///
/// Source: transformers 5.23 models/olmo2/modeling_olmo2.py `Olmo2Attention.forward`.
struct OLMo2Attention: SelfAttention {
  var modules: Attention
  /// Whether it rotates by the second tables, where there are two kinds of layers.
  var readsOthers = false
  /// Whether queries, keys and values are clamped where they stand (OLMo by `clip_qkv`).
  var clips = false

  mutating func adapt(_ load: Loader, _ adapter: Adapter) { modules.adapt(load, adapter) }

  func callAsFunction(_ x: borrowing Tensor, _ shared: SharedInputs) -> Tensor {
    var q = modules.q(x)
    if let norm = modules.queryNorm { q = norm(q) }
    var k = modules.k(x)
    if let norm = modules.keyNorm { k = norm(k) }
    var v = modules.v(x)
    if clips {
      q = q.clampedInPlace()
      k = k.clampedInPlace()
      v = v.clampedInPlace()
    }
    q = q.headsFirst(modules.heads.heads)
    k = k.headsFirst(modules.heads.kvHeads)
    v = v.asValues(modules.heads, shared.mask)
    let rotary = readsOthers ? shared.rotary.others ?? shared.rotary : shared.rotary
    let rotated = rotary.rotate(q, k)
    q = rotated.q
    k = rotated.k
    x.machine.cache(&k, &v)
    let output = modules.attended(q, k, v, shared)
    return modules.o(output)
  }
}

/// Tables in fp32; what is rotated gets its format back.
///
/// Source: transformers 5.23 models/olmo2/modeling_olmo2.py `apply_rotary_pos_emb`.
final class OLMoRotary: Rotary {
  override func rotate(_ q: borrowing Tensor, _ k: borrowing Tensor) -> Rotated {
    let queries = rotate(q)
    let keys = rotate(k)
    return Rotated(q: queries.to(q.format), k: keys.to(k.format))
  }
}

/// OLMo 3: OLMo 2 with a window in most layers, which have rotary tables of their own.
///
/// Source: transformers 5.23 models/olmo3/modeling_olmo3.py.
struct OLMo3: Family {
  func layer(_ load: Loader, _ place: Int) -> any DecoderLayer { OLMo2().layer(load, place) }

  func kind(_ model: Architecture, _ place: Int) -> Int {
    model.build(of: place).hasWindow ? 1 : 0
  }

  /// Tables for each kind of layers that there is.
  ///
  /// Source: transformers 5.23 models/olmo3/modeling_olmo3.py `Olmo3Model.forward`.
  func rotary(_ model: Decoder, _ x: borrowing Tensor) -> Rotary {
    let (first, architecture) = (OLMo2().rotary(model, x), model.setup.architecture)
    let areMixed =
      0 < architecture.slidingLayers && architecture.slidingLayers < architecture.layers
    first.others = areMixed ? OLMo2().rotary(model, x) : nil
    return first
  }
}
