import MemoryModel

extension Architecture.Family {
  package static let olmo2 = Self("olmo2", .olmo2)
}

/// `Olmo2Config` and `Olmo2ForCausalLM` of transformers 5.23 (models/olmo2).
extension ConfigClass {
  static let olmo2 = ConfigClass(modelType: "olmo2", name: "Olmo2Config") {
    (config, name) throws(ImportFault) in
    var model = try config.model(
      .olmo2, name,
      DenseDefaults(
        vocab: 50304, hidden: 4096, intermediate: 11008, layers: 32, heads: 32, kvHeads: nil,
        headDim: nil))
    model.norm = .wide
    model.normPlacement = .after
    model.qkNorm = true
    model.qkNormWhole = true
    try config.addAttentionBias(to: &model)
    return model
  }
}
