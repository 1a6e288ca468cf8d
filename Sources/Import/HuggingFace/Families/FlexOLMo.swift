import MemoryModel

extension Architecture.Family {
  package static let flexOLMo = Self("flex_olmo", .flexOLMo)
}

/// `FlexOlmoConfig` and `FlexOlmoForCausalLM` of transformers 5.23 (models/flex_olmo): OLMo 2 with
/// experts.
extension ConfigClass {
  static let flexOLMo = ConfigClass(modelType: "flex_olmo", name: "FlexOlmoConfig") {
    (config, name) throws(ImportFault) in
    var model = try config.model(
      .flexOLMo, name,
      DenseDefaults(
        vocab: 100352, hidden: 4096, intermediate: 11008, layers: 32, heads: 32, kvHeads: nil,
        headDim: nil))
    model.norm = .wide
    model.normPlacement = .after
    model.qkNorm = true
    model.qkNormWhole = true
    try config.addAttentionBias(to: &model)
    try config.addExperts(
      count: ["num_local_experts", "num_experts"], or: 7, active: 5,
      intermediate: model.intermediate, to: &model
    ) { $0.normalised = false }
    try config.addRouting(to: &model)
    return model
  }
}
