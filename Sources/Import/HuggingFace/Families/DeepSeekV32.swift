import MemoryModel

extension Architecture.Family {
  package static let deepseekV32 = Self("deepseek_v32", .deepseekV32)
}

/// `DeepseekV32Config` and `DeepseekV32ForCausalLM` of transformers 5.23 (models/deepseek_v32): DeepSeek
/// V3.2, whose attention looks at the tokens that an indexer chose.
extension ConfigClass {
  static let deepseekV32 = ConfigClass(modelType: "deepseek_v32", name: "DeepseekV32Config") {
    (config, name) throws(ImportFault) in
    var model = try config.indexedModel(
      .deepseekV32, name,
      DenseDefaults(
        vocab: 129280, hidden: 7168, intermediate: 18432, layers: 61, heads: 128, kvHeads: nil,
        headDim: nil),
      LatentDefaults(queryRank: 1536, keyRank: 512, plain: 128, rotated: 64, value: 128),
      indexHeads: 64
    ) {
      $0.groups = 8
      $0.activeGroups = 4
    }
    if let hasExperts = try config.mixtureTypes(of: model.layers) {
      model.build(mixture: hasExperts, windows: model.windows)
    }
    return model
  }
}

extension Config {
  /// A model with DeepSeek's attention and an indexer, and experts under its names.
  ///
  /// - Parameter handsOn: whether layers may look at what an earlier one chose.
  func indexedModel(
    _ family: Architecture.Family, _ name: String, _ defaults: DenseDefaults,
    _ latent: LatentDefaults, indexHeads: Int, handsOn: Bool = false,
    _ implied: (inout Architecture.Experts) -> Void = { _ in }
  ) throws(ImportFault) -> Architecture {
    var model = try latentModel(family, name, defaults, latent)
    try requireNarrowQueries(of: model)
    let headDim = try count("index_head_dim", or: 128, upTo: 1 << 16)
    var indexer = Architecture.Indexer(
      heads: try count("index_n_heads", or: indexHeads, upTo: 1 << 16), headDim: headDim,
      chosen: try count("index_topk", or: 2048, upTo: 1 << 30))
    indexer.handsOn = handsOn
    model.index(by: indexer)
    if let rotated = model.latent?.rotatedDim, headDim < rotated {
      throw fault(
        "index_head_dim is \(headDim): positions rotate \(rotated) features of it.",
        at: has("index_head_dim") ? "index_head_dim" : "qk_rope_head_dim")
    }
    // `__post_init__` sets an old name last.
    try addDeepSeekExperts(
      count: ["num_experts", "num_local_experts", "n_routed_experts"], or: 256, active: 8,
      intermediate: 2048, shared: 1, dense: 3, to: &model, implied)
    return model
  }

  /// Refuses queries that are made at once, which only the older classes know.
  func requireNarrowQueries(of model: Architecture) throws(ImportFault) {
    if model.latent?.queryRank != nil { return }
    throw fault(
      "q_lora_rank is null: this family makes queries of a narrow tensor.", at: "q_lora_rank")
  }
}
