import MemoryModel

extension Architecture.Family {
  package static let qwen3MoE = Self("qwen3_moe", .qwen3MoE)
}

/// `Qwen3MoeConfig` and `Qwen3MoeForCausalLM` of transformers 5.23 (models/qwen3_moe).
extension ConfigClass {
  static let qwen3MoE = ConfigClass(modelType: "qwen3_moe", name: "Qwen3MoeConfig") {
    (config, name) throws(ImportFault) in
    var model = try config.model(
      .qwen3MoE, name,
      DenseDefaults(
        vocab: 151936, hidden: 2048, intermediate: 6144, layers: 24, heads: 32, kvHeads: 4,
        headDim: nil))
    model.qkNorm = true
    try config.addAttentionBias(to: &model)
    // Without layer_types: all layers have the window, or none.
    if try config.flag("use_sliding_window", or: false) {
      try config.addWindow(or: 4096, to: &model)
    }
    try config.addExperts(
      count: ["num_local_experts", "num_experts"], or: 128, active: 8,
      intermediate: try config.count("moe_intermediate_size", or: 768, upTo: 1 << 24), to: &model)
    try config.addRouting(normalised: false, to: &model)
    model.build(mixture: try config.sparseLayers(of: model.layers), windows: model.windows)
    return model
  }
}
