import MemoryModel

/// `LlavaConfig`, `LlavaNextConfig`, `LlavaOnevisionConfig` of transformers 5.23 (models/llava,
/// llava_next, llava_onevision): an encoder, and an MLP of two layers behind it.
extension Wrapper {
  static let llava = Wrapper(
    "llava", text: .named(or: "llama"), tying: .either
  ) { (config, text) throws(ImportFault) in
    var count = try config.llavaEncoder()
    try config.addLlavaProjector(for: text, to: &count)
    if try !config.readsLastLayerButOne() { count.encoder = nil }
    return count.tower(patches: 1, tokens: count.positions, isReached: true)
  }

  static let llavaNext = Wrapper(
    "llava_next", text: .named(or: "llama"), tying: .outside(false)
  ) { (config, text) throws(ImportFault) in
    var count = try config.llavaEncoder()
    try config.addLlavaProjector(for: text, to: &count)
    count.addFirst(text.hidden)
    return count.tower(patches: 1, isReached: true)
  }

  static let llavaOneVision = Wrapper(
    "llava_onevision", text: .named(or: "qwen2"), tying: .outside(false)
  ) { (config, text) throws(ImportFault) in
    var (count, _) = try config.encoder(
      or: .siglip,
      otherwise: [
        "hidden_size": .whole(1152), "intermediate_size": .whole(4304), "patch_size": .whole(14),
        "image_size": .whole(384), "num_hidden_layers": .whole(26),
        "num_attention_heads": .whole(16), "vision_use_head": .truth(false),
      ])
    try config.addLlavaProjector(for: text, to: &count)
    count.addFirst(text.hidden)
    return count.tower(patches: 1, isReached: true)
  }
}

extension Config {
  func llavaEncoder(image: Int = 336) throws(ImportFault) -> TowerCount {
    try encoder(
      or: .clip,
      otherwise: [
        "intermediate_size": .whole(4096), "hidden_size": .whole(1024), "patch_size": .whole(14),
        "image_size": .whole(image), "num_hidden_layers": .whole(24),
        "num_attention_heads": .whole(16),
      ]
    ).0
  }

  /// Whether the projector reads what the last layer of the encoder is given, without its class.
  fileprivate func readsLastLayerButOne() throws(ImportFault) -> Bool {
    let layer = "vision_feature_layer"
    let place = isWhole(layer) ? try number(layer) : isSet(layer) ? 0 : -2
    let strategy = try text("vision_feature_select_strategy") ?? "default"
    let activation = try text("projector_hidden_act") ?? "gelu"
    return place == -2 && strategy == "default" && activation == "gelu"
  }

  func addLlavaProjector(
    for text: Architecture, to count: inout TowerCount
  ) throws(ImportFault) {
    let bias = try flag("multimodal_projector_bias", or: true)
    count.addLinear(count.hidden * (try featureLayers()), text.hidden, bias: bias)
    count.addLinear(text.hidden, text.hidden, bias: bias)
  }
}
