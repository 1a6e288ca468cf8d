import MemoryModel

/// StableLM: Llama's MLP behind LayerNorm, a part of each head rotated, branches in turn or side by
/// side.
///
/// Source: transformers 5.23 models/stablelm/modeling_stablelm.py.
struct StableLM: Family {
  func layer(_ load: Loader, _ place: Int) -> any DecoderLayer {
    let (model, d) = (load.setup.architecture, load.dimensions)
    let attention = PartlyRotatedAttention(load.inside("self_attn"), "o_proj", projectsFirst: true)
    let mlp = MLP(load.inside("mlp"), d.intermediate, bias: model.mlpBias)
    let inputNorm = Norm(load, "input_layernorm", d.hidden)
    let postNorm =
      model.parallelResidual ? nil : Norm(load, "post_attention_layernorm", d.hidden)
    return StableLMLayer(
      attention: attention, mlp: mlp, inputNorm: inputNorm, postNorm: postNorm)
  }
}

/// `StableLmDecoderLayer`.
struct StableLMLayer: DecoderLayer {
  var attention: PartlyRotatedAttention
  var mlp: MLP
  let inputNorm: Norm
  /// None where the branches stand side by side.
  let postNorm: Norm?

  mutating func adapt(_ load: Loader, _ adapter: Adapter) {
    attention.adapt(load, adapter)
    mlp.adapt(load, adapter)
  }

  func callAsFunction(_ x: borrowing Tensor, _ shared: SharedInputs) -> Tensor {
    var residual = x.share()
    var x = inputNorm(residual)
    let attended = attention(x, shared)
    if let postNorm {
      residual = residual + attended
      let transformed = mlp(postNorm(residual))
      x = residual + transformed
    } else {
      let transformed = mlp(x)
      x = (residual + attended) + transformed
    }
    _ = attended.format
    return x
  }
}
