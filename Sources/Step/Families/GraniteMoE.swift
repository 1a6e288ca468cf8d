import MemoryModel

/// Granite with experts, and with an MLP that every token takes where it has one.
///
/// Source: transformers 5.23 models/granitemoe/modeling_granitemoe.py,
/// models/granitemoeshared/modeling_granitemoeshared.py.
struct GraniteMoE: Family {
  let scalesLogits = true

  func layer(_ load: Loader, _ place: Int) -> any DecoderLayer {
    let d = load.dimensions
    let attention = Attention(load.inside("self_attn"), d.attention)
    let inputNorm = Norm(load, "input_layernorm", d.hidden)
    let postNorm = Norm(load, "post_attention_layernorm", d.hidden)
    let sparse = SparseBlock<TopLogitsRouter>(load.inside("block_sparse_moe"))
    if load.setup.architecture.experts?.shared == 0 {
      return GraniteLayer(
        attention: attention, mlp: sparse, inputNorm: inputNorm, postNorm: postNorm)
    }
    let shared = FusedMLP(
      load.inside("shared_mlp"), d.sharedWidth, names: ("input_linear", "output_linear"))
    return GraniteSharedLayer(
      attention: attention, sparse: sparse, shared: shared, inputNorm: inputNorm,
      postNorm: postNorm)
  }

  func embed(_ model: Decoder, _ ids: borrowing Tensor, _ locals: inout Locals) -> Tensor {
    model.asking(embedding(model, ids))
  }

  /// `GraniteMoeModel.forward`: the embedding is scaled between the mask and the tables.
  func inputs(
    _ model: Decoder, _ x: inout Tensor, _ variables: Streams.Variables, _ locals: inout Locals
  ) -> SharedInputs {
    let mask = model.causalMask(x)
    x = x.scaled()
    locals.hold(x)
    return SharedInputs(rotary: rotary(model, x), mask: mask)
  }
}

/// `GraniteMoeSharedDecoderLayer`.
///
/// Source: transformers 5.23 models/granitemoeshared/modeling_granitemoeshared.py
/// `GraniteMoeSharedDecoderLayer.forward`.
struct GraniteSharedLayer: DecoderLayer {
  var attention: Attention
  var sparse: SparseBlock<TopLogitsRouter>
  var shared: FusedMLP
  let inputNorm: Norm
  let postNorm: Norm

  mutating func adapt(_ load: Loader, _ adapter: Adapter) {
    attention.adapt(load, adapter)
    sparse.adapt(load, adapter)
    shared.adapt(load, adapter)
  }

  func callAsFunction(_ x: borrowing Tensor, _ inputs: SharedInputs) -> Tensor {
    var residual = x.share()
    var x = inputNorm(residual)
    x = attention(x, inputs)
    x = residual + x.scaled()
    residual = x.share()
    x = postNorm(x)
    let routed = sparse(x)
    x = routed + shared(x)
    x = residual + x.scaled()
    _ = routed.format
    return x
  }
}
