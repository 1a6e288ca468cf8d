import MemoryModel

extension Architecture.Family {
  package static let helium = Self("helium", .helium)
}

/// `HeliumConfig` and `HeliumForCausalLM` of transformers 5.23 (models/helium).
extension ConfigClass {
  static let helium = ConfigClass(modelType: "helium", name: "HeliumConfig") {
    (config, name) throws(ImportFault) in
    var model = try config.model(
      .helium, name,
      DenseDefaults(
        vocab: 48000, hidden: 2560, intermediate: 7040, layers: 24, heads: 20, kvHeads: 20,
        headDim: 128))
    model.norm = .wide
    // HeliumAttention's projection out takes the stream's width, whatever the heads make.
    guard model.heads * model.headDim == model.hidden else {
      throw config.fault(
        "hidden_size is \(model.hidden), and \(model.heads) heads make \(model.heads * model.headDim).",
        at: "hidden_size",
        hint: "This family needs hidden_size to be num_attention_heads * head_dim.")
    }
    model.qkvBias = try config.flag("attention_bias", or: false)
    model.mlpBias = try config.flag("mlp_bias", or: false)
    return model
  }
}
