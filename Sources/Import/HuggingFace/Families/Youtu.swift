import MemoryModel

extension Architecture.Family {
  package static let youtu = Self("youtu", .deepseekV3)
}

/// `YoutuConfig` and `YoutuForCausalLM` of transformers 5.23 (models/youtu): DeepSeek's attention with a
/// dense MLP.
extension ConfigClass {
  static let youtu = ConfigClass(modelType: "youtu", name: "YoutuConfig") {
    (config, name) throws(ImportFault) in
    try config.latentModel(
      .youtu, name,
      DenseDefaults(
        vocab: 128256, hidden: 2048, intermediate: 6144, layers: 32, heads: 16, kvHeads: nil,
        headDim: nil, tied: true),
      LatentDefaults(queryRank: 1536, keyRank: 512, plain: 128, rotated: 64, value: 128))
  }
}
