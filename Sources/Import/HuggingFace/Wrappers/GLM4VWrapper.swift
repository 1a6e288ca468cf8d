import MemoryModel

/// `Glm4vConfig` and `Glm4vForConditionalGeneration` of transformers 5.23 (models/glm4v), and
/// `Glm4vMoeConfig` (models/glm4v_moe), whose tower has the same modules.
extension Wrapper {
  static let glm4V = Wrapper(
    "glm4v", text: .only("glm4v_text"), tying: .either
  ) { (config, _) throws(ImportFault) in try config.glm4VTower() }

  static let glm4VMoE = Wrapper(
    "glm4v_moe", text: .only("glm4v_moe_text"), tying: .either
  ) { (config, _) throws(ImportFault) in try config.glm4VTower() }
}

extension Config {
  fileprivate func glm4VTower() throws(ImportFault) -> Architecture.Tower? {
    let vision = try object("vision_config") ?? Config([:])
    let width = try vision.width("hidden_size", 1536)
    let depth = try vision.count(["num_hidden_layers", "depth"], or: 24, upTo: 1 << 14)
    let output = try vision.width("out_hidden_size", 4096)
    let inner = try vision.width("intermediate_size", 13696)
    let (pixels, merged) = try vision.qwenPatch(14)
    let grid = try vision.grid(image: 336, patch: 14)
    var count = TowerCount()
    (count.layers, count.hidden, count.pixels) = (depth, width, pixels)
    count.addPatches(pixels, width)
    count.add(grid.patches, width)
    let bias = try vision.flag("attention_bias", or: false)
    count.addLinear(width, 3 * width, bias: bias, times: depth)
    count.addLinear(width, width, bias: false, times: depth)
    // Inside, the MLP of a layer is as wide as the output.
    count.addLinear(width, output, bias: false, times: 3 * depth)
    count.add(width, times: 2 * depth + 2)
    // A convolution merges patches; the merger follows.
    count.add(width, output, merged)
    count.add(output)
    count.addLinear(output, output, bias: false)
    count.addLayerNorm(output)
    count.addLinear(output, inner, bias: false, times: 3)
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
    // Glm4vTextAttention takes a head's share of the width, whatever head_dim says, and always has
    // these biases.
    try config.checkHeads(of: model)
    model.headDim = model.hidden / model.heads
    model.qkvBias = true
    return model
  }
}
