import MemoryModel

extension Architecture.Family {
  package static let minimaxM2 = Self("minimax_m2", .minimaxM2)
}

/// `MiniMaxM2Config` and `MiniMaxM2ForCausalLM` of transformers 5.23 (models/minimax_m2).
extension ConfigClass {
  static let minimaxM2 = ConfigClass(modelType: "minimax_m2", name: "MiniMaxM2Config") {
    (config, name) throws(ImportFault) in
    var model = try config.model(
      .minimaxM2, name,
      DenseDefaults(
        vocab: 200064, hidden: 3072, intermediate: 1536, layers: 62, heads: 48, kvHeads: 8,
        headDim: 128))
    model.qkNorm = true
    model.qkNormWhole = true
    // The family's models rotate 64 features of 128.
    model.rotate(0.5)
    if let width = try config.optionalCount("rotary_dim", upTo: model.headDim) {
      model.rotate(Double(width) / Double(model.headDim))
    }
    try config.addExperts(
      count: ["num_experts", "num_local_experts"], or: 256, active: 8,
      intermediate: model.intermediate, to: &model
    ) {
      $0.fp32Scores = true
      $0.wereNumbered = true
    }
    return model
  }
}
