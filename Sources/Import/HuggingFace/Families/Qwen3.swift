import MemoryModel

extension Architecture.Family {
  package static let qwen3 = Self("qwen3", .llama)
}

/// `Qwen3Config` and `Qwen3ForCausalLM` of transformers 5 (models/qwen3), the dense ones.
extension ConfigClass {
  static let qwen3 = ConfigClass(modelType: "qwen3", name: "Qwen3Config") {
    (config, name) throws(ImportFault) in
    var model = try config.model(
      .qwen3, name,
      DenseDefaults(
        vocab: 151936, hidden: 4096, intermediate: 22016, layers: 32, heads: 32, kvHeads: 32,
        headDim: 128))
    model.qkNorm = true
    try config.addAttentionBias(to: &model)
    try config.addQwenWindow(to: &model)
    return model
  }
}
