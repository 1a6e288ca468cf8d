import MemoryModel

/// What DeepSeek's attention has in a class that a config does not say.
struct LatentDefaults: Sendable {
  let queryRank: Int
  let keyRank: Int
  let plain: Int
  let rotated: Int
  /// Nil where the default is `hidden / heads`.
  let value: Int?
}

extension Config {
  /// A model with DeepSeek's attention, which makes keys and values for every head:
  /// `num_key_value_heads` and `head_dim` decide nothing.
  ///
  /// - Parameter rotated: the key of the rotated part of a head, with its other spellings.
  ///
  /// Source: transformers 5.23 models/deepseek_v3/modeling_deepseek_v3.py `DeepseekV3Attention.__init__`.
  func latentModel(
    _ family: Architecture.Family, _ name: String, _ defaults: DenseDefaults,
    _ latent: LatentDefaults, rotated: [String] = ["qk_rope_head_dim"],
    rotatesPairs: Bool = true
  ) throws(ImportFault) -> Architecture {
    var model = Architecture(
      of: family, name: name,
      hidden: try count("hidden_size", or: defaults.hidden, upTo: 1 << 20),
      layers: try count("num_hidden_layers", or: defaults.layers, upTo: 1 << 14),
      heads: try count("num_attention_heads", or: defaults.heads, upTo: 1 << 16),
      intermediate: try width("intermediate_size", or: defaults.intermediate),
      vocab: try count("vocab_size", or: defaults.vocab, upTo: 1 << 28))
    model.tied = try flag("tie_word_embeddings", or: defaults.tied)
    let isInterleaved = try flag("rope_interleave", or: true)
    model.attend(
      by: Architecture.LatentAttention(
        queryRank: try rank("q_lora_rank", or: latent.queryRank),
        keyRank: try count("kv_lora_rank", or: latent.keyRank, upTo: 1 << 20),
        plainDim: try count("qk_nope_head_dim", or: latent.plain, upTo: 1 << 16),
        rotatedDim: try count(rotated, or: latent.rotated, upTo: 1 << 16),
        valueDim: try valueDim(of: model, or: latent.value),
        rotatesPairs: rotatesPairs && isInterleaved))
    try addAttentionBias(to: &model)
    return model
  }

  /// `null` means a share of the width where a missing key does.
  private func valueDim(of model: Architecture, or standard: Int?) throws(ImportFault) -> Int {
    if let standard { return try count("v_head_dim", or: standard, upTo: 1 << 16) }
    if let written = try optionalCount("v_head_dim", upTo: 1 << 16) { return written }
    try checkHeads(of: model)
    return model.hidden / model.heads
  }

  /// `null` is no narrow queries, whatever a missing key means.
  private func rank(_ key: String, or standard: Int) throws(ImportFault) -> Int? {
    try optionalCount(key, upTo: 1 << 20) ?? (has(key) ? nil : standard)
  }

  /// Experts under the names that DeepSeek gave them, and the first layers, which have an MLP.
  ///
  /// - Parameters:
  ///   - count: the key of their number, with its other spellings.
  ///   - active: how many a token takes; nil where the class has no default.
  ///   - dense: how many of the first layers have an MLP; nil where the model's layers say it.
  func addDeepSeekExperts(
    count keys: [String], or standard: Int?, active: Int?, intermediate: Int, shared: Int?,
    dense: Int, to model: inout Architecture,
    _ imply: (inout Architecture.Experts) -> Void = { _ in }
  ) throws(ImportFault) {
    let width = try width("moe_intermediate_size", or: intermediate)
    guard let count = standard ?? keys.first(where: has).map({ _ in 0 }) else {
      throw untold(at: keys[0])
    }
    let activeKey = "num_experts_per_tok"
    guard let active = active ?? (isSet(activeKey) ? 0 : nil) else { throw untold(at: activeKey) }
    let sharing =
      try isSet("n_shared_experts") || shared != nil
      ? self.count("n_shared_experts", or: shared ?? 0, from: 0, upTo: 1 << 10) : nil
    guard let sharing else {
      throw fault("The config does not say n_shared_experts.", at: "n_shared_experts")
    }
    try addExperts(
      count: keys, or: count, active: active, intermediate: width,
      shared: sharing * width, to: &model
    ) {
      $0.fp32Scores = true
      imply(&$0)
    }
    try addRouting(to: &model)
    let first = try self.count("first_k_dense_replace", or: dense, from: 0, upTo: 1 << 14)
    model.build(mixture: (0..<model.layers).map { $0 >= first }, windows: model.windows)
  }

  private func untold(at key: String) -> ImportFault {
    fault(
      "The config does not say how many experts a layer has, or how many a token takes.", at: key,
      hint: "n_routed_experts and num_experts_per_tok say it")
  }
}
