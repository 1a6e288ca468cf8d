import MemoryModel

extension Architecture.Family {
  package static let apertus = Self("apertus", .apertus)
}

/// `ApertusConfig` and `ApertusForCausalLM` of transformers 5.23 (models/apertus).
extension ConfigClass {
  static let apertus = ConfigClass(modelType: "apertus", name: "ApertusConfig") {
    (config, name) throws(ImportFault) in
    var model = try config.model(
      .apertus, name,
      DenseDefaults(
        vocab: 131072, hidden: 4096, intermediate: 14336, layers: 32, heads: 32, kvHeads: nil,
        headDim: nil))
    model.gatedMLP = false
    model.qkNorm = true
    try config.addAttentionBias(to: &model)
    model.activation = try config.activation("hidden_act", or: .xielu)
    return model
  }
}
