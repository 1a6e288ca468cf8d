import MemoryModel

extension Architecture.Family {
  package static let smollm3 = Self("smollm3", .smollm3)
}

/// `SmolLM3Config` and `SmolLM3ForCausalLM` of transformers 5.23 (models/smollm3).
extension ConfigClass {
  static let smollm3 = ConfigClass(modelType: "smollm3", name: "SmolLM3Config") {
    (config, name) throws(ImportFault) in
    var model = try config.model(
      .smollm3, name,
      DenseDefaults(
        vocab: 128256, hidden: 2048, intermediate: 11008, layers: 36, heads: 16, kvHeads: 4,
        headDim: nil, tied: true))
    try config.addAttentionBias(to: &model)
    model.mlpBias = try config.flag("mlp_bias", or: false)
    try config.addRotation(to: &model)
    try config.addWindowWithoutRotation(to: &model)
    return model
  }
}

extension Config {
  /// `no_rope_layers` says of each layer whether it rotates: all but each so-manieth without it.
  fileprivate func addRotation(to model: inout Architecture) throws(ImportFault) {
    let interval = try count("no_rope_layer_interval", or: 4, upTo: 1 << 14)
    model.unrotatedLayers = model.everyLayer(interval)
    guard let listed = try counts("no_rope_layers") else { return }
    guard listed.count >= model.layers else {
      throw fault(
        "no_rope_layers lists \(listed.count) layers and num_hidden_layers is \(model.layers).",
        at: "no_rope_layers")
    }
    model.unrotatedLayers = Set((0..<model.layers).filter { listed[$0] == 0 })
  }

  /// The window of the layers that do not rotate, each fourth: only with `use_sliding_window`.
  fileprivate func addWindowWithoutRotation(to model: inout Architecture) throws(ImportFault) {
    let interval = try count("no_rope_layer_interval", or: 4, upTo: 1 << 14)
    let listed = try windowedLayers(of: model.layers)
    let written = try optionalCount("sliding_window", upTo: 1 << 40)
    guard try flag("use_sliding_window", or: false), let window = written else { return }
    if listed == nil && isSet("no_rope_layers") {
      throw fault(
        "use_sliding_window is true and layer_types is missing: I do not see which layers have it.",
        at: "use_sliding_window", hint: "List the layers in layer_types.")
    }
    let layers = listed ?? model.layers / interval
    guard layers > 0 else { return }
    model.slidingWindow = window
    model.slidingLayers = layers
  }
}
