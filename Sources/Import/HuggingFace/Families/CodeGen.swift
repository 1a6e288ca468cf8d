import MemoryModel

extension Architecture.Family {
  package static let codegen = Self("codegen", .codegen)
}

/// `CodeGenConfig` and `CodeGenForCausalLM` of transformers 5.23 (models/codegen): GPT-J with one module
/// for queries, keys and values.
extension ConfigClass {
  static let codegen = ConfigClass(
    modelType: "codegen", name: "CodeGenConfig", dimensions: gptj.dimensions
  ) { (config, name) throws(ImportFault) in
    let model = try config.gptj(.codegen, name)
    // `CodeGenAttention.forward` cuts the module's result into four.
    guard model.heads % 4 == 0 else {
      throw config.fault(
        "\(model.heads) heads: this family has a multiple of 4.",
        at: config.has("num_attention_heads") ? "num_attention_heads" : "n_head")
    }
    return model
  }
}
