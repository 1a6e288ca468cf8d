/// A tensor of the experts, which PEFT adapts as it adapts linear modules where checkpoints have a module
/// for each expert.
extension Architecture {
  package enum ExpertTensor: Sendable, CaseIterable { case router, gateUp, down }

  /// Whether PEFT adapts it as it adapts linear modules.
  ///
  /// Source: peft 0.21 utils/transformers_weight_conversion.py looks for the type of the whole model
  /// in transformers 5.23 conversion_mapping.py `_MODEL_TO_CONVERSION_PATTERN`: of those around a text
  /// model it has but `glm4v_moe`.
  package func adapts(_ tensor: ExpertTensor) -> Bool {
    guard let experts, experts.isAdapted, tower == nil || experts.isAdaptedBesideTower
    else { return false }
    return tensor != .router || experts.router == .parameter
  }

  /// Whether a name means it: that of a module that it is made of.
  package func names(_ name: String, _ tensor: ExpertTensor) -> Bool {
    names(of: tensor).contains(name.lastPart)
  }

  /// Whether PEFT takes a name for tensors of the experts, which were modules once.
  package func namesExperts(_ name: String) -> Bool {
    ExpertTensor.allCases.contains { adapts($0) && names(name, $0) }
  }

  /// What the modules were called that a tensor of the experts is made of.
  ///
  /// Source: peft 0.21 utils/transformers_weight_conversion.py `_MOE_TARGET_MODULE_MAPPING`.
  private func names(of tensor: ExpertTensor) -> [String] {
    let isMixtral = experts?.wereNumbered ?? false
    return switch tensor {
    case .router: ["gate"]
    case .gateUp: isMixtral ? ["w1", "w3"] : ["gate_proj", "up_proj"]
    case .down: isMixtral ? ["w2"] : ["down_proj"]
    }
  }

  /// Refuses a list that names half of what is one tensor of the experts.
  ///
  /// Source: peft 0.21 utils/transformers_weight_conversion.py `_convert_peft_config_moe`.
  package func checkExperts(_ names: [String]) throws(Refusal) {
    guard adapts(.gateUp) else { return }
    let halves = self.names(of: .gateUp)
    let named = Set(names.map(\.lastPart))
    let missing = halves.filter { !named.contains($0) }
    guard missing.count == 1 else { return }
    throw Refusal(
      "PEFT refuses one of \(halves.joined(separator: " and ")) alone: they are one tensor of the "
        + "experts of \(self.name).", hint: "name \(missing[0]) too")
  }
}

extension Setup {
  /// Whether adapters are added to the tensors of all experts.
  package var adaptsExperts: Bool {
    guard let targets = method.adapter?.targets else { return false }
    return Architecture.ExpertTensor.allCases.contains { targets.reach($0, in: architecture) }
  }
}

extension Adapter.Targets {
  /// Whether PEFT adapts a tensor of the experts, by the names that their modules once had.
  package func reach(_ tensor: Architecture.ExpertTensor, in model: Architecture) -> Bool {
    guard model.adapts(tensor) else { return false }
    return switch self {
    case .allLinear: true
    case .attention, .qv: false
    case .modules(let names): names.contains { model.names($0, tensor) }
    }
  }
}

extension String {
  /// What stands behind the last dot.
  fileprivate var lastPart: String { split(separator: ".").last.map(String.init) ?? self }
}
