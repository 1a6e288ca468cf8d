import MemoryModel

extension Architecture.Family {
  package static let lfm2 = Self("lfm2", .lfm2)
  package static let lfm2MoE = Self("lfm2_moe", .lfm2)
}

/// `Lfm2Config` and `Lfm2ForCausalLM` of transformers 5.23 (models/lfm2); `Lfm2MoeConfig` (models/lfm2_moe).
extension ConfigClass {
  static let lfm2 = ConfigClass(
    modelType: "lfm2", name: "Lfm2Config",
    dimensions: [
      ["hidden_size"], ["num_hidden_layers"], ["num_attention_heads"],
      ["intermediate_size", "block_ff_dim"], ["vocab_size"],
    ]
  ) { (config, name) throws(ImportFault) in
    var model = try config.model(
      .lfm2, name,
      DenseDefaults(
        vocab: 65536, hidden: 2560, intermediate: 12288, layers: 32, heads: 32, kvHeads: 8,
        headDim: nil, tied: true))
    model.qkNorm = true
    try config.addShortConvolution(to: &model)
    model.intermediate = try config.lfm2Width(model.intermediate)
    try config.build(
      &model, try config.lfm2Pattern(of: model.layers), of: "C*", at: "layer_types")
    return model
  }

  static let lfm2MoE = ConfigClass(
    modelType: "lfm2_moe", name: "Lfm2MoeConfig",
    spelled: ["layer_pattern": { ["layer_types": $0["layer_pattern"] ?? .null] }]
  ) { (config, name) throws(ImportFault) in
    var model = try config.model(
      .lfm2MoE, name,
      DenseDefaults(
        vocab: 65536, hidden: 2048, intermediate: 7168, layers: 32, heads: 32, kvHeads: 8,
        headDim: nil, tied: true))
    model.qkNorm = true
    try config.addShortConvolution(to: &model)
    try config.addExperts(
      count: ["num_experts"], or: 32, active: 4,
      intermediate: try config.count("moe_intermediate_size", or: 1792, upTo: 1 << 24), to: &model
    ) { $0.isAdapted = false }
    try config.addRouting(to: &model)
    model.experts?.balancesByBias = try config.flag("use_expert_bias", or: true)
    let dense = try config.count("num_dense_layers", or: 2, from: 0, upTo: 1 << 14)
    try config.build(
      &model, try config.pattern(of: model.layers, ["conv": "C", "full_attention": "*"]), of: "C*",
      hasExperts: (0..<model.layers).map { $0 >= dense }, at: "layer_types")
    return model
  }
}

extension Config {
  fileprivate func addShortConvolution(to model: inout Architecture) throws(ImportFault) {
    model.tied = try flag("tie_embedding", or: model.tied)
    model.shortConvolution = Architecture.ShortConvolution(
      kernel: try count("conv_L_cache", or: 3, upTo: 1 << 10),
      bias: try flag("conv_bias", or: false))
  }

  /// What `Lfm2MLP` makes of `intermediate_size`: two thirds, times a factor, up to a multiple.
  fileprivate func lfm2Width(_ stated: Int) throws(ImportFault) -> Int {
    let stated = try count("block_ff_dim", or: stated, upTo: 1 << 24)
    guard try flag("block_auto_adjust_ff_dim", or: true) else { return stated }
    let key = "block_ffn_dim_multiplier"
    let factor = has(key) ? try number(key) : 1
    guard factor > 0, factor < 1000 else {
      throw fault("\(key) is \(factor): it must be a number above 0.", at: key)
    }
    let multiple = try count("block_multiple_of", or: 256, upTo: 1 << 24)
    let width = Int(factor * Double(2 * stated / 3))
    return max(1, (width + multiple - 1) / multiple) * multiple
  }

  /// Attention in the layers that `full_attn_idxs` lists, or in all.
  fileprivate func lfm2Pattern(of layers: Int) throws(ImportFault) -> String {
    let listed = try pattern(of: layers, ["conv": "C", "full_attention": "*"])
    if let listed { return listed }
    guard let attends = try counts("full_attn_idxs").map(Set.init) else {
      return String(repeating: "*", count: layers)
    }
    return String((0..<layers).map { attends.contains($0) ? "*" : "C" })
  }
}
