import MemoryModel

/// Granite: Llama with multipliers of the embedding, of each branch and of the logits.
///
/// Source: transformers 5.23 models/granite/modeling_granite.py.
struct Granite: Family {
  let scalesLogits = true

  func layer(_ load: Loader, _ place: Int) -> any DecoderLayer {
    let (model, d) = (load.setup.architecture, load.dimensions)
    let attention = Attention(load.inside("self_attn"), d.attention)
    let mlp = MLP(load.inside("mlp"), d.intermediate, bias: model.mlpBias)
    return GraniteLayer(
      attention: attention, mlp: mlp, inputNorm: Norm(load, "input_layernorm", d.hidden),
      postNorm: Norm(load, "post_attention_layernorm", d.hidden))
  }

  /// `inputs_embeds * self.embedding_multiplier`.
  func stream(_ embedded: consuming Tensor) -> Tensor { embedded.scaled() }
}

/// `GraniteDecoderLayer`.
///
/// Source: transformers 5.23 models/granite/modeling_granite.py `GraniteDecoderLayer.forward`.
struct GraniteLayer<Attention: SelfAttention, Feed: FeedForward>: DecoderLayer {
  var attention: Attention
  var mlp: Feed
  let inputNorm: Norm
  let postNorm: Norm

  mutating func adapt(_ load: Loader, _ adapter: Adapter) {
    attention.adapt(load, adapter)
    mlp.adapt(load, adapter)
  }

  func callAsFunction(_ x: borrowing Tensor, _ shared: SharedInputs) -> Tensor {
    var residual = x.share()
    var x = inputNorm(residual)
    x = attention(x, shared)
    x = residual + x.scaled()
    residual = x.share()
    x = postNorm(x)
    x = mlp(x)
    x = residual + x.scaled()
    return x
  }
}
