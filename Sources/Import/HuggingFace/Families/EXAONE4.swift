import MemoryModel

extension Architecture.Family {
  package static let exaone4 = Self("exaone4", .exaone4)
}

/// `Exaone4Config` and `Exaone4ForCausalLM` of transformers 5.23 (models/exaone4).
extension ConfigClass {
  static let exaone4 = ConfigClass(modelType: "exaone4", name: "Exaone4Config") {
    (config, name) throws(ImportFault) in
    var model = try config.model(
      .exaone4, name,
      DenseDefaults(
        vocab: 102400, hidden: 4096, intermediate: 16384, layers: 32, heads: 32, kvHeads: 32,
        headDim: nil))
    model.normPlacement = .after
    model.qkNorm = true
    // Without a window no layer has one, whatever the pattern says.
    if try config.window(or: 4096) == nil { return model }
    // A pattern of letters comes with layer_types, which wins.
    let isListed = config.isSet("layer_types")
    let every = isListed ? nil : try config.optionalCount("sliding_window_pattern", upTo: 1 << 14)
    try config.addMixedWindow(or: 4096, every: every ?? 4, to: &model)
    return model
  }
}
