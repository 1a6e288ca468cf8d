import MemoryModel

extension Architecture.Family {
  package static let seedOSS = Self("seed_oss", .seedOSS)
}

/// `SeedOssConfig` and `SeedOssForCausalLM` of transformers 5.23 (models/seed_oss).
extension ConfigClass {
  static let seedOSS = ConfigClass(modelType: "seed_oss", name: "SeedOssConfig") {
    (config, name) throws(ImportFault) in
    var model = try config.model(
      .seedOSS, name,
      DenseDefaults(
        vocab: 155136, hidden: 4096, intermediate: 27648, layers: 64, heads: 80, kvHeads: 8,
        headDim: 128))
    model.qkvBias = try config.flag("attention_bias", or: true)
    model.outputBias = try config.flag("attention_out_bias", or: false)
    model.mlpBias = try config.flag("mlp_bias", or: false)
    model.attentionDropout = try config.share("attention_dropout", or: 0.1) > 0
    try config.addResidualDropout("residual_dropout", or: 0.1, to: &model)
    return model
  }
}
