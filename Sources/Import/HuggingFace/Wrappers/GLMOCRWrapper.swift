import MemoryModel

/// `GlmOcrConfig` and `GlmOcrForConditionalGeneration` of transformers 5.23 (models/glm_ocr).
extension Wrapper {
  static let glmOCR = Wrapper(
    "glm_ocr", text: .only("glm_ocr_text"), tying: .either
  ) { (config, _) throws(ImportFault) in
    let vision = try config.object("vision_config") ?? Config([:])
    let width = try vision.width("hidden_size", 1024)
    let depth = try vision.depth(["num_hidden_layers", "depth"], 24)
    let output = try vision.width("out_hidden_size", 1536)
    let inner = try vision.width("intermediate_size", 4096)
    let heads = try vision.count(["num_attention_heads", "num_heads"], or: 16, upTo: 1 << 20)
    try vision.checkQwenHeads(width)
    let (pixels, merged) = try vision.qwenPatch(14)
    let bias = try vision.flag("attention_bias", or: true)
    var count = TowerCount()
    (count.layers, count.hidden, count.pixels) = (depth, width, pixels)
    count.addPatches(pixels, width)
    count.add(times: depth) { layer in
      for _ in 0..<2 { layer.add(width) }
      layer.addLinear(width, 3 * width, bias: bias)
      layer.addLinear(width, width, bias: bias)
      for _ in 0..<2 { layer.add(width / heads) }
      for _ in 0..<2 { layer.addLinear(width, inner, bias: bias) }
      layer.addLinear(inner, width, bias: bias)
    }
    // The merger is wider by the channels of an image; a convolution merges patches.
    count.addMerger(output, output * (try vision.count("in_channels", or: 3, upTo: 1 << 10)))
    count.add(width, output, merged)
    count.add(output)
    count.add(width)
    return count.tower(patches: merged)
  }
}

/// The text model inside: GLM-4's without biases. On a CPU its layers kept what GLM-4's keep.
extension ConfigClass {
  static let glmOCRText = ConfigClass(modelType: "glm_ocr_text", name: "GlmOcrTextConfig") {
    (config, name) throws(ImportFault) in
    var model = try config.model(
      .glm4, name,
      DenseDefaults(
        vocab: 59392, hidden: 1024, intermediate: 4096, layers: 16, heads: 16, kvHeads: 8,
        headDim: nil))
    model.normPlacement = .around
    model.qkvBias = false
    try config.addPartialRotation("partial_rotary_factor", or: 1, to: &model)
    return model
  }
}
