import MemoryModel

extension Architecture.Family {
  package static let glm4MoE = Self("glm4_moe", .glm4MoE)
}

/// `Glm4MoeConfig` and `Glm4MoeForCausalLM` of transformers 5.23 (models/glm4_moe): GLM-4.5 to 4.7. The
/// layer that predicts a second token is not built there.
extension ConfigClass {
  static let glm4MoE = ConfigClass(modelType: "glm4_moe", name: "Glm4MoeConfig") {
    (config, name) throws(ImportFault) in
    var model = try config.glm4MoE(name, vocab: 151552)
    model.qkvBias = try config.flag("attention_bias", or: false)
    model.qkNorm = try config.flag("use_qk_norm", or: false)
    return model
  }

  /// `Glm4vMoeTextConfig` (models/glm4v_moe): the text model inside GLM-4.5V.
  static let glm4VMoEText = ConfigClass(modelType: "glm4v_moe_text", name: "Glm4vMoeTextConfig") {
    (config, name) throws(ImportFault) in
    var model = try config.glm4MoE(name, vocab: 151424)
    model.qkvBias = try config.flag("attention_bias", or: true)
    return model
  }
}

extension Config {
  fileprivate func glm4MoE(_ name: String, vocab: Int) throws(ImportFault) -> Architecture {
    // Heads share the width as far as it goes: 42 features each of 96 heads, if a config is silent.
    let hidden = try count("hidden_size", or: 4096, upTo: 1 << 20)
    let heads = try count("num_attention_heads", or: 96, upTo: 1 << 16)
    var model = try model(
      .glm4MoE, name,
      DenseDefaults(
        vocab: vocab, hidden: 4096, intermediate: 10944, layers: 46, heads: 96, kvHeads: 8,
        headDim: max(1, hidden / heads)))
    let parameters = try object("rope_parameters")
    let share = try self.share("partial_rotary_factor", or: 0.5)
    model.rotate(try parameters?.share("partial_rotary_factor", or: share) ?? share)
    try addDeepSeekExperts(
      count: ["num_local_experts", "n_routed_experts"], or: 128, active: 8, intermediate: 1408,
      shared: 1, dense: 1, to: &model
    ) { $0.isAdaptedBesideTower = true }
    return model
  }
}
