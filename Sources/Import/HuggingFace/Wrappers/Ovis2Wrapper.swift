import MemoryModel

/// `Ovis2Config` and `Ovis2ForConditionalGeneration` of transformers 5.23 (models/ovis2): patches
/// become shares of the words of a visual vocabulary, which has an embedding.
extension Wrapper {
  static let ovis2 = Wrapper(
    "ovis2", text: .named(or: "qwen2"), tying: .outside(true)
  ) { (config, text) throws(ImportFault) in
    try config.checkOvis(text)
    let vision = try config.object("vision_config") ?? Config([:])
    var count = try vision.ovisEncoder()
    let key = "num_visual_indicator_tokens"
    let vocab = try vision.count("vocab_size", or: 16384, upTo: 1 << 28)
    let words = vocab - (try vision.count(key, or: 5, from: 0, upTo: 1 << 28))
    guard words > 0 else {
      throw vision.fault("\(key) leaves none of the tower's \(vocab) words.", at: key)
    }
    let stride = try vision.count("hidden_stride", or: 1, upTo: 1 << 6)
    count.addLinear(count.hidden * stride * stride, words, bias: false)
    count.addLayerNorm(words)
    count.addText()
    count.add(vocab, text.hidden)
    return count.tower(patches: stride * stride)
  }
}

extension Config {
  /// The file itself sizes the visual embedding, and a head that is not tied: they must fit.
  fileprivate func checkOvis(_ text: Architecture) throws(ImportFault) {
    let hidden = try width("hidden_size", 1536)
    guard hidden == text.hidden else {
      throw fault(
        "hidden_size is \(hidden), and the text model is \(text.hidden) wide.", at: "hidden_size")
    }
    let vocab = try count("vocab_size", or: 151643, upTo: 1 << 28)
    guard text.tied || vocab == text.vocab else {
      throw fault(
        "vocab_size is \(vocab), and the text model knows \(text.vocab) tokens.", at: "vocab_size")
    }
  }

  /// `Ovis2VisionTransformer`.
  fileprivate func ovisEncoder() throws(ImportFault) -> TowerCount {
    let hidden = try width("hidden_size", 1024)
    let layers = try depth("num_hidden_layers", 24)
    let intermediate = try width("intermediate_size", 2816)
    let grid = try grid(image: 224, patch: 14)
    try checkEncoderHeads(hidden, or: 8)
    let bias = try flag("mlp_bias", or: false)
    var count = TowerCount()
    (count.layers, count.hidden, count.pixels) = (layers, hidden, grid.pixels)
    count.addBuffer(grid.patches, .indices)
    count.addPatches(grid.pixels, hidden)
    count.add(grid.patches, hidden)
    count.add(hidden)
    let hasBias = try flag("qkv_bias", or: false)
    count.add(times: layers) { layer in
      for _ in 0..<4 { layer.addLinear(hidden, hidden, bias: hasBias) }
      for _ in 0..<2 { layer.addLinear(hidden, intermediate, bias: bias) }
      layer.addLinear(intermediate, hidden, bias: bias)
      for _ in 0..<2 { layer.add(hidden) }
    }
    count.add(hidden)
    return count
  }
}
