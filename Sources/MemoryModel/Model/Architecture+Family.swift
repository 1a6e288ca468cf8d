/// What a family implies: whatever its modules in transformers have without asking the config, and
/// where the config decides, the default of its class. The only place where this is written down;
/// a config, a catalog's entry and a traced case add their dimensions and what they say themselves.
///
/// Source: transformers 5.23 models/*/modeling_*.py and configuration_*.py of each family.
extension Architecture {
  /// A model of a family by its dimensions.
  ///
  /// - Parameters:
  ///   - kvHeads: as many as there are heads, unless stated.
  ///   - headDim: a head's share of the width, unless stated.
  package init(
    of family: Family, name: String, hidden: Int, layers: Int, heads: Int, kvHeads: Int? = nil,
    headDim: Int? = nil, intermediate: Int, vocab: Int
  ) {
    self.init(
      name: name, family: family, hidden: hidden, layers: layers, heads: heads,
      kvHeads: kvHeads ?? heads, headDim: headDim ?? hidden / max(1, heads),
      intermediate: intermediate, vocab: vocab)
    switch family {
    case .llama, .mistral, .mixtral, .falconH1, .solarOpen, .mllama, .cwm, .iquestcoder: break
    case .qwen2, .mimo: qkvBias = true
    case .qwen3, .qwen3MoE, .mellum: qkNorm = true
    case .phi3: buildAsPhi3()
    case .olmo2: buildAsOLMo2()
    case .gemma2, .vaultgemma: buildAsGemma2()
    case .gemma3: buildAsGemma3()
    case .gemma4: buildAsGemma4()
    case .gpt2: buildAsGPT2()
    case .gptNeoX: buildAsGPTNeoX()
    case .gptOSS: buildAsGPTOSS()
    case .qwen3Next, .qwen3p5, .qwen3p5MoE: buildAsQwen3Next()
    case .lfm2, .lfm2MoE: buildAsLFM2()
    case .graniteMoEHybrid: buildAsGraniteMoEHybrid()
    case .nemotronH: buildAsNemotronH()
    case .bamba: buildAsBamba()
    case .gemma3n: buildAsGemma3n()
    case .gemma: buildAsGemma1()
    case .ministral, .ministral3, .internlm3: break
    case .smollm3:
      tied = true
      unrotatedLayers = everyLayer(4)
    case .ernie4: tied = true
    case .granite, .hyperclovax, .minicpm3, .graniteSWA: buildAsGranite()
    case .olmo: norm = .bare
    case .helium: norm = .wide
    case .phi, .gptj, .starcoder2, .opt, .stablelm, .nemotron, .arcee, .apertus, .gptBigCode,
      .jais2, .codegen, .biogpt:
      buildPlainly()
    case .falcon, .bloom, .mpt, .gptNeo: buildEarly()
    case .olmo3, .glm, .glm4, .exaone4, .seedOSS, .cohere, .cohere2, .hunyuan: buildFurther()
    case .qwen2MoE: qkvBias = true
    case .dots1, .exaoneMoE: qkNorm = true
    case .hunyuanMoE:
      qkNorm = true
    case .deepseekV2, .deepseekV3, .glm4MoELite: partialRotary = true
    case .glm4MoE: rotate(0.5)
    case .olmoe, .minimaxM2: buildAsOLMoE()
    case .minimax: buildAsMiniMax()
    case .llama4: buildAsLlama4()
    case .ernie4MoE: tied = true
    case .graniteMoE, .graniteMoEShared: buildAsGraniteMoE()
    case .phimoe: norm = .layer
    case .deepseekV4: buildAsDeepSeekV4()
    case .deepseekV32, .glmMoEDSA, .youtu, .axk1, .hyV3, .flexOLMo, .cohere2MoE:
      buildFurtherMixture()
    }
  }

  /// The places of each so-manieth layer.
  package func everyLayer(_ interval: Int) -> Set<Int> {
    Set((0..<max(0, layers)).filter { ($0 + 1) % interval == 0 })
  }

  private mutating func buildAsPhi3() {
    // `apply_rotary_pos_emb` concatenates, be the part that it passes by empty or not.
    partialRotary = true
  }

  mutating func buildAsOLMo2() {
    norm = .wide
    normPlacement = .after
    qkNorm = true
    qkNormWhole = true
  }

  private mutating func buildAsGemma1() {
    buildAsGemma()
    normPlacement = .before
  }

  private mutating func buildAsGemma() {
    tied = true
    norm = .offset
    normPlacement = .around
  }

  private mutating func buildAsGemma2() {
    buildAsGemma()
    attentionSoftcap = true
    finalSoftcap = true
    if family == .vaultgemma { normPlacement = .before }
  }

  /// Branches are scaled. HyperCLOVA X has a norm behind each, and MiniCPM3 DeepSeek's attention.
  private mutating func buildAsGranite() {
    scaledBranches = true
    tied = family == .minicpm3 || family == .graniteSWA
    switch family {
    case .hyperclovax: normPlacement = .around
    case .minicpm3: partialRotary = true
    case .graniteSWA: attentionSinks = true
    default: break
    }
  }

  private mutating func buildAsGemma3() {
    buildAsGemma()
    qkNorm = true
    rotaryTables = 2
  }

  private mutating func buildAsGemma4() {
    buildAsGemma()
    norm = .power
    qkNorm = true
    rotaryTables = 2
    finalSoftcap = true
  }

  private mutating func buildAsGemma3n() {
    buildAsGemma4()
    altUp = AltUp(sparseLayers: layers > 10 ? 10 : 0)
  }

  /// LayerNorm, biases everywhere, one module for q, k and v, an MLP without a gate.
  mutating func buildAsGPT() {
    norm = .layer
    gatedMLP = false
    qkvBias = true
    outputBias = true
    mlpBias = true
  }

  private mutating func buildAsGPT2() {
    buildAsGPT()
    tied = true
    rotaryTables = 0
    activation = .written
    embeddingDropout = true
    residualDropout = true
    attentionDropout = true
  }

  private mutating func buildAsGPTNeoX() {
    buildAsGPT()
    parallelResidual = true
    rotate(0.25)
  }

  /// Only a share of each head is rotated.
  package mutating func rotate(_ share: Double) {
    partialRotary = true
    rotaryDim = Int(Double(headDim) * share)
  }

  private mutating func buildAsGPTOSS() {
    norm = .wide
    qkvBias = true
    outputBias = true
    attentionSinks = true
  }
}

extension Architecture {
  /// Whether transformers runs eager attention in the place of sdpa.
  ///
  /// Source: transformers 5.23 models/gemma2/modeling_gemma2.py, models/gpt_oss/modeling_gpt_oss.py
  /// and models/gptj/modeling_gptj.py `_supports_sdpa = False`; models/bloom, models/mpt and
  /// models/gpt_neo do not say that they support it.
  package var refusesSDPA: Bool {
    attentionSinks || attentionSoftcap || fp32Scores || alibi == .inProduct || alibi == .inScores
  }
}

extension Architecture {
}

extension Architecture {
  /// Whether queries and keys are rotated.
  var rotates: Bool { rotaryTables > 0 && alibi == nil }

  /// Whether every layer gets a mask, padded or not.
  ///
  /// Source: transformers 5.23 models/falcon/modeling_falcon.py `FalconModel.forward` and, for the
  /// indexer, models/deepseek_v32/modeling_deepseek_v32.py `DeepseekV32Model.forward`:
  /// `allow_is_causal_skip=False`.
  package var alwaysMasks: Bool { family == .falcon || indexer != nil }

  /// Whether its linear modules are a class of its own, which multiplies with the transposed weight
  /// and adds the bias to the result, and which transformers does not pack.
  ///
  /// Source: transformers 5.23 models/falcon/modeling_falcon.py `FalconLinear`;
  /// integrations/bitsandbytes.py `replace_with_bnb_linear`, `type(module) is nn.Linear`.
  package var hasOwnLinear: Bool { family == .falcon }
}

extension Architecture {
  /// How many of so many last layers have the window, where each so-manieth has none.
  package func windowedLayers(ofLast count: Int) -> Int {
    let global = layers - slidingLayers
    if global <= 0 { return min(count, slidingLayers) }
    let (every, first) = (layers / global, max(0, layers - count))
    return (layers - layers / every) - (first - first / every)
  }
}

extension Architecture.Family {
  /// Whether the layers may have a window; the masks of the others do not look for one.
  package var hasWindow: Bool {
    switch self {
    case .mistral, .qwen2, .qwen3, .phi3, .gemma2, .gemma3, .gemma4, .mixtral, .qwen3MoE,
      .gptOSS, .olmo3, .smollm3, .starcoder2, .ministral, .ministral3, .exaone4, .cohere2,
      .mimo, .gemma3n, .qwen2MoE, .dots1, .llama4, .phimoe, .deepseekV4, .minimax,
      .exaoneMoE, .cwm, .vaultgemma, .mellum, .graniteSWA, .cohere2MoE:
      true
    case .llama, .olmo2, .gpt2, .gptNeoX, .gemma, .phi, .olmo, .granite, .glm, .glm4, .opt,
      .cohere, .gptj, .apertus, .stablelm, .nemotron, .arcee, .helium, .internlm3, .hunyuan,
      .ernie4, .seedOSS, .gptBigCode, .olmoe, .deepseekV2, .deepseekV3, .glm4MoE, .glm4MoELite,
      .minimaxM2, .ernie4MoE, .graniteMoE, .graniteMoEShared, .hunyuanMoE, .solarOpen,
      .jais2, .hyperclovax, .iquestcoder, .codegen, .biogpt, .minicpm3, .falcon, .bloom,
      .mpt, .gptNeo, .deepseekV32, .glmMoEDSA, .youtu, .axk1, .hyV3, .flexOLMo:
      false
    case .qwen3Next, .qwen3p5, .qwen3p5MoE, .lfm2, .lfm2MoE, .falconH1, .graniteMoEHybrid,
      .nemotronH, .bamba, .mllama:
      false
    }
  }

  /// Each so-manieth layer attends to all tokens and the others to a window, where the family has
  /// both kinds and always a window.
  package var globalLayerEvery: Int? {
    switch self {
    case .gemma2, .gptOSS, .vaultgemma: 2
    case .gemma3, .gemma4: 6
    case .gemma3n: 5
    case .olmo3, .cohere2, .llama4, .cwm, .graniteSWA, .cohere2MoE: 4
    default: nil
    }
  }

  /// How many of so many layers have the window, where the config does not list them.
  ///
  /// Source: transformers 5.23 models/cwm/configuration_cwm.py and
  /// models/granite_swa/configuration_granite_swa.py `__post_init__`.
  package func windowedLayers(of layers: Int) -> Int {
    guard let every = globalLayerEvery else { return layers }
    return layers - (startsWithoutWindow ? layers + every - 1 : layers) / every
  }

  /// Whether the first layer attends to all tokens, and each so-manieth from there.
  ///
  /// Source: the same.
  package var startsWithoutWindow: Bool { self == .cwm || self == .graniteSWA }

  /// Whether a head of keys and values may serve several heads of queries.
  package var groupsHeads: Bool {
    switch self {
    case .gpt2, .gptNeoX, .opt, .gptj, .deepseekV4, .codegen, .biogpt, .bloom, .mpt, .gptNeo: false
    default: !attendsLatently
    }
  }

  /// Whether positions are learned, one row of a table each.
  package var learnsPositions: Bool {
    [.gpt2, .opt, .gptBigCode, .gptNeo, .biogpt].contains(self)
  }

  /// Rows of the embedding beyond the vocabulary: of tokens that are read, and never predicted.
  ///
  /// Source: transformers 5.23 models/mllama/modeling_mllama.py `MllamaTextModel.__init__`.
  package var inputTokens: Int { self == .mllama ? 8 : 0 }

  /// Whether its branches may end with dropout.
  package var hasDropout: Bool {
    switch self {
    case .gpt2, .gptBigCode, .gptNeoX, .phi3, .phi, .gptj, .opt, .starcoder2, .seedOSS, .codegen,
      .biogpt, .falcon, .bloom, .gptNeo:
      true
    default: false
    }
  }

  /// Whether layers without a window have heads of another size, and layers may share keys.
  package var sizesGlobalLayersApart: Bool { self == .gemma4 }

  /// Whether layers may take keys from earlier ones, and inputs from an embedding of their own.
  package var sharesKeys: Bool { self == .gemma4 || self == .gemma3n }
}
