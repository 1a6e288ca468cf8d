import MemoryModel

/// Experts with the router that chooses them: `MixtralSparseMoeBlock`, `Qwen3MoeSparseMoeBlock`.
///
/// Source: transformers 5.23 models/mixtral/modeling_mixtral.py `MixtralSparseMoeBlock.forward`.
struct SparseBlock<Gate: Router>: FeedForward {
  var gate: Gate
  var experts: Experts
  private let gateIsFirst: Bool

  /// - Parameter gateIsFirst: whether the router is registered before the experts.
  init(_ load: Loader, gateIsFirst: Bool = true) {
    self.gateIsFirst = gateIsFirst
    let load = load.with(.experts)
    if gateIsFirst {
      gate = Gate(load)
      experts = Experts(load)
    } else {
      experts = Experts(load)
      gate = Gate(load)
    }
  }

  mutating func adapt(_ load: Loader, _ adapter: Adapter) {
    if gateIsFirst { gate.adapt(load, adapter) }
    experts.adapt(load, adapter)
    if !gateIsFirst { gate.adapt(load, adapter) }
  }

  func callAsFunction(_ x: borrowing Tensor) -> Tensor {
    let x = x.flat()
    let routed = gate(x)
    return experts(x, routed)
  }
}

extension Family {
  /// `LlamaDecoderLayer` with experts in the place of the MLP, where the layer has some.
  func mixtureLayer<Attention: SelfAttention, Sparse: FeedForward>(
    _ load: Loader, _ place: Int, _ attention: (Loader) -> Attention, _ sparse: (Loader) -> Sparse
  ) -> any DecoderLayer {
    let (model, d) = (load.setup.architecture, load.dimensions)
    let attention = attention(load.inside("self_attn"))
    let inside = load.inside("mlp")
    if model.build(of: place).feed == .experts {
      return LlamaLayer(
        attention: attention, mlp: sparse(inside),
        inputNorm: Norm(load, "input_layernorm", d.hidden),
        postNorm: Norm(load, "post_attention_layernorm", d.hidden))
    }
    return LlamaLayer(
      attention: attention, mlp: MLP(inside, d.intermediate, bias: model.mlpBias),
      inputNorm: Norm(load, "input_layernorm", d.hidden),
      postNorm: Norm(load, "post_attention_layernorm", d.hidden))
  }

  /// The same with Llama's attention.
  func mixtureLayer<Sparse: FeedForward>(
    _ load: Loader, _ place: Int, _ sparse: (Loader) -> Sparse
  ) -> any DecoderLayer {
    mixtureLayer(load, place, { Attention($0, $0.dimensions.attention) }, sparse)
  }

  /// Layers with experts, and others; with a window, and without.
  func mixtureKind(_ model: Architecture, _ place: Int) -> Int {
    let build = model.build(of: place)
    return (build.feed == .experts ? 2 : 0) + (build.hasWindow ? 1 : 0)
  }
}
