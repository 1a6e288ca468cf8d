import MemoryModel

extension Architecture.Family {
  package static let hunyuan = Self("hunyuan_v1_dense", .hunyuan)
}

/// `HunYuanDenseV1Config` and `HunYuanDenseV1ForCausalLM` of transformers 5.23
/// (models/hunyuan_v1_dense).
extension ConfigClass {
  static let hunyuan = ConfigClass(modelType: "hunyuan_v1_dense", name: "HunYuanDenseV1Config") {
    (config, name) throws(ImportFault) in
    var model = try config.model(
      .hunyuan, name,
      DenseDefaults(
        vocab: 290943, hidden: 4096, intermediate: 11008, layers: 32, heads: 32, kvHeads: nil,
        headDim: nil))
    model.qkNorm = true
    try config.addAttentionBias(to: &model)
    return model
  }
}
