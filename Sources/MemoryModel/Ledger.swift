/// The parts of an estimate, in the order in which they are shown.
package enum Part: String, Sendable, CaseIterable {
  case weights, adapters, gradients, optimizer, activations, logits, temporaries, allocator, context
}

/// One cause of memory: its bytes are what its formula gives.
package struct Line: Sendable {
  package let part: Part
  package let name: String
  package let formula: Formula
  /// The library, its version, the file and the function that allocate it.
  package let source: String

  package var bytes: Int { Int(formula.value) }
}

/// Every line of an estimate, at the moment of its peak.
package struct Ledger: Sendable {
  package let phase: Phase
  package let lines: [Line]

  package func lines(of part: Part) -> [Line] { lines.filter { $0.part == part } }

  /// The bytes of a part: the sum of its lines.
  package func bytes(of part: Part) -> Int {
    lines.reduce(0) { $0 + ($1.part == part ? $1.bytes : 0) }
  }
}

/// Where the model writes what is alive: sums for an estimate, lines for an explanation.
protocol Account {
  associatedtype Unit: Amount
  mutating func enter(_ part: Part, _ name: StaticString, _ amount: Unit, _ source: StaticString)
}

/// Sums by part.
struct Tally: Account {
  private(set) var weights = 0.0
  private(set) var adapters = 0.0
  private(set) var gradients = 0.0
  private(set) var optimizer = 0.0
  private(set) var activations = 0.0
  private(set) var logits = 0.0
  private(set) var temporaries = 0.0

  var allocated: Double {
    weights + adapters + gradients + optimizer + activations + logits + temporaries
  }

  @inline(__always)
  mutating func enter(
    _ part: Part, _ name: StaticString, _ amount: Double, _ source: StaticString
  ) {
    switch part {
    case .weights: weights += amount
    case .adapters: adapters += amount
    case .gradients: gradients += amount
    case .optimizer: optimizer += amount
    case .activations: activations += amount
    case .logits: logits += amount
    case .temporaries: temporaries += amount
    case .allocator, .context: break
    }
  }
}

/// Lines, each with its formula.
struct Lines: Account {
  private(set) var lines: [Line] = []

  mutating func enter(
    _ part: Part, _ name: StaticString, _ amount: Formula, _ source: StaticString
  ) {
    if amount.value == 0 { return }
    lines.append(
      Line(
        part: part, name: String(describing: name), formula: amount,
        source: String(describing: source)))
  }
}
