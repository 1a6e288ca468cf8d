import MemoryModel

/// `Kimi_K25Config` and `Kimi_K25ForConditionalGeneration` of transformers 5.23 (models/kimi_k25).
extension Wrapper {
  static let kimiK25 = Wrapper(
    "kimi_k25", text: .named(or: "deepseek_v3"), tying: .outside(true)
  ) { (config, text) throws(ImportFault) in
    let vision = try config.object("vision_config") ?? Config([:])
    let hidden = try vision.width("hidden_size", 1152)
    let layers = try vision.depth("num_hidden_layers", 27)
    let patch = try vision.sides("patch_size", 14)
    let merge = try vision.sides("merge_kernel_size", 2)
    try vision.checkEncoderHeads(hidden, or: 16)
    var count = TowerCount()
    (count.layers, count.hidden, count.pixels) = (layers, hidden, 3 * patch.0 * patch.1)
    count.addPatches(count.pixels, hidden)
    count.add(
      try vision.width("pos_emb_height", 64), try vision.width("pos_emb_width", 64), hidden)
    count.addPlainLayers(layers, hidden, try vision.width("intermediate_size", 4304))
    count.addLayerNorm(hidden)
    count.addText()
    let merged = merge.0 * merge.1
    count.addLayerNorm(try config.width("projection_hidden_size", 1152))
    count.addLinear(hidden * merged, hidden * merged)
    count.addLinear(hidden * merged, text.hidden)
    return count.tower(patches: merged)
  }
}
