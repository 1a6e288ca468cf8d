import MemoryModel

/// Command R: attention and MLP read one norm's result, and join the stream together. Where layers
/// have a window, the others do not rotate.
///
/// Source: transformers 5.23 models/cohere/modeling_cohere.py, models/cohere2/modeling_cohere2.py.
struct Cohere: Family {
  let scalesLogits = true

  func layer(_ load: Loader, _ place: Int) -> any DecoderLayer {
    let (model, d) = (load.setup.architecture, load.dimensions)
    var modules = Attention(load.inside("self_attn"), d.attention)
    modules.rotates = model.slidingWindow == nil || model.build(of: place).hasWindow
    let attention = HeadNormAttention(modules: modules)
    let mlp = MLP(load.inside("mlp"), d.intermediate, bias: false)
    return CohereLayer(
      attention: attention, mlp: mlp, inputNorm: Norm(load, "input_layernorm", d.hidden))
  }

  func kind(_ model: Architecture, _ place: Int) -> Int {
    model.build(of: place).hasWindow ? 1 : 0
  }

  func rotary(_ model: Decoder, _ x: borrowing Tensor) -> Rotary {
    CohereRotary(
      model.machine, model.dimensions.seq, width: model.dimensions.headDim, as: x.format)
  }
}

/// `CohereDecoderLayer`.
///
/// Source: transformers 5.23 models/cohere/modeling_cohere.py `CohereDecoderLayer.forward`.
struct CohereLayer<Attention: SelfAttention, Feed: FeedForward>: DecoderLayer {
  var attention: Attention
  var mlp: Feed
  let inputNorm: Norm

  mutating func adapt(_ load: Loader, _ adapter: Adapter) {
    attention.adapt(load, adapter)
    mlp.adapt(load, adapter)
  }

  func callAsFunction(_ x: borrowing Tensor, _ shared: SharedInputs) -> Tensor {
    let residual = x.share()
    var x = inputNorm(residual)
    let attended = attention(x, shared)
    let fed = mlp(x)
    x = residual + attended + fed
    return x
  }
}

/// Queries and keys are rotated in fp32.
///
/// Source: transformers 5.23 models/cohere/modeling_cohere.py `apply_rotary_pos_emb`.
final class CohereRotary: Rotary {
  override func rotate(_ q: borrowing Tensor, _ k: borrowing Tensor) -> Rotated {
    let format = q.format
    let q = q.to(.fp32)
    let k = k.to(.fp32)
    let queries = rotate(q)
    let keys = rotate(k)
    let rotated = Rotated(q: queries.to(format), k: keys.to(format))
    _ = q.format
    _ = k.format
    return rotated
  }
}
