import MemoryModel

extension Architecture.Family {
  package static let gptBigCode = Self("gpt_bigcode", .gptBigCode)
}

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
    try config.gpt2(
      .gptBigCode, name, sharesKeys: try config.flag("multi_query", or: true), activation: .kernel)
  }
}
