import MemoryModel

extension Architecture.Family {
  package static let minicpm3 = Self("minicpm3", .minicpm3)
}

/// `MiniCPM3Config` and `MiniCPM3ForCausalLM` of transformers 5.23 (models/minicpm3): DeepSeek's attention
/// in a dense model.
extension ConfigClass {
  static let minicpm3 = ConfigClass(modelType: "minicpm3", name: "MiniCPM3Config") {
    (config, name) throws(ImportFault) in
    var model = try config.latentModel(
      .minicpm3, name,
      DenseDefaults(
        vocab: 73448, hidden: 2560, intermediate: 6400, layers: 62, heads: 40, kvHeads: nil,
        headDim: nil, tied: true),
      LatentDefaults(queryRank: 768, keyRank: 256, plain: 64, rotated: 32, value: nil),
      rotatesPairs: false)
    model.scaledBranches = true
    try config.checkHeads(of: model)
    model.mlpBias = try config.flag("mlp_bias", or: false)
    return model
  }
}
