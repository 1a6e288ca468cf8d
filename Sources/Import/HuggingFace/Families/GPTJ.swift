import MemoryModel

extension Architecture.Family {
  package static let gptj = Self("gptj", .gptj)
}

/// `GPTJConfig` and `GPTJForCausalLM` of transformers 5.23 (models/gptj). `attribute_map` lets a file
/// spell its keys as other families do; where it has both, those win.
extension ConfigClass {
  static let gptj = ConfigClass(
    modelType: "gptj", name: "GPTJConfig",
    dimensions: [
      ["n_embd", "hidden_size"], ["n_layer", "num_hidden_layers"],
      ["n_head", "num_attention_heads"],
      ["vocab_size"],
    ]
  ) { (config, name) throws(ImportFault) in
    try config.gptj(.gptj, name)
  }
}

extension Config {
  /// A model of GPT-J's keys.
  func gptj(_ family: Architecture.Family, _ name: String) throws(ImportFault) -> Architecture {
    let hidden = try count(["hidden_size", "n_embd"], or: 4096, upTo: 1 << 20)
    var model = Architecture(
      of: family, name: name, hidden: hidden,
      layers: try count(["num_hidden_layers", "n_layer"], or: 28, upTo: 1 << 14),
      heads: try count(["num_attention_heads", "n_head"], or: 16, upTo: 1 << 16),
      intermediate: try optionalCount("n_inner", upTo: 1 << 24) ?? 4 * hidden,
      vocab: try count("vocab_size", or: 50400, upTo: 1 << 28))
    model.norm = .layer
    model.gatedMLP = false
    model.paths = .init(root: "transformer", embedding: "wte", layers: "h")
    model.normPlacement = .once
    model.parallelResidual = true
    (model.mlpBias, model.headBias) = (true, true)
    model.partialRotary = true
    model.fp32Scores = true
    try checkHeads(of: model, at: has("hidden_size") ? "hidden_size" : "n_embd")
    model.tied = try flag("tie_word_embeddings", or: false)
    model.activation = try self.activation("activation_function", or: .written)
    model.maxPositions = try count(
      ["max_position_embeddings", "n_positions"], or: 2048, upTo: 1 << 24)
    model.rotaryDim = try count("rotary_dim", or: 64, upTo: model.headDim)
    model.embeddingDropout = try share("embd_pdrop", or: 0) > 0
    model.attentionDropout = try share("attn_pdrop", or: 0) > 0
    try addResidualDropout("resid_pdrop", or: 0, to: &model)
    return model
  }
}
