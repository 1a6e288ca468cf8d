import MemoryModel

/// `Gemma3Config` and `Gemma3ForConditionalGeneration` of transformers 5.23 (models/gemma3), and
/// `PaliGemmaConfig` (models/paligemma).
extension Wrapper {
  static let gemma3 = Wrapper(
    "gemma3", text: .only("gemma3_text"), tying: .outside(true)
  ) { (config, text) throws(ImportFault) in
    var (count, vision) = try config.encoder(or: .siglip)
    // The projection is a bare parameter, which bitsandbytes does not pack.
    count.add(count.hidden, text.hidden)
    count.add(count.hidden)
    let side = try vision.grid(image: 224, patch: 16).side
    let tokens = try config.count("mm_tokens_per_image", or: 256, upTo: 1 << 20)
    let pooled = max(1, side / max(1, Int(Double(tokens).squareRoot())))
    return count.tower(
      patches: pooled * pooled, tokens: tokens, isReached: true, mask: .images)
  }

  static let paliGemma = Wrapper(
    "paligemma",
    text: .named(
      or: "gemma",
      otherwise: [
        "hidden_size": .whole(2048), "num_hidden_layers": .whole(18),
        "intermediate_size": .whole(16384), "num_attention_heads": .whole(8),
        "num_key_value_heads": .whole(1), "vocab_size": .whole(257152),
      ],
      // configuration_paligemma.py: on for every PaliGemma, whose forward makes the mask itself.
      set: "use_bidirectional_attention"),
    tying: .outside(true)
  ) { (config, text) throws(ImportFault) in
    var (count, _) = try config.encoder(
      or: .siglip,
      otherwise: [
        "intermediate_size": .whole(4096), "hidden_size": .whole(1152), "patch_size": .whole(14),
        "image_size": .whole(224), "num_hidden_layers": .whole(27),
        "num_attention_heads": .whole(16), "vision_use_head": .truth(false),
      ])
    count.addLinear(count.hidden, try config.width("projection_dim", 2048))
    // Training needs `token_type_ids`, and they make a mask with images or without.
    return count.tower(
      patches: 1, tokens: count.positions, isReached: true, mask: .always)
  }
}
