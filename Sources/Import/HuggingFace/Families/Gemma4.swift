import MemoryModel

extension Architecture.Family {
  package static let gemma4 = Self("gemma4_text", .gemma4)
}

/// `Gemma4TextConfig` and `Gemma4ForCausalLM` of transformers 5.23 (models/gemma4): the models of text
/// alone.
extension ConfigClass {
  static let gemma4 = ConfigClass(modelType: "gemma4_text", name: "Gemma4TextConfig") {
    (config, name) throws(ImportFault) in
    var model = try config.model(
      .gemma4, name,
      DenseDefaults(
        vocab: 262144, hidden: 2304, intermediate: 9216, layers: 30, heads: 8, kvHeads: 4,
        headDim: 256, tied: true))
    model.norm = .power
    model.normPlacement = .around
    model.qkNorm = true
    model.rotaryTables = 2
    try config.addGemma4Attention(window: 512, to: &model)
    let width = try config.count("hidden_size_per_layer_input", or: 256, from: 0, upTo: 1 << 20)
    if width > 0 {
      model.perLayerInput = Architecture.PerLayerInput(
        width: width,
        vocab: try config.count("vocab_size_per_layer_input", or: 262144, upTo: 1 << 28))
    }
    try config.addGemma4Experts(to: &model)
    return model
  }

  /// `Gemma4UnifiedTextConfig`: without an embedding for each layer, and without experts.
  static let gemma4UnifiedText = ConfigClass(
    modelType: "gemma4_unified_text", name: "Gemma4UnifiedTextConfig"
  ) { (config, name) throws(ImportFault) in
    var model = try config.model(
      .gemma4, name,
      DenseDefaults(
        vocab: 262144, hidden: 2304, intermediate: 9216, layers: 30, heads: 8, kvHeads: 4,
        headDim: 256, tied: true))
    model.norm = .power
    model.normPlacement = .around
    model.qkNorm = true
    model.rotaryTables = 2
    try config.addGemma4Attention(window: 1024, to: &model)
    return model
  }
}

extension Config {
  /// Windows, the heads of the layers without one, and keys that layers share.
  fileprivate func addGemma4Attention(
    window standard: Int, to model: inout Architecture
  ) throws(ImportFault) {
    guard try text("use_bidirectional_attention") != "all" else {
      throw fault(
        "use_bidirectional_attention is \"all\": I read models that look back only.",
        at: "use_bidirectional_attention")
    }
    try addAttentionBias(to: &model)
    model.finalSoftcap = try cap("final_logit_softcapping", or: false)
    let windows = try gemma4Windows(of: model.layers)
    let windowed = windows.count { $0 }
    if windowed > 0, let window = try window(or: standard) {
      model.setWindow(window, of: windows)
    } else if windowed > 0 {
      throw fault(
        "sliding_window is null, and \(windowed) layers have a window.", at: "sliding_window")
    }
    model.global = try globalAttention(of: model, windows)
    model.shared = try sharedKeys(of: model, windows, or: 0)
  }

  /// Which layers have a window: the last has none, whatever is listed.
  fileprivate func gemma4Windows(of layers: Int) throws(ImportFault) -> [Bool] {
    var windows = try windows(of: layers) ?? (1...layers).map { $0 % 6 != 0 }
    windows[layers - 1] = false
    return windows
  }

  /// The heads of the layers without a window: `global_head_dim`, unless `per_layer_config` says it
  /// layer by layer, as transformers saves it.
  fileprivate func globalAttention(
    of model: Architecture, _ windows: [Bool]
  ) throws(ImportFault) -> Architecture.GlobalAttention {
    let keysAreValues = try flag("attention_k_eq_v", or: false)
    var global = Architecture.GlobalAttention(
      headDim: try count("global_head_dim", or: 512, upTo: 1 << 16), kvHeads: model.kvHeads,
      keysAreValues: keysAreValues)
    let written = try optionalCount("num_global_key_value_heads", upTo: 1 << 16)
    if let written, keysAreValues { global.kvHeads = written }
    if let overrides = try objects("per_layer_config") {
      global.headDim = try override("head_dim", or: model.headDim, overrides, windows)
      global.kvHeads = try override("num_key_value_heads", or: model.kvHeads, overrides, windows)
    }
    guard model.heads % global.kvHeads == 0 else {
      throw fault(
        "Layers without a window have \(global.kvHeads) heads of keys, no divisor of "
          + "num_attention_heads, \(model.heads).", at: "num_global_key_value_heads")
    }
    return global
  }

  /// What all layers without a window override, and only they.
  private func override(
    _ key: String, or standard: Int, _ overrides: [String: Config], _ windows: [Bool]
  ) throws(ImportFault) -> Int {
    let layers = overrides.keys.compactMap { Int($0) }
    var values: Set<Int> = []
    for override in overrides.values {
      values.insert(try override.count(key, or: standard, upTo: 1 << 16))
    }
    guard values.count == 1, let value = values.first, layers.count == overrides.count,
      Set(layers) == Set(windows.indices.filter { !windows[$0] }),
      overrides.values.allSatisfy({ $0.keys.isSubset(of: ["head_dim", "num_key_value_heads"]) })
    else {
      throw fault(
        "per_layer_config sets other things than the heads of all layers without a window.",
        at: "per_layer_config")
    }
    return value
  }

  /// The last layers, which take their keys and values from earlier ones.
  func sharedKeys(
    of model: Architecture, _ windows: [Bool], or standard: Int
  ) throws(ImportFault) -> Architecture.SharedKeys? {
    let key = "num_kv_shared_layers"
    let layers = try count(key, or: standard, from: 0, upTo: 1 << 14)
    if layers == 0 { return nil }
    let (own, shared) = (windows.dropLast(layers), windows.suffix(layers))
    // `kv_sharing_modes` raises unless both kinds of layers have one to take keys from.
    guard layers < windows.count, Set(own) == Set(windows) else {
      throw fault(
        "\(key) is \(layers): no layer is left to take the keys and values of both kinds from.",
        at: key)
    }
    return Architecture.SharedKeys(
      layers: layers, windowed: shared.count { $0 },
      doublesMLP: try flag("use_double_wide_mlp", or: false))
  }

  /// Experts beside the MLP, where `enable_moe_block` is set; then their sizes have no default.
  fileprivate func addGemma4Experts(to model: inout Architecture) throws(ImportFault) {
    guard try flag("enable_moe_block", or: false) else { return }
    guard let count = try optionalCount("num_experts", upTo: 1 << 16),
      let active = try optionalCount("top_k_experts", upTo: 1 << 16),
      let width = try optionalCount("moe_intermediate_size", upTo: 1 << 24)
    else {
      throw fault(
        "enable_moe_block is true without num_experts, top_k_experts, moe_intermediate_size.",
        at: "enable_moe_block")
    }
    guard active <= count else {
      throw fault(
        "top_k_experts is \(active), and a layer has \(count) experts.", at: "top_k_experts")
    }
    var experts = Architecture.Experts(count: count, active: active, intermediate: width)
    experts.fp32Scores = true
    experts.besideMLP = true
    experts.router = .linear
    experts.isAdapted = false
    model.experts = experts
  }
}
