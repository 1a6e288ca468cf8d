import MemoryModel

extension Config {
  /// `SiglipVisionConfig` and `SiglipVisionModel` of transformers 5.23 (models/siglip).
  func siglip() throws(ImportFault) -> TowerCount {
    var count = try siglipLike(intermediate: 3072, hidden: 768, heads: 12, patch: 16)
    count.addBuffer(try grid(image: 224, patch: 16).patches, .indices)
    let pools = try flag("vision_use_head", or: true)
    if pools { count.addPoolingHead(count.hidden, count.intermediate) }
    let activation = try text("hidden_act") ?? "gelu_pytorch_tanh"
    count.encoder = !pools && activation == "gelu_pytorch_tanh" ? .siglip : nil
    return count
  }

  /// `Siglip2VisionConfig` and `Siglip2VisionModel` (models/siglip2): patches come cut, so that a
  /// linear module takes them, and their number is stated.
  func siglip2() throws(ImportFault) -> TowerCount {
    let hidden = try width("hidden_size", 768)
    let layers = try depth("num_hidden_layers", 12)
    let intermediate = try width("intermediate_size", 3072)
    let patch = try count("patch_size", or: 16, upTo: 1 << 12)
    try checkEncoderHeads(hidden, or: 12)
    var count = TowerCount()
    (count.layers, count.hidden) = (layers, hidden)
    count.pixels = try self.count("num_channels", or: 3, upTo: 1 << 10) * patch * patch
    count.addLinear(count.pixels, hidden)
    count.add(try self.count("num_patches", or: 256, upTo: 1 << 24), hidden)
    count.addPlainLayers(layers, hidden, intermediate)
    count.addLayerNorm(hidden)
    if try flag("vision_use_head", or: true) { count.addPoolingHead(hidden, intermediate) }
    return count
  }

  /// `Idefics3VisionConfig`, `SmolVLMVisionConfig`: the same without a head (models/idefics3).
  func idefics3Vision() throws(ImportFault) -> TowerCount {
    try siglipLike(intermediate: 3072, hidden: 1152, heads: 16, patch: 32)
  }

  /// The same without a head, by the defaults of a class.
  func siglipLike(
    intermediate: Int, hidden: Int, heads: Int, patch: Int, layers: Int = 12, image: Int = 224
  ) throws(ImportFault) -> TowerCount {
    let hidden = try width("hidden_size", hidden)
    let layers = try depth("num_hidden_layers", layers)
    let heads = try checkEncoderHeads(hidden, or: heads)
    let intermediate = try width("intermediate_size", intermediate)
    let grid = try grid(image: image, patch: patch)
    var count = TowerCount()
    (count.layers, count.hidden, count.pixels) = (layers, hidden, grid.pixels)
    (count.heads, count.intermediate, count.positions) = (heads, intermediate, grid.patches)
    count.addPatches(grid.pixels, hidden)
    count.add(grid.patches, hidden)
    count.addPlainLayers(layers, hidden, intermediate)
    count.addLayerNorm(hidden)
    return count
  }

  /// The patches of an image, and the values of one.
  func grid(image: Int, patch: Int) throws(ImportFault) -> (patches: Int, side: Int, pixels: Int) {
    let image = try sides("image_size", image)
    let patch = try sides("patch_size", patch)
    let channels = try count("num_channels", or: 3, upTo: 1 << 10)
    let (rows, columns) = (image.0 / patch.0, image.1 / patch.1)
    guard rows > 0, columns > 0 else {
      throw fault("image_size is smaller than patch_size.", at: "image_size")
    }
    return (rows * columns, rows, channels * patch.0 * patch.1)
  }

  /// The heads of an encoder's layers. Its attention raises where they do not divide the width.
  @discardableResult
  func checkEncoderHeads(
    _ hidden: Int, or standard: Int, at key: String = "num_attention_heads"
  ) throws(ImportFault) -> Int {
    let heads = try width(key, standard)
    if hidden % heads == 0 { return heads }
    throw fault("\(key) is \(heads), no divisor of the tower's width, \(hidden).", at: key)
  }
}

extension TowerCount {
  /// `SiglipMultiheadAttentionPoolingHead`: a probe, torch's own attention, whose projections are
  /// no plain nn.Linear, a norm and an MLP.
  fileprivate mutating func addPoolingHead(_ hidden: Int, _ intermediate: Int) {
    add(hidden)
    add(3, hidden, hidden)
    add(3, hidden)
    add(hidden, hidden)
    add(hidden)
    addLayerNorm(hidden)
    addLinear(hidden, intermediate)
    addLinear(intermediate, hidden)
  }

  /// The convolution that makes one vector of each patch.
  mutating func addPatches(_ pixels: Int, _ hidden: Int, bias: Bool = true) {
    add(pixels, hidden)
    if bias { add(hidden) }
  }
}
