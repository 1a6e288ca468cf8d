import MemoryModel

extension Architecture.Family {
  package static let phi = Self("phi", .phi)
}

/// `PhiConfig` and `PhiForCausalLM` of transformers 5.23 (models/phi): Phi 1, 1.5 and 2.
extension ConfigClass {
  static let phi = ConfigClass(modelType: "phi", name: "PhiConfig") {
    (config, name) throws(ImportFault) in
    var model = try config.model(
      .phi, name,
      DenseDefaults(
        vocab: 51200, hidden: 2048, intermediate: 8192, layers: 24, heads: 32, kvHeads: nil,
        headDim: nil))
    model.norm = .layer
    model.gatedMLP = false
    model.normPlacement = .once
    model.parallelResidual = true
    (model.qkvBias, model.outputBias, model.mlpBias) = (true, true, true)
    model.headBias = true
    try config.refuseNormedHeads()
    model.activation = try config.activation("hidden_act", or: .written)
    try config.addPartialRotation("partial_rotary_factor", or: 0.5, to: &model)
    model.embeddingDropout = try config.share("embd_pdrop", or: 0) > 0
    try config.addResidualDropout("resid_pdrop", or: 0, to: &model)
    return model
  }
}

extension Config {
  /// Queries and keys behind a LayerNorm, as no model that was published has them.
  func refuseNormedHeads() throws(ImportFault) {
    guard try flag("qk_layernorm", or: false) else { return }
    throw fault(
      "qk_layernorm is true: what these norms keep for backward is not written down.",
      at: "qk_layernorm")
  }
}
