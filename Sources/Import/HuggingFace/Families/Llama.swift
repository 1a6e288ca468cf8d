import MemoryModel

/// `LlamaConfig` and `LlamaForCausalLM` of transformers 5 (models/llama): Llama 1 to 3, and the many
/// models of that shape.
extension ConfigClass {
  static let llama = ConfigClass(modelType: "llama", name: "LlamaConfig") {
    (config, name) throws(ImportFault) in
    var model = try config.denseModel(
      .llama, name,
      DenseDefaults(
        vocab: 32000, hidden: 4096, intermediate: 11008, layers: 32, heads: 32, kvHeads: nil,
        headDim: nil))
    // LlamaConfig.validate_architecture asks for this even where head_dim is stated.
    guard model.hidden % model.heads == 0 else {
      throw config.fault(
        "hidden_size is \(model.hidden), no multiple of num_attention_heads, \(model.heads).",
        at: "hidden_size")
    }
    // LlamaAttention gives q, k, v and o a bias together.
    model.qkvBias = try config.flag("attention_bias", or: false)
    model.outputBias = model.qkvBias
    model.mlpBias = try config.flag("mlp_bias", or: false)
    return model
  }
}
