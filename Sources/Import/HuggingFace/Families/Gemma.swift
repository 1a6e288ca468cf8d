import MemoryModel

extension Architecture.Family {
  package static let gemma = Self("gemma", .gemma)
}

/// `GemmaConfig` and `GemmaForCausalLM` of transformers 5.23 (models/gemma): the first Gemma.
extension ConfigClass {
  static let gemma = ConfigClass(modelType: "gemma", name: "GemmaConfig") {
    (config, name) throws(ImportFault) in
    var model = try config.model(
      .gemma, name,
      DenseDefaults(
        vocab: 256000, hidden: 3072, intermediate: 24576, layers: 28, heads: 16, kvHeads: 16,
        headDim: 256, tied: true))
    model.norm = .offset
    try config.refuseBidirectional()
    try config.addAttentionBias(to: &model)
    return model
  }
}
