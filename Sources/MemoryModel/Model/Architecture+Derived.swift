// What follows from what a model is said to have.
extension Architecture {
  /// A model by its dimensions, with Llama's layers; what differs is set on the value.
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
  }

  /// The places of each so-manieth layer.
  package func everyLayer(_ interval: Int) -> Set<Int> {
    Set((0..<max(0, layers)).filter { ($0 + 1) % interval == 0 })
  }

  /// Only a share of each head is rotated.
  package mutating func rotate(_ share: Double) {
    partialRotary = true
    rotaryDim = Int(Double(headDim) * share)
  }

  /// Whether transformers runs eager attention in the place of sdpa.
  ///
  /// Source: transformers 5.23 models/gemma2/modeling_gemma2.py, models/gpt_oss/modeling_gpt_oss.py
  /// and models/gptj/modeling_gptj.py `_supports_sdpa = False`; models/bloom, models/mpt and
  /// models/gpt_neo do not say that they support it.
  package var refusesSDPA: Bool {
    attentionSinks || attentionSoftcap || fp32Scores || alibi == .inProduct || alibi == .inScores
  }

  /// Whether queries and keys are rotated.
  var rotates: Bool { rotaryTables > 0 && alibi == nil }

  /// Whether every layer gets a mask, padded or not.
  ///
  /// Source: for the indexer, transformers 5.23 models/deepseek_v32/modeling_deepseek_v32.py
  /// `DeepseekV32Model.forward`, `allow_is_causal_skip=False`.
  package var alwaysMasks: Bool { masksAlways || indexer != nil }

  /// How many of so many last layers have the window, where each so-manieth has none.
  package func windowedLayers(ofLast count: Int) -> Int {
    let global = layers - slidingLayers
    if global <= 0 { return min(count, slidingLayers) }
    let (every, first) = (layers / global, max(0, layers - count))
    return (layers - layers / every) - (first - first / every)
  }
}
