import MemoryModel

extension Architecture.Family {
  package static let internlm3 = Self("internlm3", .llama)
}

/// `InternLM3Config` of transformers 5.23 (models/internlm3), built of `LlamaForCausalLM`.
extension ConfigClass {
  static let internlm3 = ConfigClass(modelType: "internlm3", name: "InternLM3Config") {
    (config, name) throws(ImportFault) in
    var model = try config.model(
      .internlm3, name,
      DenseDefaults(
        vocab: 128512, hidden: 4096, intermediate: 10240, layers: 48, heads: 32, kvHeads: 2,
        headDim: 128))
    try config.checkHeads(of: model)
    let attention = ["qkv_bias", "attention_bias"].first(where: config.has) ?? "qkv_bias"
    let others = ["bias", "mlp_bias"].first(where: config.has) ?? "bias"
    try config.addBiases(attention, or: false, to: &model)
    guard try config.flag(others, or: false) == model.mlpBias else {
      throw config.fault(
        "\(attention) and \(others) differ: this family has one for both.", at: others)
    }
    return model
  }
}
