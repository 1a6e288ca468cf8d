extension Architecture {
  /// Attention of all heads to one that is keys and values at once: of the tokens in a window, and in
  /// most layers of entries that a compressor makes of the tokens (DeepSeek V4).
  package struct CompressedAttention: Sendable, Hashable {
    /// Width between the two projections that make queries: `q_lora_rank`.
    package var queryRank: Int
    /// Features of a head that positions rotate: `qk_rope_head_dim`.
    package var rotatedDim: Int
    /// Groups of heads, each of which is projected out by itself: `o_groups`.
    package var outputGroups: Int
    /// Width that a group is projected to: `o_lora_rank`.
    package var outputRank: Int
    /// Heads of the indexer, which chooses entries, and the width of one: `index_n_heads`, ….
    package var indexHeads: Int
    package var indexHeadDim: Int
    /// Entries that each token chooses: `index_topk`.
    package var chosen = 512
    /// Tokens that make an entry, in the layers that choose among them and in those that take all:
    /// `compress_rates`.
    package var sparseRate = 4
    package var heavyRate = 128

    package init(
      queryRank: Int, rotatedDim: Int, outputGroups: Int, outputRank: Int, indexHeads: Int,
      indexHeadDim: Int
    ) {
      self.queryRank = queryRank
      self.rotatedDim = rotatedDim
      self.outputGroups = outputGroups
      self.outputRank = outputRank
      self.indexHeads = indexHeads
      self.indexHeadDim = indexHeadDim
    }
  }

  /// Several residual streams, of which each branch of a layer reads a mixture and to which it adds
  /// its result, by weights that are made of the streams themselves (DeepSeek's mHC).
  package struct HyperConnections: Sendable, Hashable {
    /// `hc_mult`.
    package var streams = 4
    /// Rounds in which the weights that mix the streams are normalised: `hc_sinkhorn_iters`.
    package var iterations = 20

    package init() {}
  }

  /// Gives the model such attention: one head of keys serves all heads of queries.
  package mutating func attend(by attention: CompressedAttention) {
    compressed = attention
    kvHeads = 1
  }

}

extension Architecture.Mixer {
  /// Whether entries are made of earlier tokens.
  var compresses: Bool { self == .sparseAttention || self == .heavyAttention }
}

extension Architecture {
  func validateCompression() throws(Refusal) {
    if let hyper {
      try atLeastOne(hyper.streams, "hc_mult", "residual streams")
      if hyper.iterations < 0 {
        throw Refusal("hc_sinkhorn_iters is \(hyper.iterations); expected 0 or more rounds.")
      }
    }
    guard let compressed else { return }
    try atLeastOne(compressed.queryRank, "q_lora_rank", "features")
    try atLeastOne(compressed.rotatedDim, "qk_rope_head_dim", "features of a head")
    try atLeastOne(compressed.outputGroups, "o_groups", "groups of heads")
    try atLeastOne(compressed.outputRank, "o_lora_rank", "features")
    try atLeastOne(compressed.indexHeads, "index_n_heads", "heads of the indexer")
    try atLeastOne(compressed.indexHeadDim, "index_head_dim", "features of a head")
    try atLeastOne(compressed.sparseRate, "compress_rates", "tokens of an entry")
    try atLeastOne(compressed.heavyRate, "compress_rates", "tokens of an entry")
    if kvHeads != 1 {
      throw Refusal("kv_heads is \(kvHeads): all heads of \(family.rawValue) share one of keys.")
    }
    if compressed.rotatedDim > headDim {
      throw Refusal("qk_rope_head_dim is \(compressed.rotatedDim), and a head is \(headDim) wide.")
    }
    if (heads * headDim) % compressed.outputGroups != 0 {
      throw Refusal(
        "o_groups is \(compressed.outputGroups), which does not divide the width of all heads, "
          + "\(heads * headDim).")
    }
  }
}

extension Architecture {
  /// Whether the heads are projected out in several groups.
  var projectsGroups: Bool { (compressed?.outputGroups ?? 1) > 1 }
}
