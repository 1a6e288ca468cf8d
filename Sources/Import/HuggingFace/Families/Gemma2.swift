import MemoryModel

extension Architecture.Family {
  package static let gemma2 = Self("gemma2", .gemma2)
}

/// `Gemma2Config` and `Gemma2ForCausalLM` of transformers 5.23 (models/gemma2).
extension ConfigClass {
  static let gemma2 = ConfigClass(modelType: "gemma2", name: "Gemma2Config") {
    (config, name) throws(ImportFault) in
    try config.refuseBidirectional()
    return try config.gemma2(.gemma2, name, .around)
  }
}

extension Config {
  /// A model of Gemma 2's keys.
  func gemma2(
    _ family: Architecture.Family, _ name: String, _ placement: Architecture.NormPlacement
  ) throws(ImportFault) -> Architecture {
    var model = try model(
      family, name,
      DenseDefaults(
        vocab: 256000, hidden: 2304, intermediate: 9216, layers: 26, heads: 8, kvHeads: 4,
        headDim: 256, tied: true))
    model.norm = .offset
    model.normPlacement = placement
    try checkHeads(of: model)
    try addAttentionBias(to: &model)
    // Missing is a cap of 50 and of 30, `null` is none.
    model.attentionSoftcap = try cap("attn_logit_softcapping", or: true)
    model.finalSoftcap = try cap("final_logit_softcapping", or: true)
    try addMixedWindow(or: 4096, every: 2, to: &model)
    return model
  }

  /// Whether scores or logits go through a tanh: a number is its scale, `null` is none.
  func cap(_ key: String, or standard: Bool) throws(ImportFault) -> Bool {
    guard has(key) else { return standard }
    guard isSet(key) else { return false }
    _ = try number(key)
    return true
  }
}
