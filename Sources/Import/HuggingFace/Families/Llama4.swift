import MemoryModel

extension Architecture.Family {
  package static let llama4 = Self("llama4_text", .llama4)
}

/// `Llama4TextConfig` and `Llama4ForCausalLM` of transformers 5.23 (models/llama4): the text model.
extension ConfigClass {
  static let llama4 = ConfigClass(
    modelType: "llama4_text", name: "Llama4TextConfig",
    // `intermediate_size` is an expert's.
    spelled: [
      "intermediate": { ["intermediate_size_mlp": $0["intermediate"] ?? .null] },
      // Its lists say which layers rotate, and these attend to a chunk.
      "sliding_layers": { _ in [:] },
      "moe_intermediate": { ["intermediate_size": $0["moe_intermediate"] ?? .null] },
    ]
  ) { (config, name) throws(ImportFault) in
    var model = try config.model(
      .llama4, name,
      DenseDefaults(
        vocab: 202048, hidden: 5120, intermediate: 8192, layers: 48, heads: 40, kvHeads: 8,
        headDim: 128))
    model.norm = .weightLast
    try config.addAttentionBias(to: &model)
    model.qkNorm = try config.flag("use_qk_norm", or: true)
    model.scalesQueries = try config.truth("attn_temperature_tuning", or: true)
    try config.addExperts(
      count: ["num_local_experts"], or: 16, active: 1, intermediate: model.intermediate,
      shared: model.intermediate, to: &model
    ) {
      $0.router = .derived
      $0.isAdapted = false
    }
    model.intermediate = try config.width("intermediate_size_mlp", or: 16384)
    let windows = try config.chunkedLayers(of: model.layers)
    let chunk = "attention_chunk_size"
    if windows.contains(true) {
      model.slidingWindow =
        try config.optionalCount(chunk, upTo: 1 << 40) ?? (config.has(chunk) ? nil : 8192)
    }
    model.build(mixture: try config.llama4Mixture(of: model.layers), windows: windows)
    return model
  }
}

extension Config {
  /// Layers with positions attend to a chunk; every fourth has no positions and attends to all.
  fileprivate func chunkedLayers(of layers: Int) throws(ImportFault) -> [Bool] {
    if let types = try texts("layer_types"), types.count == layers {
      return types.map { $0 == "chunked_attention" }
    }
    let listed = try counts("no_rope_layers") ?? []
    let every = try count("no_rope_layer_interval", or: 4, upTo: 1 << 14)
    if listed.isEmpty { return (1...layers).map { $0 % every != 0 } }
    guard listed.count >= layers else {
      throw fault(
        "no_rope_layers lists \(listed.count) layers and num_hidden_layers is \(layers).",
        at: "no_rope_layers")
    }
    return listed.prefix(layers).map { $0 != 0 }
  }

  fileprivate func llama4Mixture(of layers: Int) throws(ImportFault) -> [Bool] {
    if let listed = try counts("moe_layers") {
      let sparse = Set(listed)
      return (0..<layers).map(sparse.contains)
    }
    let step = try count("interleave_moe_layer_step", or: 1, upTo: 1 << 14)
    return (1...layers).map { $0 % step == 0 }
  }
}
