import MemoryModel

extension Architecture.Family {
  package static let exaoneMoE = Self("exaone_moe", .exaoneMoE)
}

/// `ExaoneMoeConfig` and `ExaoneMoeForCausalLM` of transformers 5.23 (models/exaone_moe): K-EXAONE. The
/// layer that predicts a second token is not built there.
extension ConfigClass {
  static let exaoneMoE = ConfigClass(modelType: "exaone_moe", name: "ExaoneMoeConfig") {
    (config, name) throws(ImportFault) in
    // `getattr(config, "head_dim", hidden_size // num_attention_heads)`.
    let hidden = try config.count("hidden_size", or: 4096, upTo: 1 << 20)
    let heads = try config.count("num_attention_heads", or: 32, upTo: 1 << 16)
    var model = try config.model(
      .exaoneMoE, name,
      DenseDefaults(
        vocab: 102400, hidden: 4096, intermediate: 16384, layers: 32, heads: 32, kvHeads: 32,
        headDim: max(1, hidden / heads)))
    model.qkNorm = true
    let width = try config.width("moe_intermediate_size", or: 1024)
    let shared = try config.count("num_shared_experts", or: 1, from: 0, upTo: 1 << 10)
    try config.addExperts(
      count: ["num_experts"], or: 64, active: 8, intermediate: width, shared: shared * width,
      to: &model
    ) { $0.fp32Scores = true }
    try config.addRouting(to: &model)
    let dense = try config.count("first_k_dense_replace", or: 1, from: 0, upTo: 1 << 14)
    let mixture =
      try config.mixtureTypes(of: model.layers) ?? (0..<model.layers).map { $0 >= dense }
    let window = try config.window(or: 4096)
    let windows = try window == nil ? nil : config.exaoneWindows(of: model.layers)
    model.slidingWindow = windows?.contains(true) == true ? window : nil
    model.build(
      mixture: mixture, windows: windows ?? Array(repeating: false, count: model.layers))
    return model
  }
}

extension Config {
  /// Which layers have the window: those that `layer_types` lists, or all but each fourth. A pattern
  /// of letters comes with a list, which wins.
  fileprivate func exaoneWindows(of layers: Int) throws(ImportFault) -> [Bool] {
    if let listed = try windows(of: layers) { return listed }
    let every = try optionalCount("sliding_window_pattern", upTo: 1 << 14) ?? 4
    return (0..<layers).map { ($0 + 1) % every != 0 }
  }
}
