import MemoryModel

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
    try config.addAttentionBias(to: &model)
    try config.addExperts(
      count: ["num_local_experts", "num_experts"], or: 7, active: 5,
      intermediate: model.intermediate, to: &model)
    try config.addRouting(to: &model)
    return model
  }
}
