import MemoryModel

/// `Olmo2Config` and `Olmo2ForCausalLM` of transformers 5.23 (models/olmo2).
extension ConfigClass {
  static let olmo2 = ConfigClass(modelType: "olmo2", name: "Olmo2Config") {
    (config, name) throws(ImportFault) in
    var model = try config.model(
      .olmo2, name,
      DenseDefaults(
        vocab: 50304, hidden: 4096, intermediate: 11008, layers: 32, heads: 32, kvHeads: nil,
        headDim: nil))
    try config.addAttentionBias(to: &model)
    return model
  }
}
