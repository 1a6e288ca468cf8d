// What the families imply whose layers have other mixers than attention.
extension Architecture {
  mutating func buildAsQwen3Next() {
    norm = .offset
    qkNorm = true
    rotate(0.25)
    gatedDelta = GatedDelta(fused: family == .qwen3Next)
  }

  mutating func buildAsLFM2() {
    tied = true
    qkNorm = true
    shortConvolution = ShortConvolution()
  }

  mutating func buildAsGraniteMoEHybrid() {
    // `position_embedding_type` is null by default: no positions at all.
    rotaryTables = 0
  }

  mutating func buildAsNemotronH() {
    norm = .wide
    gatedMLP = false
    activation = .squaredRelu
    rotaryTables = 0
  }

  mutating func buildAsMiniMax() {
    normPlacement = .inStream
    scaledBranches = true
    lightning = Lightning()
  }

  mutating func buildAsBamba() {
    rotate(0.5)
  }
}

extension Architecture.Family {
  /// The kinds of layers that a pattern of the family may name, each by a letter; empty where all
  /// layers have attention.
  package var letters: String {
    switch self {
    case .qwen3Next, .qwen3p5, .qwen3p5MoE: "D*"
    case .lfm2, .lfm2MoE: "C*"
    case .graniteMoEHybrid, .bamba: "M*"
    case .nemotronH: "M*-E"
    case .falconH1: "H"
    case .deepseekV4: "*SA"
    case .minimax: "L*"
    case .mllama: "X*"
    default: ""
    }
  }

  /// The pattern of so many layers, where the config does not state one; nil where it must.
  package func pattern(of layers: Int) -> String? {
    switch self {
    case .qwen3Next, .qwen3p5, .qwen3p5MoE: Self.pattern(of: layers, attentionEvery: 4)
    case .lfm2: String(repeating: "*", count: layers)
    case .graniteMoEHybrid, .bamba: String(repeating: "M", count: layers)
    case .falconH1: String(repeating: "H", count: layers)
    case .minimax: String((0..<layers).map { $0 % 2 == 0 ? "*" : "L" })
    default: nil
    }
  }

  /// Qwen's: attention in each so-manieth layer, gated delta nets in the others.
  package static func pattern(of layers: Int, attentionEvery every: Int) -> String {
    String((0..<layers).map { ($0 + 1) % every == 0 ? "*" : "D" })
  }

  /// Whether PEFT refuses to adapt `out_proj`.
  ///
  /// Source: peft 0.21 tuners/tuners_utils.py `_check_lora_target_modules_mamba`.
  package var keepsOutProj: Bool { self == .falconH1 || self == .nemotronH }
}

extension Architecture {
  /// Builds the layers by a pattern of a letter each: `M` Mamba-2, `D` a gated delta net, `C` a short
  /// convolution, `L` lightning attention, `*` attention, `H` attention beside Mamba-2, `X` attention
  /// to images; and Nemotron H's `-` for a layer that is an MLP alone and `E` for one that is experts
  /// alone. Of DeepSeek V4's, `*` attends to a window, `S` to some entries beside it (compressed
  /// sparse) and `A` to all (heavily compressed).
  ///
  /// - Parameter hasExperts: which layers have experts behind their mixer; all or none, unless
  ///   stated.
  package mutating func build(pattern: String, hasExperts: [Bool]? = nil) throws(Refusal) {
    let letters = family.letters
    var builds: [Build] = []
    for (index, letter) in pattern.enumerated() {
      guard letters.contains(letter) else {
        throw Refusal(
          "The pattern of layers holds '\(letter)', which \(family.rawValue) has no layer for.",
          hint: "its letters are \(letters)")
      }
      let isMixture = hasExperts.map { index < $0.count && $0[index] } ?? (experts != nil)
      let feed: Feed = letters.contains("E") ? .none : isMixture ? .experts : .mlp
      let build =
        switch letter {
        case "M": Build(.mamba2, feed)
        case "D": Build(.gatedDelta, feed)
        case "C": Build(.shortConvolution, feed)
        case "L": Build(.lightning, feed)
        case "H": Build(.attentionAndMamba2, feed)
        case "S": Build(.sparseAttention, feed, hasWindow: true)
        case "A": Build(.heavyAttention, feed, hasWindow: true)
        case "X": Build(.crossAttention, feed)
        case "E": Build(.none, .experts)
        case "-": Build(.none, .mlp)
        default: Build(.attention, feed, hasWindow: slidingWindow != nil)
        }
      builds.append(build)
    }
    build(layers: builds)
  }
}
