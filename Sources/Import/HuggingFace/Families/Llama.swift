import MemoryModel

extension Architecture.Family {
  package static let llama = Self("llama", .llama)
}

/// `LlamaConfig` and `LlamaForCausalLM` of transformers 5 (models/llama): Llama 1 to 3, and the many
/// models of that shape.
extension ConfigClass {
  static let llama = ConfigClass(modelType: "llama", name: "LlamaConfig") {
    (config, name) throws(ImportFault) in
    var model = try config.model(
      .llama, name,
      DenseDefaults(
        vocab: 32000, hidden: 4096, intermediate: 11008, layers: 32, heads: 32, kvHeads: nil,
        headDim: nil))
    try config.checkHeads(of: model)
    try config.addAttentionBias(to: &model)
    model.mlpBias = try config.flag("mlp_bias", or: false)
    return model
  }
}
