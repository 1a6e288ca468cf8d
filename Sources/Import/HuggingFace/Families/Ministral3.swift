import MemoryModel

extension Architecture.Family {
  package static let ministral3 = Self("ministral3", .ministral3)
}

/// `Ministral3Config` and `Ministral3ForCausalLM` of transformers 5.23 (models/ministral3): the text
/// models of Mistral 3 and Ministral 3.
extension ConfigClass {
  static let ministral3 = ConfigClass(modelType: "ministral3", name: "Ministral3Config") {
    (config, name) throws(ImportFault) in
    var model = try config.model(
      .ministral3, name,
      DenseDefaults(
        vocab: 131072, hidden: 4096, intermediate: 14336, layers: 34, heads: 32, kvHeads: 8,
        headDim: 128))
    try config.addWindow(or: nil, to: &model)
    return model
  }
}
