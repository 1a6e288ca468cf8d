import MemoryModel

/// `LlavaNextVideoConfig`, `VideoLlavaConfig`, `VipLlavaConfig`, `DeepseekVLConfig` and
/// `VideoLlama3Config` of transformers 5.23 (models/llava_next_video, video_llava, vipllava,
/// deepseek_vl, video_llama_3): LLaVA with more around it, or another encoder.
extension Wrapper {
  static let llavaNextVideo = Wrapper(
    "llava_next_video", text: .named(or: "llama"), tying: .either
  ) { (config, text) throws(ImportFault) in
    var count = try config.llavaEncoder()
    try config.addLlavaProjector(for: text, to: &count)
    count.addFirst(text.hidden)
    try config.addVideoPooler(to: &count)
    return count.tower(patches: 1, isReached: true)
  }

  /// One encoder for images, and one for the frames of videos.
  static let videoLlava = Wrapper(
    "video_llava", text: .named(or: "llama"), tying: .outside(false)
  ) { (config, text) throws(ImportFault) in
    var count = try config.llavaEncoder(image: 224)
    count.add(count)
    try config.addLlavaProjector(for: text, to: &count)
    return count.tower(patches: 1, isReached: true)
  }

  static let vipLlava = Wrapper(
    "vipllava", text: .named(or: "llama"), tying: .outside(false)
  ) { (config, text) throws(ImportFault) in
    var count = try config.llavaEncoder()
    // attribute_map: two spellings of one field.
    let read = try config.featureLayers(["vision_feature_layers", "vision_feature_layer"], or: 5)
    count.addLayerNorm(count.hidden * read)
    count.addLinear(count.hidden * read, text.hidden)
    count.addLinear(text.hidden, text.hidden)
    return count.tower(patches: 1, isReached: true)
  }

  static let deepSeekVL = Wrapper(
    "deepseek_vl", text: .named(or: "llama"), tying: .outside(true)
  ) { (config, text) throws(ImportFault) in
    var (count, _) = try config.encoder(or: .siglip)
    count.addLinear(count.hidden, text.hidden)
    count.addLinear(text.hidden, text.hidden)
    return count.tower(patches: 1, isReached: true)
  }

  /// Its encoder is SigLIP's with rotary positions. Four patches of a video's frame become one token,
  /// and one of an image.
  static let videoLlama3 = Wrapper(
    "video_llama_3", text: .named(or: "qwen2"), tying: .either
  ) { (config, text) throws(ImportFault) in
    let vision = try config.object("vision_config") ?? Config([:])
    let hidden = try vision.width("hidden_size", 768)
    let layers = try vision.depth("num_hidden_layers", 12)
    let patch = try vision.sides("patch_size", 16)
    try vision.checkEncoderHeads(hidden, or: 12)
    var count = TowerCount()
    (count.layers, count.hidden) = (layers, hidden)
    count.pixels = try vision.count("num_channels", or: 3, upTo: 1 << 10) * patch.0 * patch.1
    count.addPatches(count.pixels, hidden)
    count.addPlainLayers(layers, hidden, try vision.width("intermediate_size", 3072))
    count.addLayerNorm(hidden)
    count.addLinear(hidden, text.hidden)
    count.addLinear(text.hidden, text.hidden)
    return count.tower(patches: 1, isReached: true)
  }
}

extension Config {
  /// `LlavaNextVideoPooler`: of three ways to pool the frames of a video one has weights.
  fileprivate func addVideoPooler(to count: inout TowerCount) throws(ImportFault) {
    let key = "spatial_pool_mode"
    switch try text(key) {
    case nil, "average", "max": break
    case "conv":
      let stride = try self.count("spatial_pool_stride", or: 2, upTo: 1 << 10)
      let output = try width("spatial_pool_out_channels", count.hidden)
      count.add(count.hidden, output, stride, stride)
      count.add(output)
    case let other?:
      throw fault("\(key) is \(quoted(other)).", at: key, hint: "average, max or conv")
    }
  }
}
