extension Architecture {
  /// The linear modules of the layers, in the order of the forward pass; then those outside.
  package var projections: [Projection] {
    var all: [Projection] = []
    for shape in shapes { all += projections(of: shape).filter { !all.contains($0) } }
    all += outside
    if indexingLayers > 0 { all += indexing }
    if predictionLayers > 0 { all.append(.predictionIn) }
    return all
  }

  /// Those outside of the layers.
  var outside: [Projection] {
    var all: [Projection] = []
    if perLayerInput != nil { all.append(.perLayerModel) }
    if altUp != nil { all.append(.altUp) }
    if embeddingWidth != nil { all += [.embeddingIn, .embeddingOut] }
    return all
  }

  /// Those outside that are adapted, each as often as there is one.
  func adaptedOutside(_ targets: Projections) -> [Projection] {
    let outside = outside
    if outside.isEmpty { return [] }
    let copies = max(0, 2 * ((altUp?.inputs ?? 1) - 1))
    return outside.filter(targets.contains).flatMap {
      [Projection](repeating: $0, count: $0 == .altUp ? copies : 1)
    }
  }

  /// The linear modules of a layer of such a shape, in the order of its forward pass.
  func projections(of shape: LayerShape) -> [Projection] {
    var all: [Projection] = []
    all.reserveCapacity(10)
    appendMixer(of: shape, to: &all)
    if shape.mixer.attends { appendAttention(of: shape, to: &all) }
    switch shape.feed {
    case .mlp:
      all += mlp
      if experts?.besideMLP == true { all.append(.router) }
    case .experts:
      if let experts, experts.shared > 0 { all += mlp }
      if experts?.sharedGate == true { all.append(.sharedGate) }
      if let experts, experts.router != .parameter { all.append(.router) }
      if let experts, experts.latent > 0 { all += [.latentIn, .latentOut] }
    case .none: break
    }
    if altUp != nil {
      all += [.correctionCoefs, .predictionCoefs, .modalityRouter, .laurelLeft, .laurelRight]
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
  ///
  /// Source: peft 0.21 utils/transformers_weight_conversion.py looks for the type of the whole model
  /// in transformers 5.23 conversion_mapping.py `_MODEL_TO_CONVERSION_PATTERN`: of those around a text
  /// model it has but `glm4v_moe`.
  var expertTensors: [Projection] {
    guard let experts, experts.isAdapted, tower == nil || family == .glm4MoE else { return [] }
    let tensors: [Projection] = [.routerWeight, .expertsGateUp, .expertsDown]
    return experts.router == .parameter ? tensors : Array(tensors.dropFirst())
  }

  private func appendAttention(of shape: LayerShape, to all: inout [Projection]) {
    if compressed != nil {
      all += [.qA, .qB, .kv]
      if shape.mixer.compresses { all += [.compressorKV, .compressorGate] }
      all += [.oA, .oB]
      return
    }
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

  private func appendMixer(of shape: LayerShape, to all: inout [Projection]) {
    switch shape.mixer {
    case .attention, .sparseAttention, .heavyAttention, .none: break
    case .crossAttention: all += [.crossQ, .crossK, .crossV, .crossO]
    case .mamba2, .attentionAndMamba2, .shortConvolution: all += [.inProj, .outProj]
    case .lightning: all += [.inProj, .inProjZ, .outProj]
    case .gatedDelta:
      all += gatedDelta?.fused == true ? [.inProj, .inProjBA] : [.inProj, .inProjZ]
      if gatedDelta?.fused == false { all += [.inProjB, .inProjA] }
      all.append(.outProj)
    }
  }

  func expertTensors(of shape: LayerShape) -> [Projection] {
    shape.feed == .experts ? expertTensors : []
  }

  /// Whether the heads are projected out in several groups.
  var projectsGroups: Bool { (compressed?.outputGroups ?? 1) > 1 }

  /// The linear modules that PEFT can adapt. Where it adapts the experts' tensors, names as
  /// `gate_proj` mean these alone. A router that is a class of its own gives several results, which
  /// PEFT cannot add to: it has to be excluded. So has a module that projects groups by themselves: its
  /// adapter gives each group the result of all.
  ///
  /// Source: peft 0.21 utils/transformers_weight_conversion.py `_convert_peft_config_moe`,
  /// tuners/tuners_utils.py `_check_lora_target_modules_mamba`, and tuners/lora/layer.py
  /// `Linear.forward`, `result.dtype`.
  var adaptable: [Projection] {
    let all = projections
    if experts == nil && mamba2 == nil { return all }
    let names: [Projection] = expertTensors.isEmpty ? [] : [.gate, .up, .down]
    let isDerived = experts?.router == .derived
    return all.filter {
      !names.contains($0) && !($0 == .outProj && family.keepsOutProj)
        && !($0 == .router && isDerived) && !($0 == .oA && projectsGroups)
    }
  }
}
