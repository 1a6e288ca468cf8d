extension Architecture {
  /// The linear modules of the layers, in the order of the forward pass; then those outside.
  package var projections: [Projection] {
    var all: [Projection] = []
    for shape in shapes { all += projections(of: shape).filter { !all.contains($0) } }
    if perLayerInput != nil { all.append(.perLayerModel) }
    if embeddingWidth != nil { all += [.embeddingIn, .embeddingOut] }
    if predictionLayers > 0 { all.append(.predictionIn) }
    return all
  }

  /// The linear modules of a layer of such a shape, in the order of its forward pass.
  func projections(of shape: LayerShape) -> [Projection] {
    var all: [Projection] = []
    all.reserveCapacity(10)
    switch shape.mixer {
    case .attention:
      if fusedQKV {
        all.append(.qkv)
      } else {
        all.append(.q)
        if shape.hasKeys { all.append(.k) }
        if shape.hasValues { all.append(.v) }
      }
      all.append(.o)
    }
    switch shape.feed {
    case .mlp:
      all += !gatedMLP ? [.up, .down] : fusedGateUp ? [.gateUp, .down] : [.gate, .up, .down]
      if experts?.besideMLP == true { all.append(.router) }
    case .experts: break
    }
    if perLayerInput != nil { all += [.perLayerGate, .perLayerUp] }
    return all
  }

  /// Tensors that peft adapts as it adapts linear modules: those of Mixtral's and Qwen3's experts.
  ///
  /// Source: peft 0.21 utils/transformers_weight_conversion.py; gpt-oss has no entry there, and of
  /// Gemma 4's experts none is traced to be adapted.
  var expertTensors: [Projection] {
    guard let experts, !experts.clamped, !experts.besideMLP else { return [] }
    return [.routerWeight, .expertsGateUp, .expertsDown]
  }

  func expertTensors(of shape: LayerShape) -> [Projection] {
    shape.feed == .experts ? expertTensors : []
  }
}
