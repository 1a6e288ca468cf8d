import MemoryModel

/// `Gemma4Config` and `Gemma4ForConditionalGeneration` of transformers 5.23 (models/gemma4), whose
/// towers for images and sound may each be left out; `Gemma4UnifiedConfig` (models/gemma4_unified),
/// which projects patches and sound without layers of their own.
extension Wrapper {
  static let gemma4 = Wrapper(
    "gemma4", text: .only("gemma4_text"), tying: .outside(true)
  ) { (config, text) throws(ImportFault) in
    var count = TowerCount()
    var side = 1
    // Of a model without a head of its own, the quantizer leaves the last module as it is: the
    // projection of sound, or else of images (quantizers/base.py `get_keys_to_not_convert`).
    let hasSound = config.isSet("audio_config")
    let vision = try config.object("vision_config")
    let sound = try config.object("audio_config")
    if let vision {
      try vision.countGemma4Vision(into: &count)
      side = try vision.count("pooling_kernel_size", or: 3, upTo: 1 << 6)
    }
    count.addText()
    try sound?.countGemma4Sound(into: &count)
    if vision != nil { count.addProjection(count.hidden, text, isLast: !hasSound) }
    if let sound {
      count.addProjection(try sound.width("output_proj_dims", 1536), text, isLast: true)
    }
    return count.tower(patches: side * side, mask: try config.gemma4Mask(or: nil))
  }

  static let gemma4Unified = Wrapper(
    "gemma4_unified", text: .only("gemma4_unified_text"),
    tying: .outside(true)
  ) { (config, text) throws(ImportFault) in
    var count = TowerCount()
    let hasSound = config.isSet("audio_config")
    if let vision = try config.object("vision_config") {
      let patch = try vision.count("patch_size", or: 16, upTo: 1 << 12)
      let side = patch * (try vision.count("pooling_kernel_size", or: 3, upTo: 1 << 6))
      let width = try vision.width("mm_embed_dim", 3840)
      count.pixels = 3 * side * side
      count.addLayerNorm(count.pixels)
      count.addLinear(count.pixels, width)
      for _ in 0..<2 { count.addLayerNorm(width) }
      count.add(try vision.count("mm_posemb_size", or: 1120, upTo: 1 << 24), 2, width)
      count.addProjection(
        try vision.width("output_proj_dims", 3840), text, isLast: !hasSound)
    }
    if let sound = try config.object("audio_config") {
      let keys = ["audio_samples_per_token", "output_proj_dims", "hidden_size", "audio_embed_dim"]
      count.addProjection(try sound.count(keys, or: 640, upTo: 1 << 20), text, isLast: true)
    }
    // Its forward makes the mask in any case.
    let mask = try config.gemma4Mask(or: "vision")
    return count.tower(patches: 1, mask: mask == .images ? .always : .none)
  }
}

extension TowerCount {
  /// `Gemma4MultimodalEmbedder`: a projection, behind a norm without a weight.
  ///
  /// - Parameter isLast: whether the model's last parameter is this one, but for a head of its own.
  mutating func addProjection(_ width: Int, _ text: Architecture, isLast: Bool) {
    if isLast && text.tied {
      add(width, text.hidden)
    } else {
      addLinear(width, text.hidden, bias: false)
    }
  }
}

extension Config {
  fileprivate func gemma4Mask(
    or standard: String?
  ) throws(ImportFault) -> Architecture.Tower.Mask {
    let text = try object("text_config") ?? Config([:])
    let key = "use_bidirectional_attention"
    let written = text.has(key) ? try text.text(key) : standard
    return written == "vision" ? .images : .none
  }

  /// `Gemma4VisionModel`.
  fileprivate func countGemma4Vision(into count: inout TowerCount) throws(ImportFault) {
    let hidden = try width("hidden_size", 768)
    let layers = try depth("num_hidden_layers", 16)
    let patch = try self.count("patch_size", or: 16, upTo: 1 << 12)
    let headDim = try width("head_dim", 64)
    let queries = try self.count("num_attention_heads", or: 12, upTo: 1 << 16) * headDim
    let keys = try self.count("num_key_value_heads", or: 12, upTo: 1 << 16) * headDim
    let inner = try width("intermediate_size", 3072)
    (count.layers, count.hidden, count.pixels) = (layers, hidden, 3 * patch * patch)
    count.add(2, try self.count("position_embedding_size", or: 10240, upTo: 1 << 24), hidden)
    count.addLinear(count.pixels, hidden, bias: false)
    let clips = try flag("use_clipped_linears", or: false)
    count.add(times: layers) { layer in
      layer.addClipped(hidden, queries, clips: clips)
      for _ in 0..<2 { layer.addClipped(hidden, keys, clips: clips) }
      layer.addClipped(queries, hidden, clips: clips)
      for _ in 0..<2 { layer.add(headDim) }
      for _ in 0..<2 { layer.addClipped(hidden, inner, clips: clips) }
      layer.addClipped(inner, hidden, clips: clips)
      for _ in 0..<4 { layer.add(hidden) }
    }
  }

  /// `Gemma4AudioModel`: a conformer.
  fileprivate func countGemma4Sound(into count: inout TowerCount) throws(ImportFault) {
    let hidden = try width("hidden_size", 1024)
    let layers = try depth("num_hidden_layers", 12)
    let heads = try self.count("num_attention_heads", or: 8, upTo: 1 << 16)
    try checkEncoderHeads(hidden, or: 8)
    let channels = try pair("subsampling_conv_channels") ?? (128, 32)
    count.add(9, channels.0)
    count.add(channels.0)
    count.add(9, channels.0, channels.1)
    count.add(channels.1)
    count.addLinear(channels.0 / 4 * channels.1, hidden, bias: false)
    count.addConformer(
      layers: layers, hidden: hidden, heads: heads,
      kernel: try self.count("conv_kernel_size", or: 5, upTo: 1 << 10),
      clips: try flag("use_clipped_linears", or: true))
    count.addLinear(hidden, try width("output_proj_dims", 1536))
  }
}
