import MemoryModel

extension Architecture.Family {
  package static let qwen3Next = Self("qwen3_next", .qwen3Next)
  package static let qwen3p5 = Self("qwen3_5_text", .qwen3p5)
  package static let qwen3p5MoE = Self("qwen3_5_moe_text", .qwen3p5)
}

/// `Qwen3NextConfig` and `Qwen3NextForCausalLM` of transformers 5.23 (models/qwen3_next); and Qwen3.5's
/// models of text alone: `Qwen3_5TextConfig`, `Qwen3_5MoeTextConfig`.
extension ConfigClass {
  static let qwen3Next = ConfigClass(modelType: "qwen3_next", name: "Qwen3NextConfig") {
    (config, name) throws(ImportFault) in
    var model = try config.model(
      .qwen3Next, name,
      DenseDefaults(
        vocab: 151936, hidden: 2048, intermediate: 5632, layers: 48, heads: 16, kvHeads: 2,
        headDim: 256))
    model.norm = .offset
    model.qkNorm = true
    try config.addAttentionBias(to: &model)
    try config.addGatedDelta(fused: true, to: &model)
    // `num_experts: 0` is a dense model.
    let isMixture = try config.count("num_experts", or: 512, from: 0, upTo: 1 << 16) > 0
    if isMixture { try config.addSharedExperts(or: 512, active: 10, to: &model) }
    try config.build(
      &model, try config.qwenPattern(of: model.layers), of: "D*",
      hasExperts: isMixture ? try config.sparseLayers(of: model.layers) : nil, at: "layer_types")
    return model
  }

  static let qwen3p5 = ConfigClass(modelType: "qwen3_5_text", name: "Qwen3_5TextConfig") {
    (config, name) throws(ImportFault) in
    var model = try config.model(
      .qwen3p5, name,
      DenseDefaults(
        vocab: 248320, hidden: 4096, intermediate: 12288, layers: 32, heads: 16, kvHeads: 4,
        headDim: 256))
    model.norm = .offset
    model.qkNorm = true
    try config.addAttentionBias(to: &model)
    try config.addGatedDelta(to: &model)
    try config.build(
      &model, try config.qwenPattern(of: model.layers), of: "D*", at: "layer_types")
    return model
  }

  static let qwen3p5MoE = ConfigClass(
    modelType: "qwen3_5_moe_text", name: "Qwen3_5MoeTextConfig",
    dimensions: [
      ["hidden_size"], ["num_hidden_layers"], ["num_attention_heads"], ["moe_intermediate_size"],
      ["vocab_size"],
    ]
  ) { (config, name) throws(ImportFault) in
    var model = try config.model(
      .qwen3p5MoE, name,
      DenseDefaults(
        vocab: 248320, hidden: 2048, intermediate: 512, layers: 40, heads: 16, kvHeads: 2,
        headDim: 256))
    model.norm = .offset
    model.qkNorm = true
    try config.addAttentionBias(to: &model)
    try config.addGatedDelta(to: &model)
    try config.addSharedExperts(or: 256, active: 8, to: &model)
    model.experts?.isAdapted = false
    try config.build(
      &model, try config.qwenPattern(of: model.layers), of: "D*", at: "layer_types")
    return model
  }
}

extension Config {
  /// - Parameter fused: whether one module makes all that a delta net reads.
  fileprivate func addGatedDelta(
    fused: Bool = false, to model: inout Architecture
  ) throws(ImportFault) {
    let most = 1 << 20
    let delta = Architecture.GatedDelta(
      keyHeads: try count("linear_num_key_heads", or: 16, upTo: most),
      valueHeads: try count("linear_num_value_heads", or: 32, upTo: most),
      keyHeadDim: try count("linear_key_head_dim", or: 128, upTo: most),
      valueHeadDim: try count("linear_value_head_dim", or: 128, upTo: most),
      convKernel: try count("linear_conv_kernel_dim", or: 4, upTo: 1 << 10),
      fused: fused)
    guard delta.valueHeads % delta.keyHeads == 0 else {
      throw fault(
        "linear_num_key_heads is \(delta.keyHeads), no divisor of linear_num_value_heads, "
          + "\(delta.valueHeads).", at: "linear_num_key_heads")
    }
    model.gatedDelta = delta
    try addPartialRotation("partial_rotary_factor", or: 0.25, to: &model)
  }

  /// The experts, and the one that all tokens take.
  fileprivate func addSharedExperts(
    or count: Int, active: Int, to model: inout Architecture
  ) throws(ImportFault) {
    try addExperts(
      count: ["num_experts"], or: count, active: active,
      intermediate: try self.count("moe_intermediate_size", or: 512, upTo: 1 << 24), to: &model)
    model.experts?.shared = try self.count(
      "shared_expert_intermediate_size", or: 512, upTo: 1 << 24)
  }

  fileprivate func qwenPattern(of layers: Int) throws(ImportFault) -> String {
    let listed = try pattern(of: layers, ["linear_attention": "D", "full_attention": "*"])
    if let listed { return listed }
    let every = try count("full_attention_interval", or: 4, upTo: 1 << 14)
    return String((0..<layers).map { ($0 + 1) % every == 0 ? "*" : "D" })
  }
}
