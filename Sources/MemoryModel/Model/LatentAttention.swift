extension Architecture {
  /// Attention whose keys and values are made of one narrow vector of each token (DeepSeek's MLA).
  package struct LatentAttention: Sendable, Hashable {
    /// Width between the two projections that make queries, `q_lora_rank`; nil where one makes them.
    package var queryRank: Int?
    /// Width of what keys and values are made of: `kv_lora_rank`.
    package var keyRank: Int
    /// Features of a head of queries and keys that are not rotated: `qk_nope_head_dim`.
    package var plainDim: Int
    /// Those that are, which all heads of keys share: `qk_rope_head_dim`.
    package var rotatedDim: Int
    /// Width of a head of values: `v_head_dim`.
    package var valueDim: Int
    /// Whether positions rotate even and odd features of a head, not its two halves: `rope_interleave`.
    package var rotatesPairs: Bool
    /// What chooses the tokens that it looks at; nil where it looks at all (DeepSeek V3.2, GLM-5).
    package internal(set) var indexer: Indexer? = nil

    package init(
      queryRank: Int?, keyRank: Int, plainDim: Int, rotatedDim: Int, valueDim: Int,
      rotatesPairs: Bool = true
    ) {
      self.queryRank = queryRank
      self.keyRank = keyRank
      self.plainDim = plainDim
      self.rotatedDim = rotatedDim
      self.valueDim = valueDim
      self.rotatesPairs = rotatesPairs
    }

    /// Width of a head of queries, or of keys.
    package var headDim: Int { plainDim + rotatedDim }

    func validate() throws(Refusal) {
      if let queryRank { try atLeastOne(queryRank, "q_lora_rank", "features") }
      try atLeastOne(keyRank, "kv_lora_rank", "features")
      try atLeastOne(plainDim, "qk_nope_head_dim", "features of a head")
      try atLeastOne(rotatedDim, "qk_rope_head_dim", "features of a head")
      try atLeastOne(valueDim, "v_head_dim", "features of a head")
      try indexer?.validate(rotatedDim: rotatedDim)
    }
  }

  /// Gives the model such attention: every head has keys and values of its own.
  package mutating func attend(by attention: LatentAttention) {
    latent = attention
    headDim = attention.headDim
    kvHeads = heads
    // The rotated part of a head is concatenated with the other.
    partialRotary = true
  }

  /// Features of a head that positions rotate.
  var rotatedDim: Int { latent?.rotatedDim ?? headDim }
}
