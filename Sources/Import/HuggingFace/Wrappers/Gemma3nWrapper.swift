import MemoryModel

/// `Gemma3nConfig` and `Gemma3nForConditionalGeneration` of transformers 5.23 (models/gemma3n):
/// timm's MobileNet sees, a conformer hears, and an embedder behind each makes tokens of it. A
/// config that is missing or null is its class's default.
///
/// A step on text keeps what the text model alone keeps, and two masks of a byte a token, which are
/// left out: on a CPU, a tiny model kept just these more.
extension Wrapper {
  static let gemma3n = Wrapper(
    "gemma3n", text: .only("gemma3n_text"), tying: .outside(true)
  ) { (config, text) throws(ImportFault) in
    let vision = try config.object("vision_config") ?? Config([:])
    let sound = try config.object("audio_config") ?? Config([:])
    try vision.checkMobileNet()
    var count = TowerCount()
    // timm's tensors one by one are not told here.
    count.add(mobileNet)
    count.pixels = pixelsOfToken
    try count.addEmbedder(of: vision, or: 2048, text, isLast: false)
    try sound.countGemma3nSound(into: &count)
    try count.addEmbedder(of: sound, or: 1536, text, isLast: true)
    return count.tower(patches: 1)
  }

  /// Parameters of `mobilenetv5_300m_enc` without a classifier. None stands in an nn.Linear: its
  /// 1 × 1 convolutions are convolutions, which bitsandbytes leaves as they are.
  // timm 1.0.31 models/mobilenetv5.py `mobilenetv5_300m_enc`, made with `num_classes=0`
  private static let mobileNet = 294_126_912

  /// An image of 768 × 768 in three channels makes 16 × 16 tokens, `vision_soft_tokens_per_image`.
  // timm 1.0.31 models/mobilenetv5.py `default_cfgs` input_size, and `MobileNetV5Encoder`
  // msfa_output_resolution
  private static let pixelsOfToken = 3 * 48 * 48
}

extension TowerCount {
  /// `Gemma3nMultimodalEmbedder`: a table for tokens of its own, a norm for these and one for
  /// features, a projection, and a norm without a weight.
  fileprivate mutating func addEmbedder(
    of config: Config, or standard: Int, _ text: Architecture, isLast: Bool
  ) throws(ImportFault) {
    let hidden = try config.width("hidden_size", standard)
    add(try config.count("vocab_size", or: 128, upTo: 1 << 28), hidden)
    for _ in 0..<2 { add(hidden) }
    addProjection(hidden, text, isLast: isLast)
  }
}

extension Config {
  /// Refuses what timm would build otherwise: `architecture` names it, `model_args` change it.
  fileprivate func checkMobileNet() throws(ImportFault) {
    let known = "mobilenetv5_300m_enc"
    if let named = try text("architecture"), named != known {
      throw fault(
        "The vision tower is timm's \(quoted(named)), which I do not know yet.",
        at: "architecture", hint: "I know \(known).")
    }
    if let changed = try object("model_args"), !changed.keys.isEmpty {
      throw fault(
        "model_args changes timm's \(known): I know it as timm makes it alone.", at: "model_args")
    }
  }

  /// `Gemma3nAudioEncoder`: two convolutions with a norm each, a projection, and a conformer.
  fileprivate func countGemma3nSound(into count: inout TowerCount) throws(ImportFault) {
    let hidden = try width("hidden_size", 1536)
    let heads = "conf_num_attention_heads"
    try checkEncoderHeads(hidden, or: 8, at: heads)
    let channels = try pair("sscp_conv_channel_size") ?? (128, 32)
    let kernels = try twoPairs("sscp_conv_kernel_size", or: (3, 3))
    let strides = try twoPairs("sscp_conv_stride_size", or: (2, 2))
    count.add(channels.0, kernels[0].0 * kernels[0].1)
    count.add(channels.1, channels.0, kernels[1].0 * kernels[1].1)
    count.add(channels.0)
    count.add(channels.1)
    var bands = try width("input_feat_size", 128)
    for (kernel, stride) in zip(kernels, strides) {
      // Padded by one on either side.
      guard bands + 2 >= kernel.1 else {
        throw fault(
          "sscp_conv_kernel_size is wider than what it reads: \(kernel.1) of \(bands + 2) bands.",
          at: "sscp_conv_kernel_size")
      }
      bands = (bands + 2 - kernel.1) / stride.1 + 1
    }
    count.addLinear(channels.1 * bands, hidden, bias: false)
    count.addConformer(
      layers: try depth("conf_num_hidden_layers", 12), hidden: hidden, heads: try width(heads, 8),
      kernel: try self.count("conf_conv_kernel_size", or: 5, upTo: 1 << 10))
  }

  /// Height and width for each of two convolutions.
  private func twoPairs(
    _ key: String, or standard: (Int, Int)
  ) throws(ImportFault) -> [(Int, Int)] {
    guard isSet(key) else { return [standard, standard] }
    guard case .list(let items)? = self[key], items.count == 2 else {
      throw fault("\(key) must list two pairs: [[3, 3], [3, 3]].", at: key)
    }
    var pairs: [(Int, Int)] = []
    for item in items {
      guard case .list(let sides) = item, sides.count == 2,
        case .whole(let height) = sides[0], case .whole(let width) = sides[1],
        1...1024 ~= height, 1...1024 ~= width
      else { throw fault("\(key) must list two pairs: [[3, 3], [3, 3]].", at: key) }
      pairs.append((height, width))
    }
    return pairs
  }
}
