import MemoryModel

extension Architecture.Family {
  package static let stablelm = Self("stablelm", .stablelm)
}

/// `StableLmConfig` and `StableLmForCausalLM` of transformers 5.23 (models/stablelm).
extension ConfigClass {
  static let stablelm = ConfigClass(modelType: "stablelm", name: "StableLmConfig") {
    (config, name) throws(ImportFault) in
    var model = try config.model(
      .stablelm, name,
      DenseDefaults(
        vocab: 50304, hidden: 2560, intermediate: 6912, layers: 32, heads: 32, kvHeads: 32,
        headDim: nil))
    model.norm = .layer
    try config.checkHeads(of: model)
    model.headDim = model.hidden / model.heads
    try config.refuseNormedHeads()
    try config.addPartialRotation("partial_rotary_factor", or: 0.25, to: &model)
    model.qkvBias = try config.flag("use_qkv_bias", or: false)
    if try config.flag("use_parallel_residual", or: false) {
      model.normPlacement = .once
      model.parallelResidual = true
    }
    // Only the MLP's branch ends with dropout.
    guard try config.share("hidden_dropout", or: 0) == 0 else {
      throw config.fault(
        "hidden_dropout is not 0: I know this family without.", at: "hidden_dropout")
    }
    return model
  }
}
