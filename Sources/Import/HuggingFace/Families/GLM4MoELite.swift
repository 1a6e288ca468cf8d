import MemoryModel

extension Architecture.Family {
  package static let glm4MoELite = Self("glm4_moe_lite", .deepseekV3)
}

/// `Glm4MoeLiteConfig` and `Glm4MoeLiteForCausalLM` of transformers 5.23 (models/glm4_moe_lite): GLM-4.7
/// Flash.
extension ConfigClass {
  static let glm4MoELite = ConfigClass(modelType: "glm4_moe_lite", name: "Glm4MoeLiteConfig") {
    (config, name) throws(ImportFault) in
    var model = try config.latentModel(
      .glm4MoELite, name,
      DenseDefaults(
        vocab: 154880, hidden: 2048, intermediate: 10240, layers: 47, heads: 20, kvHeads: nil,
        headDim: nil),
      LatentDefaults(queryRank: 768, keyRank: 512, plain: 192, rotated: 64, value: 256),
      // attribute_map: another spelling of the same field, which is set last.
      rotated: config.isSet("head_dim") ? ["head_dim"] : ["qk_rope_head_dim"])
    try config.addDeepSeekExperts(
      count: ["num_local_experts", "n_routed_experts"], or: 64, active: 4, intermediate: 1536,
      shared: 1, dense: 1, to: &model)
    // first_k_dense_replace says nothing here.
    let isSparse = try config.mixtureTypes(of: model.layers) ?? (0..<model.layers).map { $0 > 0 }
    model.build(mixture: isSparse, windows: model.windows)
    return model
  }
}
