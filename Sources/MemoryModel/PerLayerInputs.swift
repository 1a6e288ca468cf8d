private let gemma: StaticString = "transformers 5.23 modeling_gemma4.py Gemma4TextModel.forward"
private let select: StaticString = "torch 2.15 derivatives.yaml select_backward"
private let embedding: StaticString =
  "torch 2.15 ATen/native/cuda/EmbeddingBackwardKernel.cu embedding_backward_cuda_kernel"

extension Phases {
  /// What making the inputs of all layers keeps, and these inputs.
  func enterPerLayer<K: Account>(into account: inout K) where K.Unit == A {
    perLayer?.enterKept(layers: .count(1), sparingFirst: false, into: &account)
  }

  private var perLayerWidth: A { sizes.output(of: .perLayerModel) }

  /// Whether backward reaches them.
  private var differentiates: Bool {
    regime.trainsEmbedding || regime.recomputes || regime.targets.contains(.perLayerModel)
  }

  /// Each layer's share of the inputs has a gradient as large as all of them, added up.
  func enterPerLayerGradient<K: Account>(into account: inout K) where K.Unit == A {
    if perLayer == nil || !differentiates { return }
    account.enter(
      .temporaries, "per-layer inputs' gradient",
      sizes.tokens * perLayerWidth * .bytes(regime.stream), select)
  }

  /// The gradients of what makes the inputs, once backward has passed it.
  func enterPerLayerWeights<K: Account>(into account: inout K) where K.Unit == A {
    guard perLayer != nil, regime.trainsBase, !regime.accumulates else { return }
    for tensor in groups[0].tensors
    where tensor.kind == .perLayerEmbedding || tensor.kind == .matrix {
      account.enter(.gradients, tensor.name, stored(tensor).block(), embedding)
    }
  }

  /// Backward of the second embedding.
  func enterPerLayerEmbedding<K: Account>(into account: inout K) where K.Unit == A {
    guard let tensor = groups[0].tensors.first(where: { $0.kind == .perLayerEmbedding }) else {
      return
    }
    if regime.accumulates {
      account.enter(.temporaries, tensor.name, stored(tensor).block(), embedding)
    }
    enterPerLayerGradient(into: &account)
    enterSegments(tensor.columns, into: &account)
  }

  /// Keys and values that later layers reuse: a local of the forward pass, and an argument of
  /// every checkpoint.
  func enterShared<K: Account>(into account: inout K) where K.Unit == A {
    guard setup.architecture.shared != nil else { return }
    for kind in kinds where kind.layer.shape.hasKeys {
      if !kind.layer.repeatsKeys && !regime.recomputes { continue }
      account.enter(
        .activations, "shared keys and values",
        sizes.tokens * kind.layer.sizes.keys * .bytes(2 * regime.attention), gemma)
    }
  }
}
