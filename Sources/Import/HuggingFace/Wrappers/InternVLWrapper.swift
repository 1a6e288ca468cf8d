import MemoryModel

/// `InternVLConfig` and `InternVLForConditionalGeneration` of transformers 5.23 (models/internvl), and
/// `QianfanOCRConfig` (models/qianfan_ocr), whose modules are the same.
extension Wrapper {
  static let internVL = Wrapper(
    "internvl", text: .named(or: "qwen2"), tying: .outside(true)
  ) { (config, text) throws(ImportFault) in try config.internTower(for: text, bias: false) }

  static let qianfanOCR = Wrapper(
    "qianfan_ocr", text: .named(or: "qwen3"), tying: .outside(false)
  ) { (config, text) throws(ImportFault) in try config.internTower(for: text, bias: true) }
}

extension Config {
  /// - Parameter bias: whether queries, keys and values have one, unless `attention_bias` says it.
  fileprivate func internTower(
    for text: Architecture, bias: Bool
  ) throws(ImportFault) -> Architecture.Tower? {
    let vision = try object("vision_config") ?? Config([:])
    var count = try vision.internVision(bias: bias)
    let side = try shrinking("downsample_ratio")
    let width = count.hidden * side * side
    count.addLayerNorm(width)
    count.addLinear(width, text.hidden)
    count.addLinear(text.hidden, text.hidden)
    if try !isPlainIntern(vision) { count.encoder = nil }
    return count.tower(
      patches: side * side, tokens: count.positions / (side * side), isReached: true)
  }

  /// Whether its layers are as by default, and the projector reads what the last of them gives.
  private func isPlainIntern(_ vision: Config) throws(ImportFault) -> Bool {
    let norms = try vision.flag("use_qk_norm", or: false)
    let masks = try vision.flag("use_mask_token", or: false)
    let pools = try vision.flag("use_mean_pooling", or: true)
    let places = try vision.flag("use_absolute_position_embeddings", or: true)
    let centres = try vision.centresNorms()
    let activation = try vision.text("hidden_act") ?? "gelu"
    let layer = "vision_feature_layer"
    let isLast = isWhole(layer) ? try number(layer) == -1 : !isSet(layer)
    let strategy = try text("vision_feature_select_strategy") ?? "default"
    let drops = ["hidden_dropout_prob", "projection_dropout", "attention_dropout"].contains {
      vision.isSet($0) && (try? vision.number($0)) != 0
    }
    return !norms && !masks && pools && places && centres && activation == "gelu"
      && isLast && strategy == "default" && !drops
  }

  /// `InternVLVisionModel`.
  private func internVision(bias: Bool) throws(ImportFault) -> TowerCount {
    let hidden = try width("hidden_size", 1024)
    let layers = try depth("num_hidden_layers", 24)
    let intermediate = try width("intermediate_size", 4096)
    let grid = try grid(image: 448, patch: 14)
    let heads = try checkEncoderHeads(hidden, or: 16)
    var count = TowerCount()
    (count.layers, count.hidden, count.pixels) = (layers, hidden, grid.pixels)
    (count.heads, count.intermediate, count.positions) = (heads, intermediate, grid.patches)
    count.encoder = .internvl
    for _ in 0..<(try flag("use_mask_token", or: false) ? 2 : 1) { count.add(hidden) }
    if try flag("use_absolute_position_embeddings", or: true) {
      count.add(grid.patches + 1, hidden)
    }
    count.addPatches(grid.pixels, hidden)
    let hasBias = try flag("attention_bias", or: bias)
    let hasNorms = try flag("use_qk_norm", or: false)
    let centres = try centresNorms()
    count.add(times: layers) { layer in
      // The scales of both branches.
      layer.addLayerNorm(hidden)
      for _ in 0..<3 { layer.addLinear(hidden, hidden, bias: hasBias) }
      layer.addLinear(hidden, hidden)
      if hasNorms { layer.addLayerNorm(hidden) }
      layer.addLinear(hidden, intermediate)
      layer.addLinear(intermediate, hidden)
      for _ in 0..<(centres ? 4 : 2) { layer.add(hidden) }
    }
    if try !flag("use_mean_pooling", or: true) { count.addLayerNorm(hidden) }
    return count
  }

  /// Whether the norms of its layers are LayerNorm, with a bias.
  private func centresNorms() throws(ImportFault) -> Bool {
    switch try text("norm_type") {
    case nil, "layer_norm": return true
    case "rms_norm": return false
    case let other?:
      throw fault("norm_type is \(quoted(other)).", at: "norm_type", hint: "layer_norm or rms_norm")
    }
  }
}
