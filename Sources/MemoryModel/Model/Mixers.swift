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

/// The sizes of what stands where Llama has attention; zeros where it is attention alone.
///
/// They are computed when they are asked for: sizes are copied often, and most models have none.
struct MixerSizes<A: Amount>: Sendable {
  private enum Kind: Sendable {
    case none
    case mamba2(Architecture.Mamba2)
    case gatedDelta(Architecture.GatedDelta)
    case shortConvolution(Architecture.ShortConvolution, hidden: Int)
    case lightning(heads: Int, headDim: Int)
  }

  private let kind: Kind

  init(_ architecture: Architecture, _ mixer: Architecture.Mixer) {
    kind =
      switch mixer {
      case .attention, .sparseAttention, .heavyAttention, .crossAttention, .none: .none
      case .mamba2, .attentionAndMamba2: architecture.mamba2.map(Kind.mamba2) ?? .none
      case .gatedDelta: architecture.gatedDelta.map(Kind.gatedDelta) ?? .none
      case .shortConvolution:
        architecture.shortConvolution.map {
          .shortConvolution($0, hidden: architecture.hidden)
        } ?? .none
      case .lightning: .lightning(heads: architecture.heads, headDim: architecture.headDim)
      }
  }

  /// Width of what the projection out reads.
  var inner: A {
    switch kind {
    case .none: .count(0)
    case .mamba2(let mamba2): heads * .count(mamba2.headDim, "mamba_head_dim")
    case .gatedDelta: heads * valueHeadDim
    case .shortConvolution(_, let hidden): .count(hidden, "hidden")
    case .lightning(_, let headDim): heads * .count(headDim, "head_dim")
    }
  }

  /// Channels of the convolution.
  var channels: A {
    switch kind {
    case .none, .lightning: .count(0)
    case .mamba2: inner + .count(2) * groups * state
    case .gatedDelta: .count(2) * keys + inner
    case .shortConvolution: inner
    }
  }

  /// Tokens that the convolution spans.
  var kernel: A {
    switch kind {
    case .none, .lightning: .count(0)
    case .mamba2(let mamba2): .count(mamba2.convKernel, "conv_kernel")
    case .gatedDelta(let delta): .count(delta.convKernel, "conv_kernel")
    case .shortConvolution(let convolution, _): .count(convolution.kernel, "conv_kernel")
    }
  }

  /// Width of what the first projection gives.
  var projected: A {
    switch kind {
    case .none: .count(0)
    case .mamba2: inner + channels + heads
    case .gatedDelta(let delta): delta.fused ? channels + inner : channels
    case .shortConvolution, .lightning: .count(3) * inner
    }
  }

  /// Heads that forget at a rate of their own.
  var heads: A {
    switch kind {
    case .mamba2(let mamba2): .count(mamba2.heads, "mamba_heads")
    case .gatedDelta(let delta): .count(delta.valueHeads, "linear_value_heads")
    case .lightning(let heads, _): .count(heads, "heads")
    case .none, .shortConvolution: .count(0)
    }
  }
}

// Mamba-2's groups of heads, and the width of a state.
extension MixerSizes {
  var groups: A {
    if case .mamba2(let mamba2) = kind { .count(mamba2.groups, "mamba_groups") } else { .count(0) }
  }

  var state: A {
    if case .mamba2(let mamba2) = kind { .count(mamba2.state, "mamba_state") } else { .count(0) }
  }
}

// A gated delta net's heads.
extension MixerSizes {
  private var delta: Architecture.GatedDelta? {
    if case .gatedDelta(let delta) = kind { delta } else { nil }
  }

  var keyHeads: A { .count(delta?.keyHeads ?? 0, "linear_key_heads") }
  var keyHeadDim: A { .count(delta?.keyHeadDim ?? 0, "linear_key_head_dim") }
  var valueHeadDim: A { .count(delta?.valueHeadDim ?? 0, "linear_value_head_dim") }
  /// Width of all queries, or of all keys.
  var keys: A { keyHeads * keyHeadDim }
}
