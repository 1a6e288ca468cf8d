import MemoryModel

extension Architecture.Family {
  package static let dots1 = Self("dots1", .solarOpen)
}

/// `Dots1Config` and `Dots1ForCausalLM` of transformers 5.23 (models/dots1).
extension ConfigClass {
  static let dots1 = ConfigClass(modelType: "dots1", name: "Dots1Config") {
    (config, name) throws(ImportFault) in
    var model = try config.model(
      .dots1, name,
      DenseDefaults(
        vocab: 152064, hidden: 4608, intermediate: 10944, layers: 62, heads: 32, kvHeads: 32,
        headDim: nil))
    model.qkNorm = true
    try config.addAttentionBias(to: &model)
    let first = try config.count("max_window_layers", or: 62, from: 0, upTo: 1 << 14)
    let window = try config.window(or: 4096)
    let windows =
      try config.windows(of: model.layers)
      ?? (0..<model.layers).map { window != nil && $0 >= first }
    if windows.contains(true) {
      guard let window else {
        throw config.fault("sliding_window is null, and layers have one.", at: "sliding_window")
      }
      model.slidingWindow = window
    }
    try config.addDeepSeekExperts(
      count: ["num_local_experts", "n_routed_experts"], or: nil, active: nil, intermediate: 1408,
      shared: nil, dense: 0, to: &model
    ) { $0.normalised = false }
    let dense = try config.count("first_k_dense_replace", or: 0, from: 0, upTo: 1 << 14)
    model.build(mixture: (0..<model.layers).map { $0 >= dense }, windows: windows)
    return model
  }
}
