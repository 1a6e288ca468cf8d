import MemoryModel

extension Architecture.Family {
  package static let nemotronH = Self("nemotron_h", .nemotronH)
}

/// `NemotronHConfig` and `NemotronHForCausalLM` of transformers 5.23 (models/nemotron_h): Nemotron Nano 2
/// and Nemotron 3. How many layers there are, their list says.
extension ConfigClass {
  static let nemotronH = ConfigClass(
    modelType: "nemotron_h", name: "NemotronHConfig",
    dimensions: [
      ["hidden_size"], ["hybrid_override_pattern", "layers_block_type", "layer_types"],
      ["num_attention_heads"], ["intermediate_size", "moe_intermediate_size"], ["vocab_size"],
    ],
    // Its default is of four layers: arguments say which layer is what.
    spelled: [
      "layer_pattern": {
        $0["layer_pattern"].map { ["layer_types": $0] } ?? ["hybrid_override_pattern": .whole(0)]
      }
    ]
  ) { (config, name) throws(ImportFault) in
    var model = try config.model(
      .nemotronH, name,
      DenseDefaults(
        vocab: 131072, hidden: 4096, intermediate: 21504, layers: 4, heads: 32, kvHeads: 8,
        headDim: 128))
    model.norm = .wide
    model.gatedMLP = false
    model.activation = .squaredRelu
    model.rotaryTables = 0
    model.paths.embedding = "embeddings"
    // The class lets a tied head stand apart: `_tied_weights_keys` is empty.
    model.tied = false
    model.mlpBias = try config.flag("mlp_bias", or: false)
    model.mamba2 = try config.nemotronMamba2()
    let pattern = try config.nemotronPattern()
    if pattern.contains("E") { try config.addNemotronExperts(to: &model) }
    try config.build(&model, pattern, of: "M*-E", at: "hybrid_override_pattern")
    return model
  }
}

extension Config {
  /// A list of names, or else a letter each; the class's default has one layer of each kind.
  fileprivate func nemotronPattern() throws(ImportFault) -> String {
    let letters = ["linear_attention": "M", "full_attention": "*", "mlp": "-", "moe": "E"]
    let listed = try pattern(of: nil, letters, in: ["layer_types", "layers_block_type"])
    if let listed { return listed }
    return try text("hybrid_override_pattern") ?? "ME*-"
  }

  fileprivate func nemotronMamba2() throws(ImportFault) -> Architecture.Mamba2 {
    let most = 1 << 20
    var mamba2 = Architecture.Mamba2(
      heads: try count("mamba_num_heads", or: 128, upTo: most),
      headDim: try count("mamba_head_dim", or: 64, upTo: most),
      state: try count("ssm_state_size", or: 128, upTo: most),
      groups: try count(["mamba_n_groups", "n_groups"], or: 8, upTo: most))
    mamba2.convKernel = try count(["mamba_d_conv", "conv_kernel"], or: 4, upTo: 1 << 10)
    mamba2.chunk = try count(["mamba_chunk_size", "chunk_size"], or: 128, upTo: most)
    let convBias = has("mamba_conv_bias") ? "mamba_conv_bias" : "use_conv_bias"
    mamba2.convBias = try flag(convBias, or: true)
    mamba2.inBias = try flag("use_bias", or: false)
    mamba2.outBias = mamba2.inBias
    mamba2.keepsOutput = true
    return mamba2
  }

  fileprivate func addNemotronExperts(to model: inout Architecture) throws(ImportFault) {
    try addExperts(
      count: ["num_local_experts", "n_routed_experts"], or: 8, active: 2,
      intermediate: try count("moe_intermediate_size", or: 7688, upTo: 1 << 24), to: &model
    ) {
      $0.fp32Scores = true
      $0.gated = false
      $0.isAdapted = false
    }
    try addRouting(to: &model)
    model.experts?.shared = try count(
      "moe_shared_expert_intermediate_size", or: 7688, upTo: 1 << 24)
    model.experts?.latent = try optionalCount("moe_latent_size", upTo: 1 << 20) ?? 0
  }
}
