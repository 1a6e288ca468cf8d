import MemoryModel

/// `Qwen3MoeConfig` and `Qwen3MoeForCausalLM` of transformers 5.23 (models/qwen3_moe), where every
/// layer is a mixture.
extension ConfigClass {
  static let qwen3MoE = ConfigClass(modelType: "qwen3_moe", name: "Qwen3MoeConfig") {
    (config, name) throws(ImportFault) in
    var model = try config.model(
      .qwen3MoE, name,
      DenseDefaults(
        vocab: 151936, hidden: 2048, intermediate: 6144, layers: 24, heads: 32, kvHeads: 4,
        headDim: nil))
    try config.refusePlainLayers()
    try config.addAttentionBias(to: &model)
    // Without layer_types: all layers have the window, or none.
    if try config.flag("use_sliding_window", or: false) {
      try config.addWindow(or: 4096, to: &model)
    }
    try config.addExperts(
      count: ["num_local_experts", "num_experts"], or: 128, active: 8,
      intermediate: try config.count("moe_intermediate_size", or: 768, upTo: 1 << 24), to: &model)
    return model
  }
}

extension Config {
  /// Refuses a model in which some layers have an MLP instead of experts.
  fileprivate func refusePlainLayers() throws(ImportFault) {
    let step = try count("decoder_sparse_step", or: 1, upTo: 1 << 14)
    let named = try items("mlp_only_layers")
    if step == 1 && named == 0 { return }
    throw fault(
      "Some layers have a plain MLP (decoder_sparse_step, mlp_only_layers), the others experts: I "
        + "do not read such a mixture yet.",
      at: named > 0 ? "mlp_only_layers" : "decoder_sparse_step")
  }
}
