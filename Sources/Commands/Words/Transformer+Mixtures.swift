import Language
import MemoryModel

// What mixtures of experts and DeepSeek's attention add to `transformer`.

extension Parameter {
  static let mixtures: [Parameter] = [
    Parameter("experts", dimension, .optional, "experts of a layer, if it is a mixture"),
    Parameter("experts_per_token", dimension, .optional, "of them, those that a token takes"),
    Parameter("moe_intermediate", dimension, .optional, "width inside an expert, if it differs"),
    Parameter(
      "shared_intermediate", dimension, .optional, "width of an MLP that every token takes"),
    Parameter("dense_layers", dimension, .optional, "first layers without experts"),
    Parameter("moe_step", dimension, .optional, "each so-manieth layer has experts; else all"),
  ]

  static let latent: [Parameter] = [
    Parameter("q_lora_rank", dimension, .optional, "width that queries are made of, if narrow"),
    Parameter("kv_lora_rank", dimension, .optional, "width that keys and values are made of"),
    Parameter("qk_nope_head_dim", dimension, .optional, "features of a head without position"),
    Parameter("qk_rope_head_dim", dimension, .optional, "features of a head with position"),
    Parameter("v_head_dim", dimension, .optional, "features of a head of values"),
    Parameter(
      "index_n_heads", dimension, .optional, "heads that choose tokens, or entries, for attention"),
    Parameter(
      "index_head_dim", dimension, .optional, "features of such a head; of tokens else 128"),
    Parameter("index_topk", dimension, .optional, "tokens that they choose; else 2048"),
    Parameter(
      "index_topk_freq", dimension, .optional,
      "each so-manieth layer has them, and the others look at what it chose; else all"),
    Parameter(
      "index_skip_topk_offset", dimension, .optional, "first layers that all have them; else 2"),
  ]

  static let compressed: [Parameter] = [
    Parameter("o_groups", dimension, .optional, "groups of heads, each projected by itself"),
    Parameter("o_lora_rank", dimension, .optional, "width that such a group is projected to"),
    Parameter("hash_layers", dimension, .optional, "layers that look up a token's experts; else 0"),
  ]

  private static let dimension = Kind.whole(from: 1)
}

extension Architecture {
  /// Experts, where the arguments have them, and the layers that have an MLP instead.
  mutating func addMixture(_ arguments: Arguments) {
    guard let count = arguments.whole("experts"), let active = arguments.whole("experts_per_token")
    else { return }
    let width = arguments.whole("moe_intermediate") ?? intermediate
    let shared = arguments.whole("shared_intermediate")
    experts = family.experts(
      count: count, active: active, intermediate: width,
      shared: shared ?? (family.alwaysShares ? width : 0))
    let dense = arguments.whole("dense_layers") ?? 0
    let step = arguments.whole("moe_step") ?? 1
    if family.mixesLayers && family.letters.isEmpty {
      let sharing = Indexer.Sharing(
        every: arguments.whole("index_topk_freq") ?? 1,
        offset: arguments.whole("index_skip_topk_offset") ?? 2)
      build(
        layers: zip(0..<layers, windows).map { layer, hasWindow in
          Build(
            .attention, layer >= dense && (layer + 1) % step == 0 ? .experts : .mlp,
            hasWindow: hasWindow, reusesChoice: sharing.isReuse(at: layer))
        })
    }
  }

  /// Attention by way of narrow tensors, where the arguments have it.
  mutating func addLatentAttention(_ arguments: Arguments) {
    guard let rank = arguments.whole("kv_lora_rank"),
      let plain = arguments.whole("qk_nope_head_dim"),
      let rotated = arguments.whole("qk_rope_head_dim"),
      let value = arguments.whole("v_head_dim")
    else { return }
    attend(
      by: LatentAttention(
        queryRank: arguments.whole("q_lora_rank"), keyRank: rank, plainDim: plain,
        rotatedDim: rotated, valueDim: value))
    guard let heads = arguments.whole("index_n_heads") else { return }
    index(
      by: Indexer(
        heads: heads, headDim: arguments.whole("index_head_dim") ?? 128,
        chosen: arguments.whole("index_topk") ?? 2048))
  }
}

extension Architecture {
  /// DeepSeek V4's attention, where the arguments have it; the rest is as its class has it.
  mutating func addCompressedAttention(_ arguments: Arguments) {
    guard family.compresses, let rank = arguments.whole("q_lora_rank"),
      let rotated = arguments.whole("qk_rope_head_dim"),
      let groups = arguments.whole("o_groups"), let output = arguments.whole("o_lora_rank"),
      let heads = arguments.whole("index_n_heads"), let width = arguments.whole("index_head_dim")
    else { return }
    attend(
      by: CompressedAttention(
        queryRank: rank, rotatedDim: rotated, outputGroups: groups, outputRank: output,
        indexHeads: heads, indexHeadDim: width))
    experts?.hashedLayers = arguments.whole("hash_layers") ?? 0
  }
}

extension Architecture.Family {
  /// Which of these arguments the family knows, which it cannot be without, and why not.
  func mixtureRules(
    _ arguments: Arguments
  ) -> [(name: String, isKnown: Bool, isNeeded: Bool, why: String)] {
    let isMixture = mayHaveExperts && arguments.isGiven("experts")
    let (dense, narrow) = ("its MLP is dense", "it makes queries and keys at once")
    let (apart, latent, entries) = (sizesExpertsApart, attendsLatently, compresses)
    let chooses = entries || indexesTokens
    return [
      ("experts", mayHaveExperts, hasExperts, dense),
      ("experts_per_token", mayHaveExperts, isMixture, dense),
      ("moe_intermediate", apart, apart && isMixture, "it has no other MLP"),
      ("shared_intermediate", sharesExpert, false, "a token takes the experts that it chose alone"),
      ("dense_layers", mixesLayers, self == .lfm2MoE, "its layers are alike in that"),
      ("moe_step", mixesLayers && letters.isEmpty, false, "its layers are alike in that"),
      ("q_lora_rank", latent || entries, entries, narrow),
      ("kv_lora_rank", latent, latent, narrow),
      ("qk_nope_head_dim", latent, latent, narrow),
      ("qk_rope_head_dim", latent || entries, latent || entries, narrow),
      ("v_head_dim", latent, latent, "its heads are all alike"),
      ("o_groups", entries, entries, "its heads are projected together"),
      ("o_lora_rank", entries, entries, "its heads are projected at once"),
      ("index_n_heads", chooses, chooses, "it attends to all tokens"),
      ("index_head_dim", chooses, entries, "it attends to all tokens"),
      ("index_topk", indexesTokens, false, "it attends to all tokens"),
      ("index_topk_freq", self == .glmMoEDSA, false, "no layer looks at another's choice"),
      ("index_skip_topk_offset", self == .glmMoEDSA, false, "no layer looks at another's choice"),
      ("hash_layers", entries, false, "its routers choose"),
      ("head_dim", !latent, false, "its heads are qk_nope_head_dim and qk_rope_head_dim wide"),
    ]
  }
}
