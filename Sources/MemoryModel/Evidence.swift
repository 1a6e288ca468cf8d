extension Architecture {
  /// What an estimate of a family's activations rests on.
  package enum Evidence: Sendable, Hashable {
    /// Steps on a GPU.
    case traced
    /// The code of its modules, held against what autograd saves in a run on a CPU.
    case derived
    /// Modules of other families that do nearly the same.
    case similar
  }
}

extension Architecture.Family {
  package var evidence: Architecture.Evidence {
    switch self {
    case .qwen2MoE, .olmoe, .deepseekV2, .deepseekV3, .glm4MoE, .glm4MoELite, .dots1, .llama4,
      .minimaxM2, .ernie4MoE, .graniteMoE, .graniteMoEShared, .hunyuanMoE, .phimoe:
      .derived
    default: .traced
    }
  }
}

extension Architecture.Evidence {
  /// What a note says of it, after the family's name; nil where steps were traced.
  var note: String? {
    switch self {
    case .traced: nil
    case .derived: "what its layers keep is derived from their code; no step of it was traced."
    case .similar: "its parameters are exact; what its layers keep is that of similar ones."
    }
  }

  /// What it adds to the margin, in choices that no step was traced with. Caution, from no data.
  var untraced: Double {
    switch self {
    case .traced: 0
    case .derived: 1
    case .similar: 3
    }
  }
}
