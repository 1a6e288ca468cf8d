import MemoryModel

extension Architecture.Family {
  package static let phi3 = Self("phi3", .phi3)
}

/// `Phi3Config` and `Phi3ForCausalLM` of transformers 5.23 (models/phi3): Phi-3 and Phi-4, but for the
/// small, the MoE and those that see.
extension ConfigClass {
  static let phi3 = ConfigClass(modelType: "phi3", name: "Phi3Config") {
    (config, name) throws(ImportFault) in
    var model = try config.model(
      .phi3, name,
      DenseDefaults(
        vocab: 32064, hidden: 3072, intermediate: 8192, layers: 32, heads: 32, kvHeads: nil,
        headDim: nil))
    try config.addPartialRotation("partial_rotary_factor", or: 1, to: &model)
    try config.addResidualDropout("resid_pdrop", or: 0, to: &model)
    try config.addWindow(or: nil, to: &model)
    return model
  }
}
