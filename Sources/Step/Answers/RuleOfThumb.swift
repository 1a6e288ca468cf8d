import MemoryModel

/// The four components that guides on the web teach, by their constants.
///
/// It serves teaching: held beside an estimate it shows what the guides leave out. Nothing else
/// uses it.
package struct RuleOfThumb: Sendable {
  package let lines: [Line]

  package var total: Int { lines.reduce(0) { $0 + $1.bytes } }

  package func bytes(of part: Part) -> Int {
    lines.reduce(0) { $0 + ($1.part == part ? $1.bytes : 0) }
  }

  /// - Throws: what an estimate of the same setup would.
  package init(_ setup: Setup) throws(Refusal) {
    try setup.check()
    let counts = setup.counts
    let parameters = Formula.count(counts.parameters, "parameters")
    let trainable = Formula.count(counts.trainable, "trainable")
    lines = [
      Line(
        part: .weights, name: "weights",
        formula: Self.weights(parameters, isQuantised: setup.method.quantization != nil),
        source: "2 bytes a parameter, or about 0.55 in NF4"),
      Line(
        part: .gradients, name: "gradients", formula: trainable * .bytes(2),
        source: "2 bytes a trainable parameter"),
      Line(
        part: .optimizer, name: "optimizer",
        formula: trainable * .bytes(Self.stateBytes(setup.optimizer)),
        source: "AdamW 8 bytes a trainable parameter, 8-bit a quarter"),
      Line(
        part: .activations, name: "activations", formula: Self.activations(setup),
        source: "34 bytes a token, feature and layer (Korthikanti et al. 2022, arXiv 2205.05198, "
          + "without the scores), less 85 % with checkpointing"),
    ]
  }

  private static func weights(_ parameters: Formula, isQuantised: Bool) -> Formula {
    isQuantised
      ? .ceiling(parameters * .count(55), by: .count(100)) * .bytes(1) : parameters * .bytes(2)
  }

  /// Two fp32 states are 8 bytes, in 8 bits 2; the rule knows no other format.
  private static func stateBytes(_ optimizer: Optimizer) -> Int {
    optimizer.kept.bytes.map { Int($0) } ?? 0
  }

  private static func activations(_ setup: Setup) -> Formula {
    let size =
      Formula.count(setup.batch, "batch") * .count(setup.seq, "seq")
      * .count(setup.architecture.hidden, "hidden") * .count(setup.architecture.layers, "layers")
      * .count(34)
    return setup.checkpointing == .off
      ? size * .bytes(1) : .ceiling(size * .count(15), by: .count(100)) * .bytes(1)
  }
}
