import MemoryModel

extension Architecture.Family {
  package static let bamba = Self("bamba", .bamba)
}

/// `BambaConfig` and `BambaForCausalLM` of transformers 5.23 (models/bamba).
extension ConfigClass {
  static let bamba = ConfigClass(modelType: "bamba", name: "BambaConfig") {
    (config, name) throws(ImportFault) in
    var model = try config.model(
      .bamba, name,
      DenseDefaults(
        vocab: 128000, hidden: 4096, intermediate: 14336, layers: 32, heads: 32, kvHeads: 8,
        headDim: nil))
    model.rotate(0.5)
    try config.addAttentionBias(to: &model)
    model.mlpBias = try config.flag("mlp_bias", or: false)
    model.mamba2 = try config.mamba2(of: model)
    let attends = Set(try config.counts("attn_layer_indices") ?? [])
    let pattern = String((0..<model.layers).map { attends.contains($0) ? "*" : "M" })
    try config.build(
      &model, try config.describedPattern() ?? pattern, of: "M*", at: "attn_layer_indices")
    return model
  }
}
