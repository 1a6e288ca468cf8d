extension Adapter.Targets {
  /// The modules meant, of those that the model has.
  func projections(in architecture: Architecture) throws(Refusal) -> Projections {
    switch self {
    case .allLinear:
      return Projections(architecture.adaptable + architecture.expertTensors)
    case .attention:
      if architecture.latent != nil { return Projections([.q, .qA, .qB, .kvA, .kvB, .o]) }
      if architecture.compressed != nil {
        let all: [Projection] = [.qA, .qB, .kv, .compressorKV, .compressorGate, .oA, .oB]
        return Projections((all + architecture.indexing).filter(architecture.adaptable.contains))
      }
      return Projections(
        architecture.fusedQKV
          ? [.qkv, .o] : [.q, .k, .v, .o, .crossQ, .crossK, .crossV, .crossO])
    case .qv:
      if let latent = architecture.latent, latent.queryRank == nil { return Projections([.q]) }
      if architecture.latent != nil || architecture.compressed != nil {
        throw Refusal(
          "\(architecture.name) has no module q_proj or v_proj, which `qv` means.",
          hint: architecture.moduleChoices)
      }
      return Projections(architecture.fusedQKV ? [.qkv] : [.q, .v, .crossQ, .crossV])
    case .modules(let names): return try architecture.modules(named: names).adapted
    }
  }
}

extension Architecture {
  /// The modules of a list of names: what PEFT adapts of it, and the names that it passes over.
  ///
  /// PEFT takes a list of which some name is there, and fails on a module that it has no adapter for.
  ///
  /// Source: peft 0.21 tuners/tuners_utils.py `BaseTuner.inject_adapter`; tuners/lora/model.py
  /// `LoraModel._create_new_module`.
  func modules(
    named names: [String]
  ) throws(Refusal) -> (adapted: Projections, missing: [String]) {
    try checkExperts(names)
    var (adapted, missing) = (Projections(), [String]())
    for name in names {
      let meant = try projections(meantBy: name)
      if meant.isEmpty { missing.append(name) }
      for projection in meant { adapted.insert(projection) }
    }
    if !adapted.isEmpty { return (adapted, missing) }
    let what = missing.isEmpty ? "targets is empty" : "\(self.name) has no module \(anyOf(missing))"
    throw Refusal("\(what): no module would be trained.", hint: moduleChoices)
  }

  /// The modules that a name means, none where the model lacks it: LFM2's `out_proj` ends attention
  /// and convolution.
  private func projections(meantBy name: String) throws(Refusal) -> [Projection] {
    if namesExperts(name) {
      return expertTensors.filter { expertNames($0).contains(name.lastPart) }
    }
    let (meant, adaptable) = (projections(named: name), adaptable)
    let adapted = meant.filter(adaptable.contains)
    if !adapted.isEmpty { return adapted }
    if !meant.isEmpty || isNoLinearModule(name) {
      throw Refusal("PEFT does not adapt '\(name)' of \(self.name).", hint: moduleChoices)
    }
    if tablePaths.contains(where: { $0 == name || $0.hasSuffix("." + name) }) {
      throw Refusal(
        "'\(name)' is no linear module of a layer: adapters of the embedding or the head are not "
          + "modelled.", hint: "trained whole they are: `save: [\(name)]`")
    }
    return []
  }

  /// Whether PEFT takes a name for tensors of the experts, which were modules once.
  package func namesExperts(_ name: String) -> Bool {
    expertTensors.contains { expertNames($0).contains(name.lastPart) }
  }

  package enum ExpertTensor: Sendable { case router, gateUp, down }

  /// Whether PEFT adapts it as it adapts linear modules.
  package func adapts(_ tensor: ExpertTensor) -> Bool { expertTensors.contains(projection(tensor)) }

  /// Whether a name means it: that of a module that it is made of.
  package func names(_ name: String, _ tensor: ExpertTensor) -> Bool {
    expertNames(projection(tensor)).contains(name.lastPart)
  }

  private func projection(_ tensor: ExpertTensor) -> Projection {
    switch tensor {
    case .router: .routerWeight
    case .gateUp: .expertsGateUp
    case .down: .expertsDown
    }
  }

  /// What the modules were called that a tensor of the experts is made of.
  ///
  /// Source: peft 0.21 utils/transformers_weight_conversion.py `_MOE_TARGET_MODULE_MAPPING`.
  private func expertNames(_ tensor: Projection) -> [String] {
    let isMixtral = family == .mixtral || family == .minimax || family == .minimaxM2
    return switch tensor {
    case .routerWeight: ["gate"]
    case .expertsGateUp: isMixtral ? ["w1", "w3"] : ["gate_proj", "up_proj"]
    case .expertsDown: isMixtral ? ["w2"] : ["down_proj"]
    default: []
    }
  }

  /// Refuses a list that names half of what is one tensor of the experts.
  ///
  /// Source: peft 0.21 utils/transformers_weight_conversion.py `_convert_peft_config_moe`.
  package func checkExperts(_ names: [String]) throws(Refusal) {
    guard expertTensors.contains(.expertsGateUp) else { return }
    let halves = expertNames(.expertsGateUp)
    let named = Set(names.map(\.lastPart))
    let missing = halves.filter { !named.contains($0) }
    guard missing.count == 1 else { return }
    throw Refusal(
      "PEFT refuses one of \(halves.joined(separator: " and ")) alone: they are one tensor of the "
        + "experts of \(self.name).", hint: "name \(missing[0]) too")
  }

  /// Whether the name is that of a norm, or of a module around linear ones.
  private func isNoLinearModule(_ name: String) -> Bool {
    if name.contains("norm") || name.hasPrefix("ln_") { return true }
    return projections.contains { projection in
      modulePaths(projection).contains {
        $0.hasPrefix(name + ".") || $0.contains("." + name + ".")
      }
    }
  }

  fileprivate var moduleChoices: String {
    var names: [String] = []
    for name in adaptable.map(moduleName) where !names.contains(name) { names.append(name) }
    return "name some of " + names.joined(separator: ", ")
  }
}

extension Setup {
  /// Whether adapters are added to the tensors of all experts.
  var adaptsExperts: Bool {
    let tensors = Projections(architecture.expertTensors)
    let targets = try? method.adapter?.targets.projections(in: architecture)
    return targets?.contains(anyOf: tensors) ?? false
  }

  /// What is said of names that the model has no module for.
  var targetNotes: [String] {
    guard case .modules(let names)? = method.adapter?.targets,
      let missing = try? architecture.modules(named: names).missing, !missing.isEmpty
    else { return [] }
    return [
      "targets: \(architecture.name) has no module \(anyOf(missing)); PEFT passes over what is not "
        + "there."
    ]
  }
}

/// `q_proj`, `q_proj or v_proj`, `q_proj, k_proj or v_proj`.
private func anyOf(_ names: [String]) -> String {
  guard let last = names.last, names.count > 1 else { return names.first ?? "" }
  return names.dropLast().joined(separator: ", ") + " or " + last
}

extension String {
  /// What stands behind the last dot.
  fileprivate var lastPart: String { split(separator: ".").last.map(String.init) ?? self }
}
