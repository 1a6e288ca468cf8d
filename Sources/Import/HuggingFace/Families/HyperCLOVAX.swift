import MemoryModel

extension Architecture.Family {
  package static let hyperclovax = Self("hyperclovax", .hyperclovax)
}

/// `HyperCLOVAXConfig` and `HyperCLOVAXForCausalLM` of transformers 5.23 (models/hyperclovax): Granite
/// with a norm behind each branch, unless `use_post_norm` is false.
extension ConfigClass {
  static let hyperclovax = ConfigClass(modelType: "hyperclovax", name: "HyperCLOVAXConfig") {
    (config, name) throws(ImportFault) in
    var model = try config.model(
      .hyperclovax, name,
      DenseDefaults(
        vocab: 32000, hidden: 4096, intermediate: 11008, layers: 32, heads: 32, kvHeads: nil,
        headDim: nil))
    model.scaledBranches = true
    model.normPlacement = .around
    try config.checkHeads(of: model)
    try config.addAttentionBias(to: &model)
    model.mlpBias = try config.flag("mlp_bias", or: false)
    if try !config.flag("use_post_norm", or: true) { model.normPlacement = .before }
    return model
  }
}
