import MemoryModel

extension Architecture.Family {
  package static let ernie4 = Self("ernie4_5", .ernie4)
}

/// `Ernie4_5Config` and `Ernie4_5ForCausalLM` of transformers 5.23 (models/ernie4_5): the dense ones.
extension ConfigClass {
  static let ernie4 = ConfigClass(modelType: "ernie4_5", name: "Ernie4_5Config") {
    (config, name) throws(ImportFault) in
    var model = try config.model(
      .ernie4, name,
      DenseDefaults(
        vocab: 103424, hidden: 1024, intermediate: 3072, layers: 18, heads: 16, kvHeads: 2,
        headDim: 128, tied: true))
    try config.addBiases("use_bias", or: false, to: &model)
    return model
  }
}
