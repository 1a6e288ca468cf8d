import MemoryModel

extension Architecture.Family {
  package static let qwen2MoE = Self("qwen2_moe", .qwen2MoE)
}

/// `Qwen2MoeConfig` and `Qwen2MoeForCausalLM` of transformers 5.23 (models/qwen2_moe): Qwen1.5-MoE and
/// Qwen2-57B-A14B.
extension ConfigClass {
  static let qwen2MoE = ConfigClass(
    modelType: "qwen2_moe", name: "Qwen2MoeConfig",
    // `max_window_layers` is an end here, and no beginning.
    spelled: [
      "sliding_window": {
        guard let window = $0["sliding_window"] else { return ["sliding_window": .null] }
        return ["sliding_window": window, "use_sliding_window": .truth(true)]
      }
    ]
  ) { (config, name) throws(ImportFault) in
    var model = try config.model(
      .qwen2MoE, name,
      DenseDefaults(
        vocab: 151936, hidden: 2048, intermediate: 5632, layers: 24, heads: 16, kvHeads: 16,
        headDim: nil))
    model.qkvBias = try config.flag("qkv_bias", or: true)
    let windows = try config.qwen2MoEWindows(of: model.layers)
    if windows.contains(true) {
      model.slidingWindow = try config.window(or: 4096)
    }
    try config.addExperts(
      count: ["num_experts"], or: 60, active: 4,
      intermediate: try config.width("moe_intermediate_size", or: 1408),
      shared: try config.width("shared_expert_intermediate_size", or: 5632), to: &model
    ) {
      $0.isAdapted = false
      $0.normalised = false
    }
    try config.addRouting(to: &model)
    model.build(
      mixture: try config.sparseLayers(of: model.layers),
      windows: model.slidingWindow == nil ? windows.map { _ in false } : windows)
    return model
  }
}

extension Config {
  /// Every other of the first `max_window_layers`, unless `layer_types` lists them.
  fileprivate func qwen2MoEWindows(of layers: Int) throws(ImportFault) -> [Bool] {
    guard try flag("use_sliding_window", or: false) else {
      return Array(repeating: false, count: layers)
    }
    if let listed = try windows(of: layers) { return listed }
    let end = try count("max_window_layers", or: 28, from: 0, upTo: 1 << 14)
    return (0..<layers).map { $0 % 2 == 0 && $0 < end }
  }
}
