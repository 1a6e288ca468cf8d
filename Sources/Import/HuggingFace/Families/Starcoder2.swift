import MemoryModel

extension Architecture.Family {
  package static let starcoder2 = Self("starcoder2", .starcoder2)
}

/// `Starcoder2Config` and `Starcoder2ForCausalLM` of transformers 5.23 (models/starcoder2).
extension ConfigClass {
  static let starcoder2 = ConfigClass(modelType: "starcoder2", name: "Starcoder2Config") {
    (config, name) throws(ImportFault) in
    var model = try config.model(
      .starcoder2, name,
      DenseDefaults(
        vocab: 49152, hidden: 3072, intermediate: 12288, layers: 30, heads: 24, kvHeads: 2,
        headDim: nil, tied: true))
    model.norm = .layer
    model.gatedMLP = false
    try config.addBiases("use_bias", or: true, to: &model)
    model.activation = try config.activation("hidden_act", or: .kernel)
    try config.addResidualDropout("residual_dropout", or: 0, to: &model)
    try config.addWindow(or: nil, to: &model)
    return model
  }
}

extension Config {
  /// One switch for the biases of all linear modules in a layer.
  func addBiases(
    _ key: String, or standard: Bool, to model: inout Architecture
  ) throws(ImportFault) {
    model.qkvBias = try flag(key, or: standard)
    model.outputBias = model.qkvBias
    model.mlpBias = model.qkvBias
  }
}
