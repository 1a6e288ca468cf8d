import MemoryModel

extension Architecture.Family {
  package static let axk1 = Self("axk1", .deepseekV3)
}

/// `AXK1Config` and `AXK1ForCausalLM` of transformers 5.23 (models/axk1): A.X K1, DeepSeek V3 with a norm
/// behind the experts.
extension ConfigClass {
  static let axk1 = ConfigClass(modelType: "axk1", name: "AXK1Config") {
    (config, name) throws(ImportFault) in
    var model = try config.latentModel(
      .axk1, name,
      DenseDefaults(
        vocab: 163840, hidden: 7168, intermediate: 18432, layers: 61, heads: 64, kvHeads: nil,
        headDim: nil),
      LatentDefaults(queryRank: 1536, keyRank: 512, plain: 128, rotated: 64, value: 128))
    try config.requireNarrowQueries(of: model)
    try config.addDeepSeekExperts(
      count: ["num_local_experts", "n_routed_experts"], or: 192, active: 8, intermediate: 2048,
      shared: 1, dense: 1, to: &model
    ) {
      $0.isNormed = true
      $0.isAdapted = false
    }
    let first = try config.count("first_k_dense_replace", or: 1, from: 0, upTo: 1 << 14)
    let every = try config.count("moe_layer_freq", or: 1, upTo: 1 << 14)
    let hasExperts =
      try config.mixtureTypes(of: model.layers)
      ?? (0..<model.layers).map { $0 >= first && $0 % every == 0 }
    model.build(mixture: hasExperts, windows: model.windows)
    return model
  }
}
