import MemoryModel

extension Architecture.Family {
  package static let olmo = Self("olmo", .olmo)
}

/// `OlmoConfig` and `OlmoForCausalLM` of transformers 5.23 (models/olmo).
extension ConfigClass {
  static let olmo = ConfigClass(modelType: "olmo", name: "OlmoConfig") {
    (config, name) throws(ImportFault) in
    var model = try config.model(
      .olmo, name,
      DenseDefaults(
        vocab: 50304, hidden: 4096, intermediate: 11008, layers: 32, heads: 32, kvHeads: nil,
        headDim: nil))
    model.norm = .bare
    try config.addAttentionBias(to: &model)
    model.clipsQKV = config.isSet("clip_qkv")
    return model
  }
}
