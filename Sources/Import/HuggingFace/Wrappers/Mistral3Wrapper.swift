import MemoryModel

/// `Mistral3Config` and `Mistral3ForConditionalGeneration` of transformers 5.23 (models/mistral3):
/// Mistral Small 3.1 and 4, Ministral 3, Devstral.
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
    let isPlain = try config.isPlainMistral3()
    if !isPlain || bias { count.encoder = nil }
    count.add(width)
    count.addLinear(width * side * side, width, bias: false)
    count.addLinear(width * (try config.featureLayers()), text.hidden, bias: bias)
    count.addLinear(text.hidden, text.hidden, bias: bias)
    return count.tower(patches: side * side, isReached: true)
  }
}

extension Config {
  /// Whether the projector reads what the last layer of the encoder gives, through GELU.
  fileprivate func isPlainMistral3() throws(ImportFault) -> Bool {
    let layer = "vision_feature_layer"
    let isLast = isWhole(layer) ? try number(layer) == -1 : !isSet(layer)
    let activation = try text("projector_hidden_act") ?? "gelu"
    return isLast && activation == "gelu"
  }
}

/// A text model inside: `Mistral4Config` and `Mistral4Model` of transformers 5.23 (models/mistral4),
/// which AutoModelForCausalLM does not build alone.
extension ConfigClass {
  /// DeepSeek V3's layers. The router computes as it is loaded, and queries are scaled by their place.
  static let mistral4 = ConfigClass(modelType: "mistral4", name: "Mistral4Config") {
    (config, name) throws(ImportFault) in
    var model = try config.latentModel(
      .deepseekV3, name,
      DenseDefaults(
        vocab: 131072, hidden: 4096, intermediate: 12288, layers: 36, heads: 32, kvHeads: nil,
        headDim: nil),
      LatentDefaults(queryRank: 1024, keyRank: 256, plain: 64, rotated: 64, value: 128))
    try config.addDeepSeekExperts(
      count: ["num_local_experts", "n_routed_experts"], or: 128, active: 4, intermediate: 2048,
      shared: 1, dense: 0, to: &model)
    model.experts?.routesAsLoaded = true
    model.experts?.fp32Scores = false
    // transformers 5.23 conversion_mapping.py does not list it: PEFT's all-linear passes by.
    model.experts?.isAdapted = false
    return model
  }
}
