extension Architecture {
  /// The attention of layers without a window, where it has other sizes (Gemma 4).
  package struct GlobalAttention: Sendable, Hashable {
    package var headDim: Int
    package var kvHeads: Int
    /// Whether the keys' projection gives the values as well: `attention_k_eq_v`.
    package var keysAreValues: Bool

    package init(headDim: Int, kvHeads: Int, keysAreValues: Bool = false) {
      self.headDim = headDim
      self.kvHeads = kvHeads
      self.keysAreValues = keysAreValues
    }
  }

  /// The last layers, which take keys and values from an earlier one (Gemma 4).
  package struct SharedKeys: Sendable, Hashable {
    /// `num_kv_shared_layers`.
    package var layers: Int
    /// How many of them have a window.
    package var windowed: Int
    /// Whether their MLP is twice as wide: `use_double_wide_mlp`.
    package var doublesMLP: Bool

    package init(layers: Int, windowed: Int, doublesMLP: Bool = false) {
      self.layers = layers
      self.windowed = windowed
      self.doublesMLP = doublesMLP
    }
  }

  /// An embedding of its own for every layer, which joins the stream at the layer's end (Gemma 4).
  package struct PerLayerInput: Sendable, Hashable {
    /// `hidden_size_per_layer_input`.
    package var width: Int
    /// `vocab_size_per_layer_input`.
    package var vocab: Int

    package init(width: Int, vocab: Int) {
      self.width = width
      self.vocab = vocab
    }
  }

  /// Alternating updates: several streams, all predicted and corrected by what a layer makes of one;
  /// and a low-rank path beside attention, Laurel (Gemma 3n).
  package struct AltUp: Sendable, Hashable {
    /// `altup_num_inputs`.
    package var inputs: Int
    /// `laurel_rank`.
    package var laurelRank: Int
    /// Layers whose MLP drops most of its gate: `activation_sparsity_pattern`.
    package var sparseLayers: Int

    package init(inputs: Int = 4, laurelRank: Int = 64, sparseLayers: Int = 0) {
      self.inputs = inputs
      self.laurelRank = laurelRank
      self.sparseLayers = sparseLayers
    }
  }
}
