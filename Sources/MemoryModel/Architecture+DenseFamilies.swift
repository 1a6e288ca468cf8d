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
    case .stablelm:
      norm = .layer
      partialRotary = true
    case .nemotron:
      norm = .shifted
      partialRotary = true
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
      qkNormRotated = true
    case .exaone4:
      normPlacement = .after
      qkNorm = true
    case .glm, .glm4:
      qkvBias = true
      fusedGateUp = true
      partialRotary = true
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
    partialRotary = true
    activation = .written
  }

  private mutating func buildAsGPTJ() {
    norm = .layer
    runSideBySide()
    mlpBias = true
    headBias = true
    partialRotary = true
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
}
