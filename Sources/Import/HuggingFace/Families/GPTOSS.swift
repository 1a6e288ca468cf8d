import MemoryModel

/// `GptOssConfig` and `GptOssForCausalLM` of transformers 5.23 (models/gpt_oss).
extension ConfigClass {
  static let gptOSS = ConfigClass(modelType: "gpt_oss", name: "GptOssConfig") {
    (config, name) throws(ImportFault) in
    var model = try config.model(
      .gptOSS, name,
      DenseDefaults(
        vocab: 201088, hidden: 2880, intermediate: 2880, layers: 36, heads: 64, kvHeads: 8,
        headDim: 64))
    try config.addAttentionBias(to: &model)
    try config.addMixedWindow(or: 128, to: &model)
    try config.addExperts(
      count: ["num_experts", "num_local_experts"], or: 128, active: 4,
      intermediate: model.intermediate, to: &model)
    return model
  }
}
