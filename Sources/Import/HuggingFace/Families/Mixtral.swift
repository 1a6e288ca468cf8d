import MemoryModel

extension Architecture.Family {
  package static let mixtral = Self("mixtral", .mixtral)
}

/// `MixtralConfig` and `MixtralForCausalLM` of transformers 5.23 (models/mixtral).
extension ConfigClass {
  static let mixtral = ConfigClass(modelType: "mixtral", name: "MixtralConfig") {
    (config, name) throws(ImportFault) in
    var model = try config.model(
      .mixtral, name,
      DenseDefaults(
        vocab: 32000, hidden: 4096, intermediate: 14336, layers: 32, heads: 32, kvHeads: 8,
        headDim: nil))
    try config.addWindow(or: nil, to: &model)
    try config.addExperts(
      count: ["num_experts", "num_local_experts"], or: 8, active: 2,
      intermediate: model.intermediate, to: &model
    ) {
      $0.fp32Scores = true
      $0.wereNumbered = true
    }
    return model
  }
}
