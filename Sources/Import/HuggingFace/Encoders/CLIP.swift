import MemoryModel

extension Config {
  /// `CLIPVisionConfig` and `CLIPVisionModel` of transformers 5.23 (models/clip).
  func clip() throws(ImportFault) -> TowerCount {
    let hidden = try width("hidden_size", 768)
    let layers = try depth("num_hidden_layers", 12)
    try checkEncoderHeads(hidden, or: 12)
    let grid = try grid(image: 224, patch: 32)
    var count = TowerCount()
    (count.layers, count.hidden, count.pixels) = (layers, hidden, grid.pixels)
    count.addPatches(grid.pixels, hidden, bias: false)
    // The class, and a position for it and for each patch.
    count.add(grid.patches + 2, hidden)
    count.addPlainLayers(layers, hidden, try width("intermediate_size", 3072))
    count.addLayerNorm(hidden, times: 2)
    return count
  }
}
