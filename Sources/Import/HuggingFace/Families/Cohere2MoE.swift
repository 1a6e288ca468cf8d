import MemoryModel

extension Architecture.Family {
  package static let cohere2MoE = Self("cohere2_moe", .cohere2MoE)
}

/// `Cohere2MoeConfig` and `Cohere2MoeForCausalLM` of transformers 5.23 (models/cohere2_moe): Command A+.
extension ConfigClass {
  static let cohere2MoE = ConfigClass(
    modelType: "cohere2_moe", name: "Cohere2MoeConfig",
    // `intermediate_size` is an expert's.
    spelled: [
      "intermediate": { ["prefix_dense_intermediate_size": $0["intermediate"] ?? .null] },
      "moe_intermediate": { ["intermediate_size": $0["moe_intermediate"] ?? .null] },
    ]
  ) { (config, name) throws(ImportFault) in
    let width = try config.width("intermediate_size", or: 22528)
    // The dense layers alone may have another width.
    let dense = try config.optionalCount("prefix_dense_intermediate_size", upTo: 1 << 24) ?? width
    var model = try config.model(
      .cohere2MoE, name,
      DenseDefaults(
        vocab: 256000, hidden: 8192, intermediate: width, layers: 40, heads: 64, kvHeads: nil,
        headDim: 128, tied: true), intermediate: dense)
    model.norm = .centered
    model.normPlacement = .once
    model.parallelResidual = true
    try config.addAttentionBias(to: &model)
    if config.isSet("rms_norm_eps") { model.norm = .rms }
    let shared = try config.count("num_shared_experts", or: 0, from: 0, upTo: 1 << 10)
    try config.addExperts(
      count: ["num_experts"], or: 8, active: 2, intermediate: width, shared: shared * width,
      to: &model)
    try config.addRouting(to: &model)
    model.experts?.scoresBySigmoid = try config.text("expert_selection_fn") == "sigmoid"
    let average = try config.text("shared_expert_combination_strategy") != "sum"
    model.experts?.averagesShared = average
    let first = try config.count("first_k_dense_replace", or: 0, from: 0, upTo: model.layers)
    let prefixed = try config.prefixed(first, of: model.layers)
    let windows = try config.windows(of: model.layers) ?? prefixed
    if windows.contains(true) {
      guard let window = try config.window(or: 4096) else {
        throw config.fault("sliding_window is null, and layers have one.", at: "sliding_window")
      }
      model.slidingWindow = window
    }
    let hasExperts =
      try config.mixtureTypes(of: model.layers) ?? (0..<model.layers).map { $0 >= first }
    model.build(mixture: hasExperts, windows: windows)
    // `force_rope` of dense layers that attend to all tokens.
    let rotatesDense = try config.count("prefix_dense_sliding_window_pattern", or: 1, upTo: 1 << 14)
    model.unrotatedLayers = Set(
      (0..<model.layers).filter { !windows[$0] && (hasExperts[$0] || rotatesDense != 1) })
    return model
  }
}

extension Config {
  /// Which layers have the window: all but each so-manieth of the dense ones that come first, and of
  /// the others.
  fileprivate func prefixed(_ first: Int, of layers: Int) throws(ImportFault) -> [Bool] {
    let dense = try count("prefix_dense_sliding_window_pattern", or: 1, upTo: 1 << 14)
    let others = try count("sliding_window_pattern", or: 4, upTo: 1 << 14)
    return (0..<layers).map {
      $0 < first ? ($0 + 1) % dense != 0 : ($0 - first + 1) % others != 0
    }
  }
}
