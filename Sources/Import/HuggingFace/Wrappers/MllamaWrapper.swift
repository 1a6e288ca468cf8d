import MemoryModel

/// `MllamaConfig` and `MllamaForConditionalGeneration` of transformers 5.23 (models/mllama): Llama 3.2
/// Vision. An image is cut into tiles; two encoders, and what some layers of the first gave, make the
/// states that some layers of the text model look at.
extension Wrapper {
  static let mllama = Wrapper(
    "mllama", text: .only("mllama_text_model"), tying: .inside
  ) { (config, text) throws(ImportFault) in
    let vision = try config.object("vision_config") ?? Config([:])
    let hidden = try vision.width("hidden_size", 1280)
    let layers = try vision.depth("num_hidden_layers", 32)
    let further = try vision.depth("num_global_layers", 8)
    let (tiles, ratios) = try vision.tiles()
    let grid = try vision.grid(image: 448, patch: 14)
    var count = TowerCount()
    (count.layers, count.hidden, count.pixels) = (layers + further, hidden, grid.pixels)
    // The class, and a position for it and for each patch; these once more for each tile of each
    // ratio, and two embeddings of tiles. Each of the three has a gate.
    count.add(hidden)
    count.addPatches(grid.pixels, hidden, bias: false)
    count.add(1)
    count.add(grid.patches + 1, hidden)
    count.add(ratios + 1, tiles, grid.patches + 1, hidden)
    for _ in 0..<2 {
      count.add(1)
      count.add(ratios + 1, tiles, hidden)
    }
    for _ in 0..<2 { count.addLayerNorm(hidden) }
    let heads = try vision.heads(of: hidden)
    let inner = try vision.width("intermediate_size", 5120)
    count.addLayers(layers, hidden, heads: heads, inner, areGated: false)
    count.addLayers(further, hidden, heads: heads, inner, areGated: true)
    count.addText()
    count.addLinear(try vision.width("vision_output_dim", 7680), text.hidden)
    var tower = count.tower(patches: tiles * grid.patches, isReached: true)
    tower?.states = tiles * (grid.patches + 1)
    tower?.heads = heads
    tower?.intermediate = inner
    return tower
  }
}

extension TowerCount {
  /// `MllamaVisionEncoderLayer`: projections without a bias, an MLP with them, perhaps two gates.
  fileprivate mutating func addLayers(
    _ layers: Int, _ hidden: Int, heads: Int, _ intermediate: Int, areGated: Bool
  ) {
    add(times: layers) { layer in
      if areGated { for _ in 0..<2 { layer.add(1) } }
      for _ in 0..<3 { layer.addLinear(hidden, hidden / heads * heads, bias: false) }
      layer.addLinear(hidden / heads * heads, hidden, bias: false)
      layer.addLinear(hidden, intermediate)
      layer.addLinear(intermediate, hidden)
      for _ in 0..<2 { layer.addLayerNorm(hidden) }
    }
  }
}

extension Config {
  /// Tiles of an image, and the ratios of sides that they may be laid out in.
  fileprivate func tiles() throws(ImportFault) -> (tiles: Int, ratios: Int) {
    let tiles = try count("max_num_tiles", or: 4, upTo: 1 << 10)
    let key = "supported_aspect_ratios"
    if isSet(key) { return (tiles, try items(key)) }
    guard tiles == 4 else {
      throw fault(
        "max_num_tiles is \(tiles): with the default of \(key) it must be 4.", at: "max_num_tiles")
    }
    return (tiles, 8)
  }

  fileprivate func heads(of width: Int) throws(ImportFault) -> Int {
    let keys = ["attention_heads", "num_attention_heads"]
    let heads = try count(keys, or: 16, upTo: 1 << 16)
    guard heads <= width else {
      throw fault(
        "attention_heads is \(heads), more than the tower is wide, \(width).",
        at: keys.first(where: has) ?? keys[0])
    }
    return heads
  }
}
