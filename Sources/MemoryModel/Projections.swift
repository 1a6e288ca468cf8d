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
      if let latent {
        all += latent.queryRank == nil ? [.q] : [.qA, .qB]
        all += [.kvA, .kvB]
      } else if fusedQKV {
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
      all += mlp
      if experts?.besideMLP == true { all.append(.router) }
    case .experts:
      if let shared = experts?.shared {
        all += mlp
        if shared.isScored { all.append(.sharedGate) }
      }
      if experts?.router != .parameter { all.append(.router) }
    }
    if perLayerInput != nil { all += [.perLayerGate, .perLayerUp] }
    return all
  }

  private var mlp: [Projection] {
    !gatedMLP ? Self.plainMLP : fusedGateUp ? Self.fusedMLP : Self.gatedMLP
  }

  private static let plainMLP: [Projection] = [.up, .down]
  private static let fusedMLP: [Projection] = [.gateUp, .down]
  private static let gatedMLP: [Projection] = [.gate, .up, .down]

  /// Tensors that peft adapts as it adapts linear modules: those of the experts, in families whose
  /// checkpoints have a module for each.
  var expertTensors: [Projection] {
    guard let experts, experts.isAdapted else { return [] }
    let tensors: [Projection] = [.routerWeight, .expertsGateUp, .expertsDown]
    return experts.router == .parameter ? tensors : Array(tensors.dropFirst())
  }

  /// What peft means by all linear modules. Where it adapts the tensors of experts it takes their
  /// old names, `gate_proj`, `up_proj` and `down_proj`, for those alone: the modules of these names,
  /// in a shared expert or a layer without experts, stay as they are.
  ///
  /// A router that is a class of its own gives several results, which peft cannot add to: it has to
  /// be excluded.
  ///
  /// Source: peft 0.21 utils/transformers_weight_conversion.py `_convert_peft_config_moe`, and
  /// tuners/lora/layer.py `Linear.forward`, `result.dtype`.
  var allLinear: [Projection] {
    let tensors = expertTensors
    if !tensors.isEmpty { return projections.filter { !mlp.contains($0) } + tensors }
    return experts?.router == .derived ? projections.filter { $0 != .router } : projections
  }

  func expertTensors(of shape: LayerShape) -> [Projection] {
    shape.feed == .experts ? expertTensors : []
  }
}
