import MemoryModel

extension Architecture.Family {
  package static let opt = Self("opt", .opt)
}

/// `OPTConfig` and `OPTForCausalLM` of transformers 5.23 (models/opt).
extension ConfigClass {
  static let opt = ConfigClass(
    modelType: "opt", name: "OPTConfig",
    dimensions: [
      ["hidden_size"], ["num_hidden_layers"], ["num_attention_heads"], ["ffn_dim"],
      ["vocab_size"],
    ]
  ) { (config, name) throws(ImportFault) in
    var model = Architecture(
      of: .opt, name: name,
      hidden: try config.count("hidden_size", or: 768, upTo: 1 << 20),
      layers: try config.count("num_hidden_layers", or: 12, upTo: 1 << 14),
      heads: try config.count("num_attention_heads", or: 12, upTo: 1 << 16),
      intermediate: try config.count("ffn_dim", or: 3072, upTo: 1 << 24),
      vocab: try config.count("vocab_size", or: 50272, upTo: 1 << 28))
    model.norm = .layer
    model.gatedMLP = false
    model.rotaryTables = 0
    model.paths = .init(
      root: "model.decoder", embedding: "embed_tokens", positions: "embed_positions",
      layers: "layers")
    // OPTAttention raises where the heads do not divide the width.
    try config.checkHeads(of: model)
    try config.addNorms(to: &model)
    try config.addBiases("enable_bias", or: true, to: &model)
    // OPTLearnedPositionalEmbedding: two rows before the first position.
    model.positions = try config.count("max_position_embeddings", or: 2048, upTo: 1 << 28) + 2
    let width = try config.optionalCount("word_embed_proj_dim", upTo: 1 << 20) ?? model.hidden
    model.embeddingWidth = width == model.hidden ? nil : width
    model.tied = try config.flag("tie_word_embeddings", or: true)
    model.activation = try config.activation("activation_function", or: .relu)
    model.attentionDropout = try config.share("attention_dropout", or: 0) > 0
    try config.addResidualDropout("dropout", or: 0.1, to: &model)
    return model
  }
}

extension Config {
  /// Where OPT's norms are: before the branches, with one behind the last layer, or behind the sums.
  fileprivate func addNorms(to model: inout Architecture) throws(ImportFault) {
    guard try flag("layer_norm_elementwise_affine", or: true) else {
      throw fault(
        "layer_norm_elementwise_affine is false: I read norms that have weights.",
        at: "layer_norm_elementwise_affine")
    }
    let isBefore = try flag("do_layer_norm_before", or: true)
    model.normPlacement = isBefore ? .before : .after
    let isRemoved = try flag("_remove_final_layer_norm", or: false)
    model.lastNorm = isBefore && !isRemoved
  }
}
