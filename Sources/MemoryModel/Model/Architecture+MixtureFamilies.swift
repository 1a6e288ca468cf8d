/// What families of mixtures imply, and which of their modules they share.
///
/// Source: transformers 5.23 models/*/modeling_*.py and configuration_*.py of each family.
extension Architecture {
  /// One norm over all heads of queries, and one over those of keys.
  mutating func buildAsOLMoE() {
    qkNorm = true
    qkNormWhole = true
    // The family's models rotate 64 features of 128.
    if family == .minimaxM2 { rotate(0.5) }
  }

  mutating func buildAsLlama4() {
    qkNorm = true
    norm = .weightLast
    scalesQueries = true
  }

  mutating func buildAsDeepSeekV4() {
    norm = .wide
    attentionSinks = true
    hyper = HyperConnections()
    slidingWindow = 128
    slidingLayers = layers
    kvHeads = 1
  }

  mutating func buildAsGraniteMoE() {
    scaledBranches = true
  }

  mutating func buildFurtherMixture() {
    switch family {
    case .youtu: tied = true
    case .hyV3: qkNorm = true
    case .flexOLMo: buildAsOLMo2()
    case .cohere2MoE:
      tied = true
      norm = .centered
      runSideBySide()
    default: break
    }
  }
}

extension Architecture.Family {
  /// Whether experts always stand in the place of the MLP.
  package var hasExperts: Bool {
    switch self {
    case .mixtral, .qwen3MoE, .gptOSS, .olmoe, .phimoe, .dots1, .qwen2MoE, .deepseekV2,
      .deepseekV3, .glm4MoE, .glm4MoELite, .llama4, .minimaxM2, .ernie4MoE, .graniteMoE,
      .graniteMoEShared, .hunyuanMoE, .qwen3p5MoE, .lfm2MoE, .deepseekV4, .minimax,
      .exaoneMoE, .solarOpen, .mellum, .deepseekV32, .glmMoEDSA, .axk1, .hyV3, .flexOLMo,
      .cohere2MoE:
      true
    default: false
    }
  }

  /// Whether it may have experts: Gemma 4 has them beside its MLP, in some models.
  package var mayHaveExperts: Bool {
    switch self {
    case .gemma4, .qwen3Next, .graniteMoEHybrid, .nemotronH: true
    default: hasExperts
    }
  }

  /// Whether the experts have a width of their own, beside that of an MLP (`moe_intermediate_size`).
  package var sizesExpertsApart: Bool {
    switch self {
    case .qwen3MoE, .gemma4, .qwen2MoE, .deepseekV2, .deepseekV3, .glm4MoE, .glm4MoELite, .dots1,
      .ernie4MoE, .llama4, .qwen3Next, .qwen3p5MoE, .lfm2MoE, .nemotronH, .exaoneMoE,
      .solarOpen, .mellum, .deepseekV32, .glmMoEDSA, .axk1, .hyV3, .cohere2MoE:
      true
    default: false
    }
  }

  /// Whether a token may take an expert that every other takes as well.
  package var sharesExpert: Bool {
    switch self {
    case .qwen2MoE, .deepseekV2, .deepseekV3, .glm4MoE, .glm4MoELite, .dots1, .llama4, .ernie4MoE,
      .graniteMoEShared, .hunyuanMoE, .exaoneMoE, .solarOpen, .deepseekV32, .glmMoEDSA,
      .axk1, .hyV3, .cohere2MoE:
      true
    case .lfm2MoE, .minimax: false
    default: mayHaveExperts && !letters.isEmpty
    }
  }

  /// Whether one is always there, as wide as the others unless stated.
  package var alwaysShares: Bool {
    self == .llama4 || self == .hunyuanMoE || self == .deepseekV4
  }

  /// Whether its first layers, or others, may have an MLP where the rest has experts.
  package var mixesLayers: Bool {
    switch self {
    case .qwen3MoE, .qwen2MoE, .deepseekV2, .deepseekV3, .glm4MoE, .glm4MoELite, .dots1, .llama4,
      .ernie4MoE, .lfm2MoE, .exaoneMoE, .mellum, .deepseekV32, .glmMoEDSA, .axk1, .hyV3,
      .cohere2MoE:
      true
    default: false
    }
  }

  /// Whether its attention is DeepSeek's, by way of narrow tensors.
  package var attendsLatently: Bool {
    switch self {
    case .deepseekV2, .deepseekV3, .glm4MoELite, .deepseekV32, .glmMoEDSA, .youtu, .axk1, .minicpm3:
      true
    default: false
    }
  }

  /// Whether that attention looks at the tokens alone that an indexer chose.
  package var indexesTokens: Bool { self == .deepseekV32 || self == .glmMoEDSA }
}
