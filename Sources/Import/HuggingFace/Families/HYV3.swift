import MemoryModel

extension Architecture.Family {
  package static let hyV3 = Self("hy_v3", .hyV3)
}

/// `HYV3Config` and `HYV3ForCausalLM` of transformers 5.23 (models/hy_v3): Hunyuan 3. The layer that
/// predicts a second token is not built there.
extension ConfigClass {
  static let hyV3 = ConfigClass(modelType: "hy_v3", name: "HYV3Config") {
    (config, name) throws(ImportFault) in
    var model = try config.model(
      .hyV3, name,
      DenseDefaults(
        vocab: 120832, hidden: 4096, intermediate: 13312, layers: 80, heads: 64, kvHeads: 8,
        headDim: 128))
    model.qkNorm = true
    try config.addAttentionBias(to: &model)
    model.mlpBias = try config.flag("mlp_bias", or: false)
    let width = try config.width("moe_intermediate_size", or: 1536)
    let shared = try config.count("num_shared_experts", or: 1, from: 0, upTo: 1 << 10)
    try config.addExperts(
      count: ["num_local_experts", "num_experts"], or: 192, active: 8, intermediate: width,
      // `HYV3MLP.__init__`: `intermediate_size or config.intermediate_size`.
      shared: shared == 0 ? model.intermediate : shared * width, to: &model
    ) {
      $0.fp32Scores = true
      $0.isAdapted = false
      $0.sumsInFP32 = true
    }
    model.experts?.sumsInFP32 = try config.flag("enable_moe_fp32_combine", or: true)
    let hasExperts =
      try config.mixtureTypes(of: model.layers) ?? (0..<model.layers).map { $0 > 0 }
    model.build(mixture: hasExperts, windows: model.windows)
    return model
  }
}
