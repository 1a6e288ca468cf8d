import MemoryModel

extension Architecture.Family {
  package static let bloom = Self("bloom", .bloom)
}

/// `BloomConfig` and `BloomForCausalLM` of transformers 5.23 (models/bloom). `attribute_map` lets a
/// file spell its keys as other families do; where it has both, those win.
extension ConfigClass {
  static let bloom = ConfigClass(
    modelType: "bloom", name: "BloomConfig",
    dimensions: [
      ["hidden_size", "n_embed"], ["n_layer", "num_hidden_layers"],
      ["n_head", "num_attention_heads"], ["vocab_size"],
    ]
  ) { (config, name) throws(ImportFault) in
    let hidden = try config.embeddedWidth(or: 64)
    var model = Architecture(
      of: .bloom, name: name, hidden: hidden,
      layers: try config.count(["num_hidden_layers", "n_layer"], or: 2, upTo: 1 << 14),
      heads: try config.count(["num_attention_heads", "n_head"], or: 8, upTo: 1 << 16),
      intermediate: 4 * hidden,
      vocab: try config.count("vocab_size", or: 250_880, upTo: 1 << 28))
    model.norm = .layer
    model.gatedMLP = false
    model.paths = .init(root: "transformer", embedding: "word_embeddings", layers: "h")
    (model.qkvBias, model.outputBias, model.mlpBias) = (true, true, true)
    model.rotaryTables = 0
    model.alibi = .inProduct
    model.embeddingNorm = true
    model.activation = .recomputed
    // BloomAttention raises where the heads do not divide the width.
    try config.checkHeads(of: model, at: config.has("n_embed") ? "n_embed" : "hidden_size")
    model.tied = try config.flag("tie_word_embeddings", or: true)
    let isSliced = try config.count("pretraining_tp", or: 1, upTo: 1 << 20) > 1
    if try config.flag("slow_but_exact", or: false), isSliced {
      throw config.fault(
        "slow_but_exact is true: what products slice by slice keep is not written down.",
        at: "slow_but_exact")
    }
    if try config.flag("apply_residual_connection_post_layernorm", or: false) {
      model.normPlacement = .inStream
    }
    model.attentionDropout = try config.share("attention_dropout", or: 0) > 0
    try config.addResidualDropout("hidden_dropout", or: 0, to: &model)
    return model
  }
}
