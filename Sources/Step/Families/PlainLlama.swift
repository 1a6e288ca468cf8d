import MemoryModel

/// Llama's layers with an MLP without a gate: Starcoder2, Arcee, Jais 2, and Nemotron, which rotates a
/// part of each head.
///
/// Source: transformers 5.23 models/starcoder2/modeling_starcoder2.py, models/arcee/modeling_arcee.py,
/// models/jais2/modeling_jais2.py, models/nemotron/modeling_nemotron.py.
struct PlainLlama: Family {
  /// Names of the MLP's modules.
  var up: StaticString = "up_proj"
  var down: StaticString = "down_proj"

  func layer(_ load: Loader, _ place: Int) -> any DecoderLayer {
    let (model, d) = (load.setup.architecture, load.dimensions)
    let attention = attention(load.inside("self_attn"), d.attention)
    let mlp = PlainMLP(load.inside("mlp"), up, down)
    return PlainLlamaLayer(
      attention: attention, mlp: mlp, inputNorm: Norm(load, "input_layernorm", d.hidden),
      postNorm: Norm(load, "post_attention_layernorm", d.hidden), drops: model.residualDropout)
  }

  private func attention(_ load: Loader, _ heads: Heads) -> any SelfAttention {
    let model = load.setup.architecture
    if model.partialRotary { return PartlyRotatedAttention(load, "o_proj", dropsParts: true) }
    var attention = Attention(load, heads)
    attention.drops = model.residualDropout
    return attention
  }
}

/// `Starcoder2DecoderLayer`, `ArceeDecoderLayer`, `Jais2DecoderLayer`, `NemotronDecoderLayer`.
struct PlainLlamaLayer: DecoderLayer {
  var attention: any SelfAttention
  var mlp: PlainMLP
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
    x = residual + x
    residual = x.share()
    x = postNorm(x)
    x = drops ? dropout(mlp(x)) : mlp(x)
    x = residual + x
    return x
  }
}
