import MemoryModel

extension Architecture.Family {
  package static let olmo3 = Self("olmo3", .olmo3)
}

/// `Olmo3Config` and `Olmo3ForCausalLM` of transformers 5.23 (models/olmo3).
extension ConfigClass {
  static let olmo3 = ConfigClass(modelType: "olmo3", name: "Olmo3Config") {
    (config, name) throws(ImportFault) in
    var model = try config.model(
      .olmo3, name,
      DenseDefaults(
        vocab: 50304, hidden: 4096, intermediate: 11008, layers: 32, heads: 32, kvHeads: nil,
        headDim: nil))
    model.norm = .wide
    model.normPlacement = .after
    model.qkNorm = true
    model.qkNormWhole = true
    // Layers with a window do not scale their positions as the others do.
    model.rotaryTables = 2
    try config.addAttentionBias(to: &model)
    try config.addMixedWindow(or: 4096, every: 4, to: &model)
    return model
  }
}
