import MemoryModel

extension Architecture.Family {
  package static let deepseekV2 = Self("deepseek_v2", .deepseekV2)
}

/// `DeepseekV2Config` and `DeepseekV2ForCausalLM` of transformers 5.23 (models/deepseek_v2).
extension ConfigClass {
  static let deepseekV2 = ConfigClass(modelType: "deepseek_v2", name: "DeepseekV2Config") {
    (config, name) throws(ImportFault) in
    var model = try config.latentModel(
      .deepseekV2, name,
      DenseDefaults(
        vocab: 102400, hidden: 4096, intermediate: 11008, layers: 32, heads: 32, kvHeads: nil,
        headDim: nil),
      LatentDefaults(queryRank: 1536, keyRank: 512, plain: 128, rotated: 64, value: 128))
    try config.checkHeads(of: model)
    model.mlpBias = try config.flag("mlp_bias", or: false)
    try config.addDeepSeekExperts(
      count: ["num_experts", "n_routed_experts"], or: 64, active: nil, intermediate: 1407,
      shared: 2, dense: 0, to: &model
    ) { $0.normalised = false }
    model.experts?.limitsGroups = try config.text("topk_method") == "group_limited_greedy"
    return model
  }
}
