import MemoryModel

extension Config {
  /// `PixtralVisionConfig` and `PixtralVisionModel` of transformers 5.23 (models/pixtral). Its
  /// positions are rotary: the size of an image does not matter.
  func pixtral() throws(ImportFault) -> TowerCount {
    let hidden = try width("hidden_size", 1024)
    let layers = try depth("num_hidden_layers", 24)
    let intermediate = try width("intermediate_size", 4096)
    let patch = try sides("patch_size", 16)
    var count = TowerCount()
    (count.layers, count.hidden) = (layers, hidden)
    (count.heads, count.intermediate) = (try checkEncoderHeads(hidden, or: 16), intermediate)
    let activation = try text("hidden_act") ?? "gelu"
    count.encoder = activation == "silu" ? .pixtral : nil
    count.pixels = try self.count("num_channels", or: 3, upTo: 1 << 10) * patch.0 * patch.1
    count.addPatches(count.pixels, hidden, bias: false)
    count.add(hidden)
    count.add(times: layers) { layer in
      layer.add(hidden)
      for _ in 0..<3 { layer.addLinear(hidden, intermediate, bias: false) }
      for _ in 0..<4 { layer.addLinear(hidden, hidden, bias: false) }
      layer.add(hidden)
    }
    return count
  }
}
