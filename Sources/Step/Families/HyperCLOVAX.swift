import MemoryModel

/// HyperCLOVA X: Granite, with a norm behind each branch unless its config says otherwise.
///
/// Source: transformers 5.23 models/hyperclovax/modeling_hyperclovax.py.
struct HyperCLOVAX: Family {
  let scalesLogits = true

  func layer(_ load: Loader, _ place: Int) -> any DecoderLayer {
    let (model, d) = (load.setup.architecture, load.dimensions)
    let attention = Attention(load.inside("self_attn"), d.attention)
    let mlp = MLP(load.inside("mlp"), d.intermediate, bias: model.mlpBias)
    let inputNorm = Norm(load, "input_layernorm", d.hidden)
    let postNorm = Norm(load, "post_attention_layernorm", d.hidden)
    if model.normPlacement == .before {
      return GraniteLayer(attention: attention, mlp: mlp, inputNorm: inputNorm, postNorm: postNorm)
    }
    return HyperCLOVAXLayer(
      attention: attention, mlp: mlp, inputNorm: inputNorm, postNorm: postNorm,
      attentionNorm: Norm(load, "post_norm1", d.hidden), mlpNorm: Norm(load, "post_norm2", d.hidden)
    )
  }

  func stream(_ embedded: consuming Tensor) -> Tensor { Granite().stream(embedded) }
}

/// `HyperCLOVAXDecoderLayer`.
///
/// Source: transformers 5.23 models/hyperclovax/modeling_hyperclovax.py
/// `HyperCLOVAXDecoderLayer.forward`.
struct HyperCLOVAXLayer: DecoderLayer {
  var attention: Attention
  var mlp: MLP
  let inputNorm: Norm
  let postNorm: Norm
  let attentionNorm: Norm
  let mlpNorm: Norm

  mutating func adapt(_ load: Loader, _ adapter: Adapter) {
    attention.adapt(load, adapter)
    mlp.adapt(load, adapter)
  }

  func callAsFunction(_ x: borrowing Tensor, _ shared: SharedInputs) -> Tensor {
    var residual = x.share()
    var x = inputNorm(residual)
    x = attention(x, shared)
    x = attentionNorm(x)
    x = residual + x.scaled()
    residual = x.share()
    x = postNorm(x)
    x = mlp(x)
    x = mlpNorm(x)
    x = residual + x.scaled()
    return x
  }
}
