import MemoryModel

extension Architecture.Family {
  package static let mellum = Self("mellum", .mellum)
}

/// `MellumConfig` and `MellumForCausalLM` of transformers 5.23 (models/mellum): Mellum 2, Qwen3's mixture
/// with layers of a window. The layer that predicts further tokens is not loaded.
extension ConfigClass {
  static let mellum = ConfigClass(modelType: "mellum", name: "MellumConfig") {
    (config, name) throws(ImportFault) in
    var model = try config.model(
      .mellum, name,
      DenseDefaults(
        vocab: 98304, hidden: 2304, intermediate: 7168, layers: 28, heads: 32, kvHeads: 4,
        headDim: 128))
    model.qkNorm = true
    try config.addAttentionBias(to: &model)
    let windows =
      try config.windows(of: model.layers) ?? Array(repeating: false, count: model.layers)
    if windows.contains(true) {
      guard let window = try config.window(or: 1024) else {
        throw config.fault("sliding_window is null, and layers have one.", at: "sliding_window")
      }
      model.slidingWindow = window
    }
    // Each kind of layers has rotary tables of its own.
    model.rotaryTables = Set(windows).count
    try config.addExperts(
      count: ["num_local_experts", "num_experts"], or: 64, active: 8,
      intermediate: try config.width("moe_intermediate_size", or: 896), to: &model)
    try config.addRouting(to: &model)
    let hasExperts = try config.mixtureTypes(of: model.layers)
    model.build(
      mixture: hasExperts ?? Array(repeating: true, count: model.layers), windows: windows)
    return model
  }
}
