import MemoryModel

/// `LightOnOcrConfig` and `PaddleOCRVLConfig` of transformers 5.23 (models/lighton_ocr,
/// paddleocr_vl): small models that read pages.
extension Wrapper {
  static let lightOnOCR = Wrapper(
    "lighton_ocr",
    text: .named(
      or: "qwen3",
      otherwise: [
        "head_dim": .whole(128), "hidden_size": .whole(1024), "intermediate_size": .whole(3072),
        "num_attention_heads": .whole(16), "num_hidden_layers": .whole(28),
        "num_key_value_heads": .whole(8), "sliding_window": .null, "vocab_size": .whole(151936),
      ]),
    tying: .outside(true)
  ) { (config, text) throws(ImportFault) in
    var (count, _) = try config.encoder(
      or: .pixtral,
      otherwise: [
        "hidden_size": .whole(1024), "intermediate_size": .whole(4096), "patch_size": .whole(14),
        "num_hidden_layers": .whole(24), "num_attention_heads": .whole(16),
      ])
    let side = try config.count("spatial_merge_size", or: 2, upTo: 1 << 6)
    count.add(count.hidden)
    count.addLinear(count.hidden * side * side, count.hidden, bias: false)
    count.addLinear(count.hidden, text.hidden, bias: false)
    count.addLinear(text.hidden, text.hidden, bias: false)
    return count.tower(patches: side * side, isReached: true)
  }

  static let paddleOCR = Wrapper(
    "paddleocr_vl", text: .flat("paddleocr_vl_text"), tying: .unlessBoth
  ) { (config, text) throws(ImportFault) in
    let vision = try config.object("vision_config") ?? Config([:])
    var count = try vision.siglipLike(
      intermediate: 4304, hidden: 1152, heads: 16, patch: 14, layers: 27, image: 384)
    count.addBuffer(try vision.grid(image: 384, patch: 14).patches, .indices)
    let side = try vision.count("spatial_merge_size", or: 2, upTo: 1 << 6)
    let width = count.hidden * side * side
    count.addText()
    count.addLayerNorm(count.hidden)
    count.addLinear(width, width)
    count.addLinear(width, text.hidden)
    return count.tower(patches: side * side)
  }
}

/// The text model inside: ERNIE 4.5's. On a CPU its layers kept what that one's keep, but for the
/// rotary tables that ERNIE's layers widen each for itself.
extension ConfigClass {
  static let paddleOCRText = ConfigClass(
    modelType: "paddleocr_vl_text", name: "PaddleOCRTextConfig"
  ) { (config, name) throws(ImportFault) in
    var model = try config.model(
      .ernie4, name,
      DenseDefaults(
        vocab: 103424, hidden: 1024, intermediate: 3072, layers: 18, heads: 16, kvHeads: 2,
        headDim: 128, tied: true))
    try config.addBiases("use_bias", or: false, to: &model)
    return model
  }
}
