import MemoryModel

/// `Idefics2Config` and `Idefics2ForConditionalGeneration` of transformers 5.23 (models/idefics2):
/// whatever an image's size, a perceiver makes as many tokens of it.
extension Wrapper {
  static let idefics2 = Wrapper(
    "idefics2", text: .named(or: "mistral"), tying: .outside(false)
  ) { (config, text) throws(ImportFault) in
    let vision = try config.object("vision_config") ?? Config([:])
    var count = try vision.siglipLike(intermediate: 3072, hidden: 768, heads: 12, patch: 32)
    for _ in 0..<2 { count.addLinear(count.hidden, text.intermediate, bias: false) }
    count.addLinear(text.intermediate, text.hidden, bias: false)
    let perceiver = try config.object("perceiver_config") ?? Config([:])
    let latents = try perceiver.addPerceiver(text.hidden, to: &count)
    // An image as large as image_size; a smaller one has fewer patches and as many tokens.
    let patches = try vision.grid(image: 224, patch: 32).patches
    var tower = count.tower(patches: (patches + latents - 1) / latents, isReached: true)
    tower?.text = "text_model"
    return tower
  }
}

extension Config {
  /// `Idefics2PerceiverResampler`, as wide as the text model whatever its `hidden_size` says.
  ///
  /// - Returns: how many tokens it makes.
  fileprivate func addPerceiver(
    _ hidden: Int, to count: inout TowerCount
  ) throws(ImportFault) -> Int {
    let latents = try self.count("resampler_n_latents", or: 64, upTo: 1 << 20)
    let depth = try depth("resampler_depth", 3)
    let heads = try width("resampler_n_heads", 16)
    let headDim = try width("resampler_head_dim", 96)
    let key = "num_key_value_heads"
    let keys = try width(key, 4)
    guard heads % keys == 0 else {
      throw fault("\(key) is \(keys), no divisor of resampler_n_heads, \(heads).", at: key)
    }
    count.add(latents, hidden)
    count.add(times: depth) { layer in
      for _ in 0..<2 { layer.add(hidden) }
      layer.addLinear(hidden, heads * headDim, bias: false)
      for _ in 0..<2 { layer.addLinear(hidden, keys * headDim, bias: false) }
      layer.addLinear(heads * headDim, hidden, bias: false)
      layer.add(hidden)
      for _ in 0..<3 { layer.addLinear(hidden, 4 * hidden, bias: false) }
    }
    count.add(hidden)
    return latents
  }
}
