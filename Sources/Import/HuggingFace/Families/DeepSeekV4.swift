import MemoryModel

extension Architecture.Family {
  package static let deepseekV4 = Self("deepseek_v4", .deepseekV4)
}

/// `DeepseekV4Config` and `DeepseekV4ForCausalLM` of transformers 5.23 (models/deepseek_v4). There is one
/// MLP beside the experts, as wide as they are, whatever `n_shared_experts` says, and one head of keys,
/// whatever `num_key_value_heads` says. The layers that predict further tokens
/// (`num_nextn_predict_layers`) are not built there.
extension ConfigClass {
  static let deepseekV4 = ConfigClass(
    modelType: "deepseek_v4", name: "DeepseekV4Config",
    dimensions: [
      ["hidden_size"], ["num_hidden_layers"], ["num_attention_heads"],
      ["moe_intermediate_size", "intermediate_size"], ["vocab_size"],
    ],
    // All its layers have experts, which some look up.
    spelled: ["dense_layers": { _ in [:] }]
  ) { (config, name) throws(ImportFault) in
    let width = try config.count(
      ["intermediate_size", "moe_intermediate_size"], or: 2048, upTo: 1 << 24)
    var model = Architecture(
      of: .deepseekV4, name: name,
      hidden: try config.count("hidden_size", or: 4096, upTo: 1 << 20),
      layers: try config.count("num_hidden_layers", or: 43, upTo: 1 << 14),
      heads: try config.count("num_attention_heads", or: 64, upTo: 1 << 16), kvHeads: 1,
      headDim: try config.count("head_dim", or: 512, upTo: 1 << 16), intermediate: width,
      vocab: try config.count("vocab_size", or: 129280, upTo: 1 << 28))
    model.norm = .wide
    model.attentionSinks = true
    model.hyper = Architecture.HyperConnections()
    model.tied = try config.flag("tie_word_embeddings", or: false)
    model.mlpBias = try config.flag("mlp_bias", or: false)
    model.attentionDropout = try config.share("attention_dropout", or: 0) > 0
    model.slidingWindow = try config.count("sliding_window", or: 128, upTo: 1 << 40)
    model.hyper?.streams = try config.count("hc_mult", or: 4, upTo: 1 << 10)
    model.hyper?.iterations = try config.count(
      "hc_sinkhorn_iters", or: 20, from: 0, upTo: 1 << 16)
    try config.addExperts(
      count: ["num_local_experts", "n_routed_experts"], or: 256, active: 6, intermediate: width,
      shared: width, to: &model
    ) {
      $0.limited = true
      $0.isAdapted = false
    }
    model.experts?.hashedLayers = try config.hashedLayers(of: model.layers)
    let pattern = try config.compressionPattern(of: model.layers)
    model.attend(by: try config.compressedAttention(of: model, pattern))
    try config.build(&model, pattern, of: "*SA", at: "layer_types")
    return model
  }
}

extension Config {
  fileprivate func compressedAttention(
    of model: Architecture, _ pattern: String
  ) throws(ImportFault) -> Architecture.CompressedAttention {
    let groups = try count("o_groups", or: 8, upTo: 1 << 16)
    let wide = model.heads * model.headDim
    guard wide % groups == 0 else {
      throw fault(
        "o_groups is \(groups), which does not divide the width of all heads, \(wide).",
        at: has("o_groups") ? "o_groups" : "head_dim")
    }
    var attention = Architecture.CompressedAttention(
      queryRank: try count("q_lora_rank", or: 1024, upTo: 1 << 20),
      rotatedDim: try rotatedDim(of: model.headDim), outputGroups: groups,
      outputRank: try count("o_lora_rank", or: 1024, upTo: 1 << 20),
      indexHeads: try count("index_n_heads", or: 64, upTo: 1 << 16),
      indexHeadDim: try count("index_head_dim", or: 128, upTo: 1 << 16))
    attention.chosen = try count("index_topk", or: 512, upTo: 1 << 20)
    if pattern.contains("S") {
      attention.sparseRate = try rate("compressed_sparse_attention", "compress_rate_csa", or: 4)
    }
    if pattern.contains("A") {
      attention.heavyRate = try rate("heavily_compressed_attention", "compress_rate_hca", or: 128)
    }
    return attention
  }

  /// Features of a head that are rotated: a share of it, which the config may state as their number.
  private func rotatedDim(of head: Int) throws(ImportFault) -> Int {
    let (share, stated) = ("partial_rotary_factor", "qk_rope_head_dim")
    var rotated = head / 8
    if isSet(share) {
      let part = try number(share)
      guard part > 0, part <= 1 else {
        throw fault("\(share) is \(part): it must be a number above 0, up to 1.", at: share)
      }
      rotated = Int(Double(head) * part)
    } else if isSet(stated) {
      rotated = try count(stated, or: 64, upTo: 1 << 16)
    }
    guard rotated >= 1, rotated <= head else {
      throw fault(
        "\(rotated) features of a head are rotated, and head_dim is \(head).",
        at: isSet(share) ? share : isSet(stated) ? stated : "head_dim",
        hint: "qk_rope_head_dim says how many; an eighth of head_dim without it")
    }
    return rotated
  }

  /// Tokens of an entry: of `compress_rates`, which names all kinds that the layers have, or under a
  /// name of old, which wins.
  private func rate(
    _ kind: String, _ old: String, or standard: Int
  ) throws(ImportFault) -> Int {
    let key = "compress_rates"
    if isSet(old) { return try count(old, or: standard, upTo: 1 << 20) }
    guard let rates = try object(key) else { return standard }
    guard rates.has(kind) else {
      throw fault("\(key) does not say the rate of \(kind), which some layers are.", at: key)
    }
    return try rates.count(kind, or: standard, upTo: 1 << 20)
  }

  /// Which layer attends how: by its name, or by the tokens of an entry, as configs of old say it. Lists
  /// may be longer than there are layers.
  fileprivate func compressionPattern(of layers: Int) throws(ImportFault) -> String {
    let (named, rated) = ("layer_types", "compress_ratios")
    let names: [Character: String] = [
      "*": "sliding_attention", "S": "compressed_sparse_attention",
      "A": "heavily_compressed_attention",
    ]
    if let described = try describedPattern() { return described }
    if let types = try texts(named) {
      try check(types.count, layers, at: named)
      return try letters(of: Array(types.prefix(layers)), names, at: named)
    }
    if let ratios = try counts(rated) {
      try check(ratios.count, layers, at: rated)
      let tokens: [Character: String] = ["*": "0", "S": "4", "A": "128"]
      return String(try letters(of: ratios.map(String.init), tokens, at: rated).prefix(layers))
    }
    // Two layers of entries of many tokens, then both kinds by turns.
    return String((0..<layers).map { $0 > 1 && $0 % 2 == 1 ? "S" : "A" })
  }

  private func letters(
    of items: [String], _ names: [Character: String], at key: String
  ) throws(ImportFault) -> String {
    var pattern = ""
    for item in items {
      guard let letter = names.first(where: { $0.value == item })?.key else {
        throw fault(
          "\(key) holds \(quoted(item)).", at: key,
          hint: "This family has \(names.values.sorted().joined(separator: ", ")).")
      }
      pattern.append(letter)
    }
    return pattern
  }

  private func check(_ count: Int, _ layers: Int, at key: String) throws(ImportFault) {
    if count >= layers { return }
    throw fault("\(key) lists \(count) layers and num_hidden_layers is \(layers).", at: key)
  }

  /// Layers that look up a token's experts: the first three, unless stated.
  fileprivate func hashedLayers(of layers: Int) throws(ImportFault) -> Int {
    let (named, counted) = ("mlp_layer_types", "num_hash_layers")
    if let types = try texts(named) {
      try check(types.count, layers, at: named)
      let names: [Character: String] = ["H": "hash_moe", "M": "moe"]
      let pattern = try letters(of: Array(types.prefix(layers)), names, at: named)
      return pattern.count { $0 == "H" }
    }
    let count = isSet(counted) ? try count(counted, or: 3, from: 0, upTo: 1 << 14) : 3
    return min(count, layers)
  }
}
