import MemoryModel

extension Architecture.Family {
  package static let gptNeoX = Self("gpt_neox", .gptNeoX)
}

/// `GPTNeoXConfig` and `GPTNeoXForCausalLM` of transformers 5.23 (models/gpt_neox): Pythia, and the
/// many models of that shape.
extension ConfigClass {
  static let gptNeoX = ConfigClass(modelType: "gpt_neox", name: "GPTNeoXConfig") {
    (config, name) throws(ImportFault) in
    var model = Architecture(
      of: .gptNeoX, name: name,
      hidden: try config.count("hidden_size", or: 6144, upTo: 1 << 20),
      layers: try config.count("num_hidden_layers", or: 44, upTo: 1 << 14),
      heads: try config.count("num_attention_heads", or: 64, upTo: 1 << 16),
      intermediate: try config.count("intermediate_size", or: 24576, upTo: 1 << 24),
      vocab: try config.count("vocab_size", or: 50432, upTo: 1 << 28))
    model.norm = .layer
    model.gatedMLP = false
    model.paths = .init(root: "gpt_neox", embedding: "embed_in", layers: "layers")
    (model.qkvBias, model.outputBias, model.mlpBias) = (true, true, true)
    try config.checkHeads(of: model)
    model.tied = try config.flag("tie_word_embeddings", or: false)
    try config.addAttentionBias(to: &model)
    model.parallelResidual = try config.flag("use_parallel_residual", or: true)
    model.activation = try config.activation("hidden_act", or: .kernel)
    try config.addPartialRotation("rotary_pct", or: 0.25, to: &model)
    try config.addResidualDropout("hidden_dropout", or: 0, to: &model)
    model.embeddingDropout = model.residualDropout
    model.attentionDropout = try config.share("attention_dropout", or: 0) > 0
    return model
  }
}

extension Config {
  /// The share of each head that is rotated, a key of its own or one of `rope_parameters`, which wins.
  ///
  /// Source: transformers 5.23 modeling_rope_utils.py `RotaryEmbeddingConfigMixin`.
  func addPartialRotation(
    _ key: String, or standard: Double, to model: inout Architecture
  ) throws(ImportFault) {
    let stated = try share(key, or: standard)
    let parameters = try object("rope_parameters")
    model.rotate(try parameters?.share("partial_rotary_factor", or: stated) ?? stated)
  }
}
