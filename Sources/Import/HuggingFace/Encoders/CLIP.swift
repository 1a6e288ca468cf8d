import MemoryModel

extension Config {
  /// `CLIPVisionConfig` and `CLIPVisionModel` of transformers 5.23 (models/clip).
  func clip() throws(ImportFault) -> TowerCount {
    let hidden = try width("hidden_size", 768)
    let layers = try depth("num_hidden_layers", 12)
    let heads = try checkEncoderHeads(hidden, or: 12)
    let intermediate = try width("intermediate_size", 3072)
    let grid = try grid(image: 224, patch: 32)
    var count = TowerCount()
    (count.layers, count.hidden, count.pixels) = (layers, hidden, grid.pixels)
    (count.heads, count.intermediate, count.positions) = (heads, intermediate, grid.patches)
    count.encoder = try text("hidden_act") ?? "quick_gelu" == "quick_gelu" ? .clip : nil
    // The class, and a position for it and for each patch.
    count.add(hidden)
    count.addBuffer(grid.patches + 1, .indices)
    count.addPatches(grid.pixels, hidden, bias: false)
    count.add(grid.patches + 1, hidden)
    count.addLayerNorm(hidden)
    count.addPlainLayers(layers, hidden, intermediate)
    count.addLayerNorm(hidden)
    return count
  }
}
