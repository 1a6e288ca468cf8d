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

  subscript(part: Part) -> Double {
    switch part {
    case .weights: weights
    case .adapters: adapters
    case .gradients: gradients
    case .optimizer: optimizer
    case .activations: activations
    case .logits: logits
    case .temporaries: temporaries
    case .allocator, .context: 0
    }
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

/// Lines, each with its formula. What has one name, such as the inputs of seven adapters, becomes
/// one line.
struct Lines: Account {
  private struct Entry {
    let part: Part
    let name: String
    let source: String
    var terms: [(count: Int, formula: Formula, text: String)]
  }

  private var entries: [Entry] = []

  mutating func enter(
    _ part: Part, _ name: StaticString, _ amount: Formula, _ source: StaticString
  ) {
    if amount.value == 0 { return }
    let (name, source) = (String(describing: name), String(describing: source))
    let text = amount.description
    guard
      let line = entries.firstIndex(where: {
        $0.part == part && $0.name == name && $0.source == source
      })
    else {
      entries.append(Entry(part: part, name: name, source: source, terms: [(1, amount, text)]))
      return
    }
    if let same = entries[line].terms.firstIndex(where: { $0.text == text }) {
      entries[line].terms[same].count += 1
    } else {
      entries[line].terms.append((1, amount, text))
    }
  }

  var lines: [Line] {
    entries.map { entry in
      let formula = entry.terms.reduce(Formula.bytes(0)) { $0 + .count($1.count) * $1.formula }
      return Line(part: entry.part, name: entry.name, formula: formula, source: entry.source)
    }
  }
}
