import MemoryModel

/// Llama, and with biases of queries, keys and values Qwen2, with norms of queries and keys Qwen3.
///
/// Source: transformers 5.23 models/llama/modeling_llama.py, models/qwen2/modeling_qwen2.py,
/// models/qwen3/modeling_qwen3.py.
struct Llama: Family {
  var attendsEagerly: Bool { true }

  func layer(_ load: Loader, _ place: Int) -> any DecoderLayer {
    let (model, d) = (load.setup.architecture, load.dimensions)
    let attention = Attention(load.inside("self_attn"), d.attention)
    let mlp = MLP(load.inside("mlp"), d.intermediate, bias: model.mlpBias)
    return LlamaLayer(
      attention: attention, mlp: mlp, inputNorm: Norm(load, "input_layernorm", d.hidden),
      postNorm: Norm(load, "post_attention_layernorm", d.hidden))
  }
}

/// `LlamaDecoderLayer`.
///
/// Source: transformers 5.23 models/llama/modeling_llama.py `LlamaDecoderLayer.forward`.
struct LlamaLayer<Attention: SelfAttention, Feed: FeedForward>: DecoderLayer {
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
    x = residual + x
    residual = x.share()
    x = postNorm(x)
    x = mlp(x)
    x = residual + x
    return x
  }
}
