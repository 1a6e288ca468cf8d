import MemoryModel

/// `Glm4vConfig` and `Glm4vForConditionalGeneration` of transformers 5.23 (models/glm4v), and
/// `Glm4vMoeConfig` (models/glm4v_moe), whose tower has the same modules; and `Glm46VConfig`
/// (models/glm46v), which is the same with any text model.
extension Wrapper {
  static let glm4V = Wrapper(
    "glm4v", text: .only("glm4v_text"), tying: .either
  ) { (config, _) throws(ImportFault) in
    try (config.object("vision_config") ?? Config([:])).glm4VTower()
  }

  static let glm4VMoE = Wrapper(
    "glm4v_moe", text: .only("glm4v_moe_text"), tying: .either
  ) { (config, _) throws(ImportFault) in
    try (config.object("vision_config") ?? Config([:])).glm4VTower()
  }

  static let glm46V = Wrapper(
    "glm46v", text: .named(or: "glm4v_text"), tying: .outside(false)
  ) { (config, _) throws(ImportFault) in
    let vision = try config.object("vision_config") ?? Config([:])
    if let type = try vision.text("model_type"), type != "glm4v_vision" {
      throw config.fault(
        "The vision tower is of the kind \(quoted(type)), which I do not know yet.",
        at: "vision_config", hint: "I know glm4v_vision.")
    }
    return try vision.glm4VTower()
  }
}

extension TowerCount {
  /// `Glm4vVisionPatchMerger`.
  mutating func addMerger(_ width: Int, _ inner: Int) {
    addLinear(width, width, bias: false)
    addLayerNorm(width)
    for _ in 0..<3 { addLinear(width, inner, bias: false) }
  }
}

extension Config {
  fileprivate func glm4VTower() throws(ImportFault) -> Architecture.Tower? {
    let width = try width("hidden_size", 1536)
    let depth = try depth(["num_hidden_layers", "depth"], 24)
    let output = try self.width("out_hidden_size", 4096)
    let inner = try self.width("intermediate_size", 13696)
    let (pixels, merged) = try qwenPatch(14)
    let grid = try grid(image: 336, patch: 14)
    var count = TowerCount()
    (count.layers, count.hidden, count.pixels) = (depth, width, pixels)
    count.add(grid.patches, width)
    count.addPatches(pixels, width)
    let bias = try flag("attention_bias", or: false)
    count.add(times: depth) { layer in
      for _ in 0..<2 { layer.add(width) }
      layer.addLinear(width, 3 * width, bias: bias)
      layer.addLinear(width, width, bias: false)
      // Inside, the MLP of a layer is as wide as the output.
      for _ in 0..<3 { layer.addLinear(width, output, bias: false) }
    }
    count.addMerger(output, inner)
    count.add(width)
    // A convolution merges patches.
    count.add(width, output, merged)
    count.add(output)
    count.add(width)
    return count.tower(patches: merged)
  }
}

/// The text model inside.
extension ConfigClass {
  static let glm4VText = ConfigClass(modelType: "glm4v_text", name: "Glm4vTextConfig") {
    (config, name) throws(ImportFault) in
    var model = try config.model(
      .glm4, name,
      DenseDefaults(
        vocab: 151552, hidden: 4096, intermediate: 13696, layers: 40, heads: 32, kvHeads: 2,
        headDim: nil))
    model.normPlacement = .around
    // Glm4vTextAttention takes a head's share of the width, whatever head_dim says, and always has
    // these biases.
    try config.checkHeads(of: model)
    model.headDim = model.hidden / model.heads
    model.qkvBias = true
    try config.addPartialRotation("partial_rotary_factor", or: 1, to: &model)
    return model
  }
}
