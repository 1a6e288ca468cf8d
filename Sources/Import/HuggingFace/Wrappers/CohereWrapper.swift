import MemoryModel

/// `Cohere2VisionConfig` and `AyaVisionConfig` of transformers 5.23 (models/cohere2_vision,
/// aya_vision): an encoder, and a SwiGLU behind it, which halves the width in its middle.
extension Wrapper {
  static let cohere2Vision = Wrapper(
    "cohere2_vision", text: .named(or: "cohere2"), tying: .outside(true)
  ) { (config, text) throws(ImportFault) in
    var (count, _) = try config.encoder(
      or: .siglip,
      otherwise: [
        "hidden_size": .whole(1152), "intermediate_size": .whole(3072), "image_size": .whole(512),
        "num_hidden_layers": .whole(27), "num_attention_heads": .whole(12),
      ])
    let side = try config.count("downsample_factor", or: 2, upTo: 1 << 6)
    let inner = try config.width("alignment_intermediate_size", 36864)
    count.addLinear(count.hidden * side * side, inner)
    count.addLinear(inner / 2, text.hidden)
    return count.tower(patches: side * side, isReached: true)
  }

  static let ayaVision = Wrapper(
    "aya_vision", text: .named(or: "cohere2"), tying: .outside(true)
  ) { (config, text) throws(ImportFault) in
    var (count, _) = try config.encoder(
      or: .siglip,
      otherwise: [
        "hidden_size": .whole(1152), "intermediate_size": .whole(4304), "patch_size": .whole(14),
        "image_size": .whole(384), "num_hidden_layers": .whole(26),
        "num_attention_heads": .whole(14), "vision_use_head": .truth(false),
      ])
    let side = try config.count("downsample_factor", or: 2, upTo: 1 << 6)
    let width = count.hidden * side * side
    let inner = try config.width("alignment_intermediate_size", text.hidden)
    count.addLayerNorm(width)
    count.addLinear(width, inner)
    count.addLinear(inner / 2, text.hidden)
    return count.tower(patches: side * side, isReached: true)
  }
}
