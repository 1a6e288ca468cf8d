import MemoryModel

extension Architecture.Family {
  package static let cwm = Self("cwm", .llama)
}

/// `CwmConfig` and `CwmForCausalLM` of transformers 5.23 (models/cwm): Code World Model.
extension ConfigClass {
  static let cwm = ConfigClass(modelType: "cwm", name: "CwmConfig") {
    (config, name) throws(ImportFault) in
    var model = try config.model(
      .cwm, name,
      DenseDefaults(
        vocab: 128256, hidden: 6144, intermediate: 21504, layers: 64, heads: 48, kvHeads: 8,
        headDim: 128))
    try config.checkHeads(of: model)
    model.mlpBias = try config.flag("mlp_bias", or: false)
    try config.addMixedWindow(or: 8192, every: 4, startsGlobally: true, to: &model)
    return model
  }
}
