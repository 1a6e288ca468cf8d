/// What further dense families imply, by the module that sets them apart.
///
/// Source: transformers 5.23 models/*/modeling_*.py and configuration_*.py of each family.
extension Architecture {
  /// Families whose MLP has no gate, and StableLM, which shares their norm.
  mutating func buildPlainly() {
    gatedMLP = family == .stablelm
    switch family {
    case .phi: buildAsPhi()
    case .gptj: buildAsGPTJ()
    case .starcoder2: buildAsStarcoder2()
    case .opt: buildAsOPT()
    case .biogpt: buildAsBioGPT()
    case .codegen:
      buildAsGPTJ()
    case .jais2:
      norm = .layer
      addBiases()
      activation = .squaredRelu
    case .stablelm:
      norm = .layer
      rotate(0.25)
    case .nemotron:
      norm = .shifted
      rotate(0.5)
      activation = .squaredRelu
    case .arcee: activation = .squaredRelu
    case .gptBigCode:
      buildAsGPT()
      tied = true
      rotaryTables = 0
      residualDropout = true
      attentionDropout = true
    case .apertus:
      qkNorm = true
      activation = .xielu
    default: break
    }
  }

  /// Families with an MLP like Llama's whose layers are put together in another way.
  mutating func buildFurther() {
    switch family {
    case .olmo3:
      buildAsOLMo2()
      // Layers with a window do not scale their positions as the others do.
      rotaryTables = 2
    case .hunyuan:
      qkNorm = true
    case .exaone4:
      normPlacement = .after
      qkNorm = true
    case .glm, .glm4:
      qkvBias = true
      rotate(0.5)
      if family == .glm4 { normPlacement = .around }
    case .cohere, .cohere2:
      tied = true
      norm = .centered
      qkNormEachHead = true
      runSideBySide()
    case .seedOSS:
      qkvBias = true
      residualDropout = true
      attentionDropout = true
    default: break
    }
  }

  /// Attention and MLP behind one norm.
  mutating func runSideBySide() {
    normPlacement = .once
    parallelResidual = true
  }

  private mutating func addBiases() {
    qkvBias = true
    outputBias = true
    mlpBias = true
  }

  private mutating func buildAsPhi() {
    norm = .layer
    runSideBySide()
    addBiases()
    headBias = true
    rotate(0.5)
    activation = .written
  }

  /// Decoders of the years before Llama, whose classes decide most.
  mutating func buildEarly() {
    buildAsGPT()
    tied = true
    switch family {
    case .falcon: buildAsFalcon()
    case .bloom:
      rotaryTables = 0
      alibi = .inProduct
      embeddingNorm = true
      activation = .recomputed
    case .mpt:
      (qkvBias, outputBias, mlpBias) = (false, false, false)
      rotaryTables = 0
      maxPositions = 2048
      norm = .unbiased
      alibi = .inScores
    case .gptNeo:
      qkvBias = false
      rotaryTables = 0
      activation = .written
      fp32Scores = true
    default: break
    }
  }

  /// The decoder of Falcon 7B, or of Falcon 40B, whose branches have a norm each, where some heads
  /// share keys and values.
  private mutating func buildAsFalcon() {
    (qkvBias, outputBias, mlpBias) = (false, false, false)
    fusedSplit = kvHeads == heads ? .views : kvHeads == 1 ? .picked : .spread
    runSideBySide()
    if fusedSplit == .spread { normPlacement = .before }
    soleDropout = .mlp
  }

  private mutating func buildAsGPTJ() {
    norm = .layer
    runSideBySide()
    mlpBias = true
    headBias = true
    partialRotary = true
    rotaryDim = 64
    maxPositions = 2048
    activation = .written
    fp32Scores = true
  }

  private mutating func buildAsStarcoder2() {
    norm = .layer
    addBiases()
    tied = true
  }

  private mutating func buildAsOPT() {
    norm = .layer
    addBiases()
    tied = true
    rotaryTables = 0
    activation = .relu
    residualDropout = true
  }

  private mutating func buildAsBioGPT() {
    norm = .layer
    addBiases()
    tied = true
    rotaryTables = 0
    residualDropout = true
    attentionDropout = true
  }
}

extension Architecture {
}
