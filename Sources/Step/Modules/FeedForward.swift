import MemoryModel

/// What a layer has behind its attention: an MLP, or experts.
protocol FeedForward {
  mutating func adapt(_ load: Loader, _ adapter: Adapter)

  func callAsFunction(_ x: borrowing Tensor) -> Tensor
}

extension MLP: FeedForward {}

extension Family {
  /// `LlamaDecoderLayer` with another MLP where the layer has experts, as most mixtures are built.
  ///
  /// - Parameter sparse: makes what stands in the place of the MLP.
  func mixtureLayer(
    _ load: Loader, _ place: Int, _ sparse: (Loader) -> any FeedForward
  ) -> any DecoderLayer {
    let (model, d) = (load.setup.architecture, load.dimensions)
    let attention = Attention(load.inside("self_attn"), d.attention)
    let inside = load.inside("mlp")
    let mlp: any FeedForward =
      model.build(of: place).feed == .experts
      ? sparse(inside) : MLP(inside, d.intermediate, bias: model.mlpBias)
    return LlamaLayer(
      attention: attention, mlp: mlp, inputNorm: Norm(load, "input_layernorm", d.hidden),
      postNorm: Norm(load, "post_attention_layernorm", d.hidden))
  }

  /// Layers with experts, and others.
  func mixtureKind(_ model: Architecture, _ place: Int) -> Int {
    let build = model.build(of: place)
    return (build.feed == .experts ? 2 : 0) + (build.hasWindow ? 1 : 0)
  }
}
