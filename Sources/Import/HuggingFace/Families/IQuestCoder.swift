import MemoryModel

extension Architecture.Family {
  package static let iquestcoder = Self("iquestcoder", .llama)
}

/// `IQuestCoderConfig` of transformers 5.23 (models/iquestcoder), built of `LlamaForCausalLM`.
extension ConfigClass {
  static let iquestcoder = ConfigClass(modelType: "iquestcoder", name: "IQuestCoderConfig") {
    (config, name) throws(ImportFault) in
    var model = try config.model(
      .iquestcoder, name,
      DenseDefaults(
        vocab: 76800, hidden: 5120, intermediate: 27648, layers: 80, heads: 40, kvHeads: 8,
        headDim: 128))
    try config.checkHeads(of: model)
    try config.addAttentionBias(to: &model)
    model.mlpBias = try config.flag("mlp_bias", or: false)
    // `validate_architecture` raises for both.
    guard !config.isSet("clip_qkv") else {
      throw config.fault("clip_qkv is set: this family does not bound queries.", at: "clip_qkv")
    }
    guard try !config.flag("use_sliding_window", or: false) else {
      throw config.fault(
        "use_sliding_window is true: this family has no window.", at: "use_sliding_window")
    }
    return model
  }
}
