extension Architecture {
  /// Builds the layers by a pattern of a letter each: `M` Mamba-2, `D` a gated delta net, `C` a short
  /// convolution, `L` lightning attention, `*` attention, `H` attention beside Mamba-2, `X` attention
  /// to images; and Nemotron H's `-` for a layer that is an MLP alone and `E` for one that is experts
  /// alone. Of DeepSeek V4's, `*` attends to a window, `S` to some entries beside it (compressed
  /// sparse) and `A` to all (heavily compressed).
  ///
  /// - Parameters:
  ///   - hasExperts: which layers have experts behind their mixer; all or none, unless stated.
  ///   - feedsApart: whether an MLP or experts are a layer of their own, and stand behind no mixer.
  package mutating func build(
    pattern: String, hasExperts: [Bool]? = nil, feedsApart: Bool = false
  ) throws(Refusal) {
    var builds: [Build] = []
    for (index, letter) in pattern.enumerated() {
      let isMixture = hasExperts.map { index < $0.count && $0[index] } ?? (experts != nil)
      let feed: Feed = feedsApart ? .none : isMixture ? .experts : .mlp
      let build: Build? =
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
        case "*": Build(.attention, feed, hasWindow: slidingWindow != nil)
        default: nil
        }
      guard let build else { throw Refusal("No layer is written '\(letter)'.") }
      builds.append(build)
    }
    build(layers: builds)
  }
}
