import MemoryModel

extension Architecture.Family {
  package static let nemotron = Self("nemotron", .plainLlama)
}

/// `NemotronConfig` and `NemotronForCausalLM` of transformers 5.23 (models/nemotron): Nemotron 3 and 4,
/// and Minitron.
extension ConfigClass {
  static let nemotron = ConfigClass(modelType: "nemotron", name: "NemotronConfig") {
    (config, name) throws(ImportFault) in
    var model = try config.model(
      .nemotron, name,
      DenseDefaults(
        vocab: 256000, hidden: 6144, intermediate: 24576, layers: 32, heads: 48, kvHeads: nil,
        headDim: nil))
    model.norm = .shifted
    model.gatedMLP = false
    try config.addAttentionBias(to: &model)
    try config.addPartialRotation("partial_rotary_factor", or: 0.5, to: &model)
    model.mlpBias = try config.flag("mlp_bias", or: false)
    model.activation = try config.activation("hidden_act", or: .squaredRelu)
    return model
  }
}
