import MemoryModel

extension Architecture.Family {
  package static let olmoe = Self("olmoe", .olmoe)
}

/// `OlmoeConfig` and `OlmoeForCausalLM` of transformers 5.23 (models/olmoe).
extension ConfigClass {
  static let olmoe = ConfigClass(modelType: "olmoe", name: "OlmoeConfig") {
    (config, name) throws(ImportFault) in
    var model = try config.model(
      .olmoe, name,
      DenseDefaults(
        vocab: 50304, hidden: 2048, intermediate: 2048, layers: 16, heads: 16, kvHeads: nil,
        headDim: nil))
    model.qkNorm = true
    model.qkNormWhole = true
    // The norms of queries and keys are as wide as heads of this size.
    guard model.headDim == model.hidden / model.heads, model.hidden % model.heads == 0 else {
      throw config.fault(
        "head_dim is \(model.headDim): heads of this family share hidden_size, \(model.hidden).",
        at: config.has("head_dim") ? "head_dim" : "num_attention_heads")
    }
    try config.addAttentionBias(to: &model)
    try config.addExperts(
      count: ["num_local_experts", "num_experts"], or: 64, active: 8,
      intermediate: model.intermediate, to: &model
    ) { $0.normalised = false }
    try config.addRouting(to: &model)
    return model
  }
}
