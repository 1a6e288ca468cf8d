import MemoryModel

extension Architecture.Family {
  package static let arcee = Self("arcee", .plainLlama)
}

/// `ArceeConfig` and `ArceeForCausalLM` of transformers 5.23 (models/arcee): AFM.
extension ConfigClass {
  static let arcee = ConfigClass(modelType: "arcee", name: "ArceeConfig") {
    (config, name) throws(ImportFault) in
    var model = try config.model(
      .arcee, name,
      DenseDefaults(
        vocab: 32000, hidden: 2560, intermediate: 18432, layers: 32, heads: 32, kvHeads: nil,
        headDim: nil))
    model.gatedMLP = false
    try config.checkHeads(of: model)
    try config.addAttentionBias(to: &model)
    model.mlpBias = try config.flag("mlp_bias", or: false)
    model.activation = try config.activation("hidden_act", or: .squaredRelu)
    return model
  }
}
