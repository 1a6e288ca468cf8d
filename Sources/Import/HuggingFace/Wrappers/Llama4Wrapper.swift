import MemoryModel

/// `Llama4Config` and `Llama4ForConditionalGeneration` of transformers 5.23 (models/llama4). Its text
/// model has a head of its own, so `text_config` says whether that is tied.
extension Wrapper {
  static let llama4 = Wrapper(
    "llama4", text: .only("llama4_text"), tying: .inside
  ) { (config, text) throws(ImportFault) in
    let vision = try config.object("vision_config") ?? Config([:])
    let hidden = try vision.width("hidden_size", 768)
    let layers = try vision.depth("num_hidden_layers", 34)
    let intermediate = try vision.width("intermediate_size", 5632)
    let grid = try vision.grid(image: 448, patch: 14)
    try vision.checkEncoderHeads(hidden, or: 16)
    var count = TowerCount()
    (count.layers, count.hidden, count.pixels) = (layers, hidden, grid.pixels)
    // The class, and a position for it and for each patch.
    count.add(hidden)
    count.add(grid.patches + 1, hidden)
    count.addLinear(grid.pixels, hidden, bias: false)
    count.addPlainLayers(layers, hidden, intermediate)
    for _ in 0..<2 { count.addLayerNorm(hidden) }
    let output = try vision.width("projector_output_dim", 4096)
    count.addLinear(intermediate, try vision.width("projector_input_dim", 4096), bias: false)
    count.addLinear(output, output, bias: false)
    count.addLinear(try vision.width("vision_output_dim", 7680), text.hidden, bias: false)
    let side = try vision.shrinking("pixel_shuffle_ratio")
    return count.tower(patches: side * side, isReached: true)
  }
}

extension Config {
  /// How many patches of a row become one: a ratio of a half gives two.
  func shrinking(_ key: String) throws(ImportFault) -> Int {
    let ratio = try share(key, or: 0.5)
    guard ratio >= 1.0 / 64 else {
      throw fault("\(key) is \(ratio): no model comes near that.", at: key)
    }
    return Int(1 / ratio)
  }
}
