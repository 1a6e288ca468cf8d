import MemoryModel

extension Architecture.Family {
  package static let phimoe = Self("phimoe", .phimoe)
}

/// `PhimoeConfig` and `PhimoeForCausalLM` of transformers 5.23 (models/phimoe): Phi-3.5-MoE.
extension ConfigClass {
  static let phimoe = ConfigClass(modelType: "phimoe", name: "PhimoeConfig") {
    (config, name) throws(ImportFault) in
    var model = try config.model(
      .phimoe, name,
      DenseDefaults(
        vocab: 32064, hidden: 4096, intermediate: 6400, layers: 32, heads: 32, kvHeads: 8,
        headDim: nil))
    model.norm = .layer
    try config.addAttentionBias(to: &model)
    model.headBias = try config.flag("lm_head_bias", or: false)
    try config.addWindow(or: nil, to: &model)
    try config.addExperts(
      count: ["num_local_experts"], or: 16, active: 2, intermediate: model.intermediate, to: &model
    ) {
      $0.router = .derived
      $0.isAdapted = false
    }
    return model
  }
}
