import MemoryModel

extension Architecture.Family {
  package static let jais2 = Self("jais2", .plainLlama)
}

/// `Jais2Config` and `Jais2ForCausalLM` of transformers 5.23 (models/jais2).
extension ConfigClass {
  static let jais2 = ConfigClass(modelType: "jais2", name: "Jais2Config") {
    (config, name) throws(ImportFault) in
    var model = try config.model(
      .jais2, name,
      DenseDefaults(
        vocab: 150272, hidden: 3328, intermediate: 26624, layers: 32, heads: 26, kvHeads: nil,
        headDim: nil))
    model.norm = .layer
    model.gatedMLP = false
    (model.qkvBias, model.outputBias) = (true, true)
    try config.checkHeads(of: model)
    try config.addAttentionBias(to: &model)
    model.mlpBias = try config.flag("mlp_bias", or: true)
    model.activation = try config.activation("hidden_act", or: .squaredRelu)
    return model
  }
}
