import MemoryModel

/// `GPTBigCodeConfig` and `GPTBigCodeForCausalLM` of transformers 5.23 (models/gpt_bigcode): StarCoder
/// and SantaCoder. `attribute_map` lets a file spell its keys as other families do; where it has both,
/// those win.
extension ConfigClass {
  static let gptBigCode = ConfigClass(
    modelType: "gpt_bigcode", name: "GPTBigCodeConfig",
    dimensions: [
      ["n_embd", "hidden_size"], ["n_layer", "num_hidden_layers"],
      ["n_head", "num_attention_heads"],
      ["vocab_size"],
    ]
  ) { (config, name) throws(ImportFault) in
    let hidden = try config.count(["hidden_size", "n_embd"], or: 768, upTo: 1 << 20)
    let heads = try config.count(["num_attention_heads", "n_head"], or: 12, upTo: 1 << 16)
    var model = Architecture(
      of: .gptBigCode, name: name, hidden: hidden,
      layers: try config.count(["num_hidden_layers", "n_layer"], or: 12, upTo: 1 << 14),
      heads: heads, kvHeads: try config.flag("multi_query", or: true) ? 1 : heads,
      intermediate: try config.optionalCount("n_inner", upTo: 1 << 24) ?? 4 * hidden,
      vocab: try config.count("vocab_size", or: 50257, upTo: 1 << 28))
    try config.checkHeads(of: model, at: config.has("hidden_size") ? "hidden_size" : "n_embd")
    try config.refuseCrossAttention()
    model.tied = try config.flag("tie_word_embeddings", or: true)
    model.positions = try config.count(
      ["max_position_embeddings", "n_positions"], or: 1024, upTo: 1 << 28)
    model.activation = try config.activation("activation_function", or: .kernel)
    model.attentionDropout = try config.share("attn_pdrop", or: 0.1) > 0
    try config.addResidualDropout("resid_pdrop", or: 0.1, to: &model)
    return model
  }
}
