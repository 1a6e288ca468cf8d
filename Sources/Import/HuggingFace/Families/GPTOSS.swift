import MemoryModel

extension Architecture.Family {
  package static let gptOSS = Self("gpt_oss", .gptOSS)
}

/// `GptOssConfig` and `GptOssForCausalLM` of transformers 5.23 (models/gpt_oss).
extension ConfigClass {
  static let gptOSS = ConfigClass(modelType: "gpt_oss", name: "GptOssConfig") {
    (config, name) throws(ImportFault) in
    var model = try config.model(
      .gptOSS, name,
      DenseDefaults(
        vocab: 201088, hidden: 2880, intermediate: 2880, layers: 36, heads: 64, kvHeads: 8,
        headDim: 64))
    model.norm = .wide
    (model.qkvBias, model.outputBias) = (true, true)
    model.attentionSinks = true
    try config.addAttentionBias(to: &model)
    try config.addMixedWindow(or: 128, every: 2, to: &model)
    try config.addExperts(
      count: ["num_experts", "num_local_experts"], or: 128, active: 4,
      intermediate: model.intermediate, to: &model
    ) {
      $0.clamped = true
      $0.isAdapted = false
    }
    return model
  }
}
