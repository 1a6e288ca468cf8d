import MemoryModel

extension Architecture.Family {
  package static let hunyuanMoE = Self("hunyuan_v1_moe", .hunyuanMoE)
}

/// `HunYuanMoEV1Config` and `HunYuanMoEV1ForCausalLM` of transformers 5.23 (models/hunyuan_v1_moe).
extension ConfigClass {
  static let hunyuanMoE = ConfigClass(modelType: "hunyuan_v1_moe", name: "HunYuanMoEV1Config") {
    (config, name) throws(ImportFault) in
    var model = try config.model(
      .hunyuanMoE, name,
      DenseDefaults(
        vocab: 290943, hidden: 4096, intermediate: 11008, layers: 32, heads: 32, kvHeads: nil,
        headDim: nil))
    model.qkNorm = true
    try config.addAttentionBias(to: &model)
    try config.addExperts(
      count: ["num_local_experts", "num_experts"], or: 1, active: 1,
      activeKeys: ["num_experts_per_tok", "moe_topk"], intermediate: model.intermediate,
      shared: model.intermediate, to: &model
    ) {
      $0.router = .linear
      $0.fp32Scores = true
    }
    return model
  }
}
