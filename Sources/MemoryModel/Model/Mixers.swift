extension Architecture {
  /// Mamba-2: gate, convolution and a scan of states, all out of one projection.
  ///
  /// The names are those of Falcon H1's config, without `mamba_`.
  package struct Mamba2: Sendable, Hashable {
    package var heads: Int
    package var headDim: Int
    /// Width of a head's state: `d_state`.
    package var state: Int
    /// Groups of heads that share B and C.
    package var groups: Int
    /// Tokens that the convolution spans: `d_conv`.
    package var convKernel = 4
    /// Tokens that the scan takes at once.
    package var chunk = 256
    package var convBias = true
    /// Whether the projection in has a bias, and the one out.
    package var inBias = false
    package var outBias = false
    /// Whether a gated norm stands before the projection out.
    package var norm = true
    /// Whether PEFT refuses to adapt `out_proj`.
    ///
    /// Source: peft 0.21 tuners/tuners_utils.py `_check_lora_target_modules_mamba`.
    package var keepsOutput = false

    package init(heads: Int, headDim: Int, state: Int, groups: Int) {
      self.heads = heads
      self.headDim = headDim
      self.state = state
      self.groups = groups
    }
  }

  /// Gated delta net, the linear attention of Qwen3-Next and Qwen3.5: `linear_num_key_heads`, ….
  package struct GatedDelta: Sendable, Hashable {
    package var keyHeads: Int
    package var valueHeads: Int
    package var keyHeadDim: Int
    package var valueHeadDim: Int
    package var convKernel: Int
    /// Whether queries, keys, values and gate come out of one module, `in_proj_qkvz` (Qwen3-Next).
    package var fused: Bool

    package init(
      keyHeads: Int = 16, valueHeads: Int = 32, keyHeadDim: Int = 128, valueHeadDim: Int = 128,
      convKernel: Int = 4, fused: Bool = false
    ) {
      self.keyHeads = keyHeads
      self.valueHeads = valueHeads
      self.keyHeadDim = keyHeadDim
      self.valueHeadDim = valueHeadDim
      self.convKernel = convKernel
      self.fused = fused
    }
  }

  /// Linear attention in blocks of tokens, over the model's own heads (MiniMax).
  package struct Lightning: Sendable, Hashable {
    /// Tokens of a block: `block_size`.
    package var block: Int

    package init(block: Int = 256) { self.block = block }
  }

  /// A short convolution between two gates (LFM2).
  package struct ShortConvolution: Sendable, Hashable {
    /// Tokens that it spans: `conv_L_cache`.
    package var kernel: Int
    package var bias: Bool

    package init(kernel: Int = 3, bias: Bool = false) {
      self.kernel = kernel
      self.bias = bias
    }
  }
}

extension Architecture.Mixer {
  package var attends: Bool { self == .attention || self == .attentionAndMamba2 || compresses }
  var scans: Bool { self == .mamba2 || self == .attentionAndMamba2 }
}

extension Architecture {

  /// Refuses mixers that the model has no sizes of.
  func validateMixers() throws(Refusal) {
    if let mamba2 {
      try atLeastOne(mamba2.heads, "mamba_heads", "heads of Mamba-2")
      try atLeastOne(mamba2.headDim, "mamba_head_dim", "features of a head")
      try atLeastOne(mamba2.state, "mamba_state", "features of a state")
      try atLeastOne(mamba2.groups, "mamba_groups", "groups of heads")
      try atLeastOne(mamba2.convKernel, "conv_kernel", "tokens")
      try atLeastOne(mamba2.chunk, "chunk_size", "tokens")
    }
    if let gatedDelta {
      try atLeastOne(gatedDelta.keyHeads, "linear_key_heads", "heads of keys")
      try atLeastOne(gatedDelta.valueHeads, "linear_value_heads", "heads of values")
      try atLeastOne(gatedDelta.keyHeadDim, "linear_key_head_dim", "features of a head")
      try atLeastOne(gatedDelta.valueHeadDim, "linear_value_head_dim", "features of a head")
      try atLeastOne(gatedDelta.convKernel, "conv_kernel", "tokens")
      if gatedDelta.valueHeads % gatedDelta.keyHeads != 0 {
        throw Refusal(
          "linear_key_heads is \(gatedDelta.keyHeads), which does not divide linear_value_heads, "
            + "\(gatedDelta.valueHeads).")
      }
    }
    if let lightning { try atLeastOne(lightning.block, "block_size", "tokens") }
    for stretch in stretches {
      let mixer = stretch.build.mixer
      let isUnknown =
        (mixer.scans && mamba2 == nil) || (mixer == .gatedDelta && gatedDelta == nil)
        || (mixer == .shortConvolution && shortConvolution == nil)
        || (mixer.compresses && compressed == nil)
        || (mixer == .lightning && lightning == nil)
      if isUnknown { throw Refusal("Some layers have a mixer that the model has no sizes of.") }
    }
  }
}
