import MemoryModel

extension Architecture.Family {
  package static let mistral = Self("mistral", .mistral)
}

/// `MistralConfig` and `MistralForCausalLM` of transformers 5 (models/mistral).
extension ConfigClass {
  static let mistral = ConfigClass(modelType: "mistral", name: "MistralConfig") {
    (config, name) throws(ImportFault) in
    var model = try config.model(
      .mistral, name,
      DenseDefaults(
        vocab: 32000, hidden: 4096, intermediate: 14336, layers: 32, heads: 32, kvHeads: 8,
        headDim: nil))
    // A missing key is a window of 4096 and `null` is none: version 0.1 has one, later ones do not.
    try config.addWindow(or: 4096, to: &model)
    return model
  }
}
