extension Architecture {
  /// What chooses the tokens that attention looks at: each head scores all of them, and the best of the
  /// weighted sum are taken (DeepSeek's sparse attention).
  ///
  /// transformers runs it under `torch.no_grad`: it keeps nothing, and no gradient reaches its
  /// parameters.
  ///
  /// Source: transformers 5.23 models/deepseek_v32/modeling_deepseek_v32.py `DeepseekV32Indexer`.
  package struct Indexer: Sendable, Hashable {
    /// `index_n_heads`.
    package var heads: Int
    /// Width of a head: `index_head_dim`.
    package var headDim: Int
    /// Tokens that are chosen, where a sequence has as many: `index_topk`.
    package var chosen: Int
    /// Whether a layer hands its choice to the next, which may take it as it is (GLM-5).
    package var handsOn = false

    package init(heads: Int, headDim: Int, chosen: Int) {
      self.heads = heads
      self.headDim = headDim
      self.chosen = chosen
    }

    /// Which layers look at an earlier one's choice: `index_topk_freq` and `index_skip_topk_offset`.
    package struct Sharing: Sendable {
      private let every: Int
      private let offset: Int

      package init(every: Int, offset: Int) {
        self.every = max(every, 1)
        self.offset = offset
      }

      package func isReuse(at layer: Int) -> Bool { max(layer - offset + 1, 0) % every != 0 }
    }

    func validate(rotatedDim: Int) throws(Refusal) {
      try atLeastOne(heads, "index_n_heads", "heads of the indexer")
      try atLeastOne(headDim, "index_head_dim", "features of a head")
      try atLeastOne(chosen, "index_topk", "tokens")
      if headDim < rotatedDim {
        throw Refusal(
          "index_head_dim is \(headDim), and positions rotate \(rotatedDim) features of it.",
          hint: "it is at least qk_rope_head_dim")
      }
    }
  }

  /// Gives latent attention an indexer.
  package mutating func index(by indexer: Indexer) {
    latent?.indexer = indexer
  }

  package var indexer: Indexer? { latent?.indexer }

  /// Whether some layers choose what attention looks at by an indexer of their own.
  package var hasIndexers: Bool {
    indexer != nil || stretches.contains { $0.build.mixer == .sparseAttention }
  }
}
