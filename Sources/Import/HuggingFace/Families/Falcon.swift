import MemoryModel

extension Architecture.Family {
  package static let falcon = Self("falcon", .falcon)
}

/// `FalconConfig` and `FalconForCausalLM` of transformers 5.23 (models/falcon): Falcon 7B, 40B, 180B,
/// RW and 2.
extension ConfigClass {
  static let falcon = ConfigClass(
    modelType: "falcon", name: "FalconConfig",
    dimensions: [
      ["hidden_size", "n_embed"], ["num_hidden_layers"], ["num_attention_heads"], ["vocab_size"],
    ]
  ) { (config, name) throws(ImportFault) in
    let hidden = try config.embeddedWidth(or: 4544)
    let heads = try config.count("num_attention_heads", or: 71, upTo: 1 << 16)
    let decoder = try config.falconDecoder(heads: heads)
    var model = Architecture(
      of: .falcon, name: name, hidden: hidden,
      layers: try config.count("num_hidden_layers", or: 32, upTo: 1 << 14),
      heads: heads, kvHeads: decoder.kvHeads,
      intermediate: try config.optionalCount("ffn_hidden_size", upTo: 1 << 24) ?? 4 * hidden,
      vocab: try config.count("vocab_size", or: 65024, upTo: 1 << 28))
    model.norm = .layer
    model.gatedMLP = false
    model.hasOwnLinear = true
    model.masksAlways = true
    model.paths = .init(root: "transformer", embedding: "word_embeddings", layers: "h")
    // FalconAttention raises where the heads do not divide the width.
    try config.checkHeads(of: model, at: config.has("n_embed") ? "n_embed" : "hidden_size")
    model.fusedSplit = decoder.split
    model.parallelResidual = decoder.isParallel
    model.normPlacement = decoder.isParallel && decoder.norms == 1 ? .once : .before
    model.tied = try config.flag("tie_word_embeddings", or: true)
    let bias = try config.nullableFlag("bias", or: false)
    (model.qkvBias, model.outputBias, model.mlpBias) = (bias, bias, bias)
    model.alibi = try config.nullableFlag("alibi", or: false) ? .inMask : nil
    model.activation = try config.activation("activation", or: .kernel)
    try config.addFalconDropout(to: &model)
    return model
  }
}

/// How a layer of Falcon's is put together.
private struct FalconDecoder {
  let kvHeads: Int
  let split: Architecture.FusedSplit
  let isParallel: Bool
  /// Before the branches of a parallel layer.
  let norms: Int
}

extension Config {
  /// Where `n_embed` is set, it wins over `hidden_size` (Falcon, BLOOM).
  func embeddedWidth(or standard: Int) throws(ImportFault) -> Int {
    if let width = try optionalCount("n_embed", upTo: 1 << 20) { return width }
    return try count("hidden_size", or: standard, upTo: 1 << 20)
  }

  /// A flag that may be `null`, which is no.
  func nullableFlag(_ key: String, or standard: Bool) throws(ImportFault) -> Bool {
    has(key) && !isSet(key) ? false : try flag(key, or: standard)
  }

  /// Source: transformers 5.23 models/falcon/modeling_falcon.py `FalconAttention.__init__`,
  /// `FalconDecoderLayer.forward`, which fails for what is refused here.
  fileprivate func falconDecoder(heads: Int) throws(ImportFault) -> FalconDecoder {
    let isNew = try nullableFlag("new_decoder_architecture", or: false)
    let isParallel = try nullableFlag("parallel_attn", or: true)
    let norms =
      try optionalCount("num_ln_in_parallel_attn", upTo: 1 << 10) ?? (isNew ? 2 : 1)
    if isNew && !isParallel {
      throw fault(
        "parallel_attn is false and new_decoder_architecture true: transformers' forward fails.",
        at: "parallel_attn")
    }
    if isParallel && (isNew ? norms > 2 : norms == 2) {
      throw fault(
        "num_ln_in_parallel_attn is \(norms): transformers' forward fails with this decoder.",
        at: "num_ln_in_parallel_attn")
    }
    let isMulti = try nullableFlag("multi_query", or: true)
    if !isNew && isMulti {
      return FalconDecoder(kvHeads: 1, split: .picked, isParallel: isParallel, norms: 1)
    }
    let kvHeads = try optionalCount("num_kv_heads", upTo: 1 << 16) ?? heads
    guard isNew ? heads % kvHeads == 0 : heads == kvHeads else {
      throw fault(
        "num_kv_heads is \(kvHeads), and there are \(heads) heads: this decoder cannot split them.",
        at: "num_kv_heads")
    }
    return FalconDecoder(
      kvHeads: kvHeads, split: isNew ? .spread : .views, isParallel: isParallel,
      norms: isNew ? norms : 1)
  }

  /// In parallel, one dropout for both branches; in turn, one for each, and attention's is
  /// `attention_dropout`, which drops probabilities as well where positions are slopes.
  fileprivate func addFalconDropout(to model: inout Architecture) throws(ImportFault) {
    let attention = try share("attention_dropout", or: 0) > 0
    let hidden = try share("hidden_dropout", or: 0) > 0
    model.attentionDropout = attention && model.alibi != nil
    if model.parallelResidual {
      (model.residualDropout, model.soleDropout) = (hidden, .mlp)
    } else {
      model.residualDropout = hidden || attention
      model.soleDropout = hidden == attention ? nil : hidden ? .mlp : .attention
    }
  }
}
