import MemoryModel

extension Architecture.Family {
  package static let biogpt = Self("biogpt", .biogpt)
}

/// `BioGptConfig` and `BioGptForCausalLM` of transformers 5.23 (models/biogpt).
extension ConfigClass {
  static let biogpt = ConfigClass(modelType: "biogpt", name: "BioGptConfig") {
    (config, name) throws(ImportFault) in
    var model = Architecture(
      of: .biogpt, name: name,
      hidden: try config.count("hidden_size", or: 1024, upTo: 1 << 20),
      layers: try config.count("num_hidden_layers", or: 24, upTo: 1 << 14),
      heads: try config.count("num_attention_heads", or: 16, upTo: 1 << 16),
      intermediate: try config.width("intermediate_size", or: 4096),
      vocab: try config.count("vocab_size", or: 42384, upTo: 1 << 28))
    model.norm = .layer
    model.gatedMLP = false
    (model.qkvBias, model.outputBias, model.mlpBias) = (true, true, true)
    model.rotaryTables = 0
    model.paths = .init(
      root: "biogpt", embedding: "embed_tokens", positions: "embed_positions", layers: "layers",
      head: "output_projection")
    // BioGptAttention raises where the heads do not divide the width.
    try config.checkHeads(of: model)
    for key in ["activation_dropout", "layerdrop"] where try config.share(key, or: 0) > 0 {
      throw config.fault("\(key) is not 0: I know this family without.", at: key)
    }
    // BioGptLearnedPositionalEmbedding: two rows before the first position.
    model.positions = try config.count("max_position_embeddings", or: 1024, upTo: 1 << 28) + 2
    model.tied = try config.flag("tie_word_embeddings", or: true)
    model.activation = try config.activation("hidden_act", or: .kernel)
    model.attentionDropout = try config.share("attention_probs_dropout_prob", or: 0.1) > 0
    try config.addResidualDropout("hidden_dropout_prob", or: 0.1, to: &model)
    return model
  }
}
