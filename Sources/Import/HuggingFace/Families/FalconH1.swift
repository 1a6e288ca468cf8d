import MemoryModel

extension Architecture.Family {
  package static let falconH1 = Self("falcon_h1", .falconH1)
}

/// `FalconH1Config` and `FalconH1ForCausalLM` of transformers 5.23 (models/falcon_h1).
extension ConfigClass {
  static let falconH1 = ConfigClass(modelType: "falcon_h1", name: "FalconH1Config") {
    (config, name) throws(ImportFault) in
    var model = try config.model(
      .falconH1, name,
      DenseDefaults(
        vocab: 128000, hidden: 4096, intermediate: 14336, layers: 32, heads: 32, kvHeads: 8,
        headDim: nil))
    try config.addAttentionBias(to: &model)
    model.mlpBias = try config.flag("mlp_bias", or: false)
    // `null` is `mamba_expand` times the stream's width.
    let inner =
      try config.optionalCount("mamba_d_ssm", upTo: 1 << 24)
      ?? (config.has("mamba_d_ssm") ? nil : 1024)
    var mamba2 = try config.mamba2(of: model, inner: inner)
    mamba2.norm = try config.flag("mamba_rms_norm", or: false)
    mamba2.outBias = try config.flag("projectors_bias", or: false)
    mamba2.keepsOutput = true
    model.mamba2 = mamba2
    let pattern = String(repeating: "H", count: model.layers)
    try config.build(&model, pattern, of: "H", at: "num_hidden_layers")
    return model
  }
}
