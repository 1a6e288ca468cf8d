import MemoryModel

extension Architecture.Family {
  package static let cohere = Self("cohere", .cohere)
}

/// `CohereConfig` and `CohereForCausalLM` of transformers 5.23 (models/cohere): Command R, and the
/// first Aya.
extension ConfigClass {
  static let cohere = ConfigClass(modelType: "cohere", name: "CohereConfig") {
    (config, name) throws(ImportFault) in
    var model = try config.model(
      .cohere, name,
      DenseDefaults(
        vocab: 256000, hidden: 8192, intermediate: 22528, layers: 40, heads: 64, kvHeads: nil,
        headDim: nil, tied: true))
    model.norm = .centered
    model.qkNormEachHead = true
    model.normPlacement = .once
    model.parallelResidual = true
    try config.addAttentionBias(to: &model)
    model.qkNorm = try config.flag("use_qk_norm", or: false)
    return model
  }
}
