import MemoryModel

extension Architecture.Family {
  package static let glm = Self("glm", .glm)
}

/// `GlmConfig` and `GlmForCausalLM` of transformers 5.23 (models/glm).
extension ConfigClass {
  static let glm = ConfigClass(modelType: "glm", name: "GlmConfig") {
    (config, name) throws(ImportFault) in
    var model = try config.model(
      .glm, name,
      DenseDefaults(
        vocab: 151552, hidden: 4096, intermediate: 13696, layers: 40, heads: 32, kvHeads: 2,
        headDim: 128))
    // The projection out never has a bias.
    model.qkvBias = try config.flag("attention_bias", or: true)
    try config.addPartialRotation("partial_rotary_factor", or: 0.5, to: &model)
    return model
  }
}
