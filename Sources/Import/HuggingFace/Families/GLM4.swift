import MemoryModel

extension Architecture.Family {
  package static let glm4 = Self("glm4", .glm)
}

/// `Glm4Config` and `Glm4ForCausalLM` of transformers 5.23 (models/glm4): GLM-4-0414 and later.
extension ConfigClass {
  static let glm4 = ConfigClass(modelType: "glm4", name: "Glm4Config") {
    (config, name) throws(ImportFault) in
    var model = try config.model(
      .glm4, name,
      DenseDefaults(
        vocab: 151552, hidden: 4096, intermediate: 13696, layers: 40, heads: 32, kvHeads: 2,
        headDim: 128))
    model.normPlacement = .around
    // The projection out never has a bias.
    model.qkvBias = try config.flag("attention_bias", or: true)
    try config.addPartialRotation("partial_rotary_factor", or: 0.5, to: &model)
    return model
  }
}
