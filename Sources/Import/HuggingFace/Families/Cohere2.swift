import MemoryModel

extension Architecture.Family {
  package static let cohere2 = Self("cohere2", .cohere)
}

/// `Cohere2Config` and `Cohere2ForCausalLM` of transformers 5.23 (models/cohere2): Command R7B and A.
extension ConfigClass {
  static let cohere2 = ConfigClass(modelType: "cohere2", name: "Cohere2Config") {
    (config, name) throws(ImportFault) in
    var model = try config.model(
      .cohere2, name,
      DenseDefaults(
        vocab: 256000, hidden: 8192, intermediate: 22528, layers: 40, heads: 64, kvHeads: nil,
        headDim: nil, tied: true))
    model.norm = .centered
    model.qkNormEachHead = true
    model.normPlacement = .once
    model.parallelResidual = true
    try config.addAttentionBias(to: &model)
    let every = try config.optionalCount("sliding_window_pattern", upTo: 1 << 14)
    try config.addMixedWindow(or: 4096, every: every ?? 4, to: &model)
    return model
  }
}
