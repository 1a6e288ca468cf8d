import MemoryModel

extension Architecture.Family {
  package static let mllama = Self("mllama_text_model", .mllama)
}

/// `MllamaTextConfig` and `MllamaForCausalLM` of transformers 5.23 (models/mllama): the text model of
/// Llama 3.2 Vision.
extension ConfigClass {
  static let mllamaText = ConfigClass(modelType: "mllama_text_model", name: "MllamaTextConfig") {
    (config, name) throws(ImportFault) in
    let hidden = try config.count("hidden_size", or: 4096, upTo: 1 << 20)
    let heads = try config.count("num_attention_heads", or: 32, upTo: 1 << 16)
    var model = try config.model(
      .mllama, name,
      DenseDefaults(
        vocab: 128256, hidden: 4096, intermediate: 14336, layers: 40, heads: 32, kvHeads: 8,
        headDim: max(1, hidden / heads)))
    // `MllamaTextModel.__init__` makes room for them in the embedding.
    model.inputTokens = 8
    // The modules take a head's share of the width, whatever head_dim says.
    model.headDim = max(1, hidden / heads)
    // The class lets a tied head stand apart: there is no `_tied_weights_keys`.
    model.tied = false
    model.attentionDropout = try config.share("dropout", or: 0) > 0
    let looking = Set(
      try config.counts("cross_attention_layers") ?? [3, 8, 13, 18, 23, 28, 33, 38])
    let pattern = String((0..<model.layers).map { looking.contains($0) ? "X" : "*" })
    try config.build(
      &model, try config.describedPattern() ?? pattern, of: "X*", at: "cross_attention_layers")
    return model
  }
}
