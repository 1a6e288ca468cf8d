import MemoryModel

/// Granite with experts, and with an MLP that every token takes where it has one.
///
/// Source: transformers 5.23 models/granitemoe/modeling_granitemoe.py,
/// models/granitemoeshared/modeling_granitemoeshared.py.
struct GraniteMoE: Family {
  let scalesLogits = true
  var attendsEagerly: Bool { false }

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
    return GraniteLayer(
      attention: attention, mlp: GraniteSharedBlock(sparse: sparse, shared: shared),
      inputNorm: inputNorm, postNorm: postNorm)
  }

  func stream(_ embedded: consuming Tensor) -> Tensor { Granite().stream(embedded) }
}

/// Source: transformers 5.23 models/granitemoeshared/modeling_granitemoeshared.py
/// `GraniteMoeSharedDecoderLayer.forward`, `GraniteMoeSharedMLP.forward`.
struct GraniteSharedBlock: FeedForward {
  var sparse: SparseBlock<TopLogitsRouter>
  var shared: FusedMLP

  mutating func adapt(_ load: Loader, _ adapter: Adapter) {
    sparse.adapt(load, adapter)
    shared.adapt(load, adapter)
  }

  func callAsFunction(_ x: borrowing Tensor) -> Tensor {
    let output = sparse(x)
    return output + shared(x)
  }
}
