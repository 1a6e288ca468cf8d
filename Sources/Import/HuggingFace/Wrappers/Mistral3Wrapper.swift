import MemoryModel

/// `Mistral3Config` and `Mistral3ForConditionalGeneration` of transformers 5.23 (models/mistral3):
/// Mistral Small 3.1, Ministral 3, Devstral.
extension Wrapper {
  static let mistral3 = Wrapper(
    "mistral3",
    text: .named(
      or: "mistral",
      otherwise: [
        "head_dim": .whole(128), "hidden_size": .whole(5120), "intermediate_size": .whole(32768),
        "num_attention_heads": .whole(32), "num_hidden_layers": .whole(40),
        "num_key_value_heads": .whole(8), "sliding_window": .null, "vocab_size": .whole(131072),
      ]),
    tying: .outside(true)
  ) { (config, text) throws(ImportFault) in
    var (count, vision) = try config.encoder(
      or: .pixtral,
      otherwise: [
        "hidden_size": .whole(1024), "intermediate_size": .whole(4096), "patch_size": .whole(14),
        "num_hidden_layers": .whole(24), "num_attention_heads": .whole(16),
      ])
    let width = try vision.width("hidden_size", count.hidden)
    let side = try config.count("spatial_merge_size", or: 2, upTo: 1 << 6)
    let bias = try config.flag("multimodal_projector_bias", or: false)
    count.add(width)
    count.addLinear(width * side * side, width, bias: false)
    count.addLinear(width * (try config.featureLayers()), text.hidden, bias: bias)
    count.addLinear(text.hidden, text.hidden, bias: bias)
    return count.tower(patches: side * side, isReached: true)
  }
}
