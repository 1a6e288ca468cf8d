import MemoryModel

extension Architecture.Family {
  package static let qwen2 = Self("qwen2", .llama)
}

/// `Qwen2Config` and `Qwen2ForCausalLM` of transformers 5 (models/qwen2): Qwen2, Qwen2.5, QwQ.
extension ConfigClass {
  static let qwen2 = ConfigClass(modelType: "qwen2", name: "Qwen2Config") {
    (config, name) throws(ImportFault) in
    var model = try config.model(
      .qwen2, name,
      DenseDefaults(
        vocab: 151936, hidden: 4096, intermediate: 22016, layers: 32, heads: 32, kvHeads: 32,
        headDim: nil))
    model.qkvBias = true
    try config.addQwenWindow(to: &model)
    return model
  }
}

extension Config {
  /// The window as Qwen2Config and Qwen3Config settle it: off unless `use_sliding_window`; then in
  /// the layers that `layer_types` names, or else from `max_window_layers` on.
  func addQwenWindow(
    or window: Int = 4096, from standard: Int = 28, to model: inout Architecture
  ) throws(ImportFault) {
    let isUsed = try flag("use_sliding_window", or: false)
    let written = try optionalCount("sliding_window", upTo: 1 << 40)
    let listed = try windows(of: model.layers)
    let first = try count("max_window_layers", or: standard, from: 0, upTo: 1 << 14)
    guard isUsed, let window = written ?? (has("sliding_window") ? nil : window) else { return }

    let windows = listed ?? (0..<model.layers).map { $0 >= first }
    guard windows.contains(true) else { return }
    model.setWindow(window, of: windows)
  }
}
