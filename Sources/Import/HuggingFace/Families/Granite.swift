import MemoryModel

extension Architecture.Family {
  package static let granite = Self("granite", .granite)
}

/// `GraniteConfig` and `GraniteForCausalLM` of transformers 5.23 (models/granite): the dense ones.
extension ConfigClass {
  static let granite = ConfigClass(modelType: "granite", name: "GraniteConfig") {
    (config, name) throws(ImportFault) in
    var model = try config.model(
      .granite, name,
      DenseDefaults(
        vocab: 32000, hidden: 4096, intermediate: 11008, layers: 32, heads: 32, kvHeads: nil,
        headDim: nil))
    model.scaledBranches = true
    try config.addAttentionBias(to: &model)
    model.mlpBias = try config.flag("mlp_bias", or: false)
    return model
  }
}
