import MemoryModel

extension Architecture.Family {
  package static let ministral = Self("ministral", .ministral)
}

/// `MinistralConfig` and `MinistralForCausalLM` of transformers 5.23 (models/ministral): Ministral 8B
/// of 2024.
extension ConfigClass {
  static let ministral = ConfigClass(modelType: "ministral", name: "MinistralConfig") {
    (config, name) throws(ImportFault) in
    var model = try config.model(
      .ministral, name,
      DenseDefaults(
        vocab: 32000, hidden: 4096, intermediate: 14336, layers: 32, heads: 32, kvHeads: 8,
        headDim: nil))
    // Where layer_types is missing, all layers have the window or none.
    if config.isSet("layer_types") {
      try config.addMixedWindow(or: 4096, every: 1, to: &model)
    } else {
      try config.addWindow(or: 4096, to: &model)
    }
    return model
  }
}
