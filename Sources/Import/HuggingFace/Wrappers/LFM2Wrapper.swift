import MemoryModel

/// `Lfm2VlConfig` and `Lfm2VlForConditionalGeneration` of transformers 5.23 (models/lfm2_vl).
extension Wrapper {
  static let lfm2VL = Wrapper(
    "lfm2_vl", text: .named(or: "lfm2"),
    tying: .outside(true, keys: ["tie_embedding", "tie_word_embeddings"])
  ) { (config, text) throws(ImportFault) in
    var (count, _) = try config.encoder(or: .siglip2)
    let side = try config.count("downsample_factor", or: 2, upTo: 1 << 6)
    let width = count.hidden * side * side
    let inner = try config.width("projector_hidden_size", 2560)
    let bias = try config.flag("projector_bias", or: true)
    if try config.flag("projector_use_layernorm", or: true) { count.addLayerNorm(width) }
    count.addLinear(width, inner, bias: bias)
    count.addLinear(inner, text.hidden, bias: bias)
    return count.tower(patches: side * side, isReached: true)
  }
}
