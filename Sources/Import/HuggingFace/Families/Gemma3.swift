import MemoryModel

extension Architecture.Family {
  package static let gemma3 = Self("gemma3_text", .gemma3)
}

/// `Gemma3TextConfig` and `Gemma3ForCausalLM` of transformers 5.23 (models/gemma3): the models of text
/// alone.
extension ConfigClass {
  static let gemma3 = ConfigClass(modelType: "gemma3_text", name: "Gemma3TextConfig") {
    (config, name) throws(ImportFault) in
    var model = try config.model(
      .gemma3, name,
      DenseDefaults(
        vocab: 262208, hidden: 2304, intermediate: 9216, layers: 26, heads: 8, kvHeads: 4,
        headDim: 256, tied: true))
    model.norm = .offset
    model.normPlacement = .around
    model.qkNorm = true
    model.rotaryTables = 2
    try config.checkHeads(of: model)
    try config.refuseBidirectional()
    try config.addAttentionBias(to: &model)
    model.finalSoftcap = try config.cap("final_logit_softcapping", or: false)
    // Older configs state the pattern; `layer_types` wins.
    let every = try config.optionalCount("sliding_window_pattern", upTo: 1 << 14)
    try config.addMixedWindow(or: 4096, every: every ?? 6, to: &model)
    return model
  }
}
