import MemoryModel

/// `MiniCPMV4_6Config` and `MiniCPMV4_6ForConditionalGeneration` of transformers 5.23
/// (models/minicpmv4_6): within the encoder a window of patches becomes one, and behind it four.
extension Wrapper {
  static let miniCPMV46 = Wrapper(
    "minicpmv4_6", text: .named(or: "qwen3_5_text"), tying: .outside(false)
  ) { (config, text) throws(ImportFault) in
    let vision = try config.object("vision_config") ?? Config([:])
    var count = try vision.siglipLike(intermediate: 3072, hidden: 768, heads: 12, patch: 16)
    let (hidden, inner) = (count.hidden, try vision.width("intermediate_size", 3072))
    let window = try vision.pair("window_kernel_size") ?? (2, 2)
    let area = window.0 * window.1
    for _ in 0..<4 { count.addLinear(hidden, hidden) }
    count.addLayerNorm(hidden)
    count.addLayerNorm(hidden * area)
    count.addLinear(hidden * area, inner * area)
    count.addLinear(inner * area, hidden)
    let mergers = try config.count("merger_times", or: 1, upTo: 1 << 3)
    count.addText()
    for merger in 1...mergers {
      count.addLayerNorm(4 * hidden)
      count.addLinear(4 * hidden, 4 * hidden)
      count.addLinear(4 * hidden, merger < mergers ? hidden : text.hidden)
    }
    let merged = 1 << (2 * mergers)
    if try config.text("downsample_mode") == "4x" {
      return count.tower(patches: merged, isReached: true)
    }
    // The layers behind the window have so many patches fewer: they count as fewer layers.
    let first = try config.count("insert_layer_id", or: 6, from: 0, upTo: 1 << 14)
    let wide = min(first + 1, count.layers)
    count.layers = wide + (count.layers - wide + area - 1) / area
    return count.tower(patches: merged * area, isReached: true)
  }
}
