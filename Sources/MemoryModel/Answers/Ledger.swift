/// The parts of an estimate, in the order in which they are shown.
package enum Part: String, Sendable, CaseIterable {
  case weights, adapters, gradients, optimizer, activations
  /// Keys and values of earlier tokens: of a model that is run.
  case cache = "kv_cache"
  case logits, temporaries, allocator, context

  /// Those of a model that is trained.
  package static let ofTraining = allCases.filter { $0 != .cache }

  /// Those of some parts that make up a sum by its name, or the one of that name; nil where it is no sum.
  package static func summed(as name: String, of parts: [Part]) -> [Part]? {
    switch name {
    case "total": parts
    case "reserved": parts.filter { $0 != .context }
    case "allocated": parts.filter { $0 != .context && $0 != .allocator }
    default: parts.first { $0.rawValue == name }.map { [$0] }
    }
  }
}

/// One cause of memory: its bytes are what its formula gives.
package struct Line: Sendable {
  package let part: Part
  package let name: String
  package let formula: Formula
  /// The library, its version, the file and the function that allocate it.
  package let source: String

  package init(part: Part, name: String, formula: Formula, source: String) {
    self.part = part
    self.name = name
    self.formula = formula
    self.source = source
  }

  package var bytes: Int { whole(formula.value) }
}

/// Every line of an estimate, at the moment of its peak.
package struct Ledger: Sendable {
  package let phase: Phase
  package let lines: [Line]

  package init(phase: Phase, lines: [Line]) {
    self.phase = phase
    self.lines = lines
  }

  package func lines(of part: Part) -> [Line] { lines.filter { $0.part == part } }

  /// The bytes of a part: the sum of its lines.
  package func bytes(of part: Part) -> Int {
    lines.reduce(0) { $0 + ($1.part == part ? $1.bytes : 0) }
  }
}
