import MemoryModel

extension Architecture.Family {
  package static let mpt = Self("mpt", .mpt)
}

/// `MptConfig` and `MptForCausalLM` of transformers 5.23 (models/mpt). `attribute_map` lets a file
/// spell its keys as other families do; where it has both, those win. The class takes
/// `expansion_ratio`, `no_bias`, `learned_pos_emb` and most of `attn_config`, and its modules do not
/// ask for them.
extension ConfigClass {
  static let mpt = ConfigClass(
    modelType: "mpt", name: "MptConfig",
    dimensions: [
      ["d_model", "hidden_size"], ["n_layers", "num_hidden_layers"],
      ["n_heads", "num_attention_heads"], ["vocab_size"],
    ]
  ) { (config, name) throws(ImportFault) in
    let hidden = try config.count(["hidden_size", "d_model"], or: 2048, upTo: 1 << 20)
    var model = Architecture(
      of: .mpt, name: name, hidden: hidden,
      layers: try config.count(["num_hidden_layers", "n_layers"], or: 24, upTo: 1 << 14),
      heads: try config.count(["num_attention_heads", "n_heads"], or: 16, upTo: 1 << 16),
      intermediate: 4 * hidden,
      vocab: try config.count("vocab_size", or: 50368, upTo: 1 << 28))
    model.norm = .unbiased
    model.gatedMLP = false
    model.paths = .init(root: "transformer", embedding: "wte", layers: "blocks")
    model.rotaryTables = 0
    model.alibi = .inScores
    // The forward pass of MptAttention fails where the heads do not divide the width.
    try config.checkHeads(of: model, at: config.has("hidden_size") ? "hidden_size" : "d_model")
    model.tied = try config.flag("tie_word_embeddings", or: true)
    model.maxPositions = try config.count("max_seq_len", or: 2048, upTo: 1 << 24)
    guard let attention = try config.object("attn_config") else { return model }
    // MptAttentionConfig takes whole numbers alone: none, or all.
    guard try attention.share("attn_pdrop", or: 0) == 0 else {
      throw attention.fault("attn_pdrop is not 0: I know this family without.", at: "attn_pdrop")
    }
    if attention.isSet("clip_qkv") { model.clipsQKV = try attention.number("clip_qkv") != 0 }
    return model
  }
}
