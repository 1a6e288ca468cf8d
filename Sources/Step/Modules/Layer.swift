/// `LlamaDecoderLayer`.
///
/// Source: transformers 5.23 models/llama/modeling_llama.py `LlamaDecoderLayer.forward`.
struct Layer {
  let inputNorm: RMSNorm
  var attention: Attention
  let postNorm: RMSNorm
  var mlp: MLP

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
