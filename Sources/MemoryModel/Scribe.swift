/// A tape that writes everything down: what an explanation runs on.
struct Scribe: Tape {
  private struct Entry: Sendable {
    let operation: Int
    let kind: Kind
    let name: StaticString
    let amount: Formula
    let source: StaticString

    var isKept: Bool { kind == .keeps || kind == .keepsForInput }
  }

  private enum Kind: Sendable {
    case keeps, keepsForInput, holds, makes, returns, trains, casts, waits
  }

  private var entries: [Entry] = []
  private var operation = 0

  init() {}

  mutating func next(_ name: StaticString) { operation += 1 }
  mutating func finish() {}

  private mutating func add(
    _ kind: Kind, _ name: StaticString, _ amount: Formula, _ source: StaticString
  ) {
    if amount.value == 0 { return }
    entries.append(
      Entry(operation: operation, kind: kind, name: name, amount: amount, source: source))
  }

  mutating func keeps(_ name: StaticString, _ amount: Formula, _ source: StaticString) {
    add(.keeps, name, amount, source)
  }
  mutating func keepsForInput(_ name: StaticString, _ amount: Formula, _ source: StaticString) {
    add(.keepsForInput, name, amount, source)
  }
  mutating func holds(_ name: StaticString, _ amount: Formula, _ source: StaticString) {
    add(.holds, name, amount, source)
  }
  mutating func makes(_ name: StaticString, _ amount: Formula, _ source: StaticString) {
    add(.makes, name, amount, source)
  }
  mutating func returns(_ name: StaticString, _ amount: Formula, _ source: StaticString) {
    add(.returns, name, amount, source)
  }
  mutating func trains(_ name: StaticString, _ amount: Formula, _ source: StaticString) {
    add(.trains, name, amount, source)
  }
  mutating func casts(_ name: StaticString, _ amount: Formula, _ source: StaticString) {
    add(.casts, name, amount, source)
  }
  mutating func waits(_ name: StaticString, _ amount: Formula, _ source: StaticString) {
    add(.waits, name, amount, source)
  }
}

extension Scribe {
  func enterKept<K: Account>(layers: Formula, sparingFirst: Bool, into account: inout K)
  where K.Unit == Formula {
    for entry in entries {
      switch entry.kind {
      case .keeps: account.enter(.activations, entry.name, layers * entry.amount, entry.source)
      case .keepsForInput:
        let times = sparingFirst ? layers - .count(1) : layers
        account.enter(.activations, entry.name, times * entry.amount, entry.source)
      default: break
      }
    }
  }

  func enterForward<K: Account>(_ run: Run, as part: Part, into account: inout K)
  where K.Unit == Formula {
    let last = run == .again ? entries.last { $0.isKept }?.operation ?? 0 : .max
    let peak = fullest { entry, moment in
      switch entry.kind {
      case .keeps, .keepsForInput: run != .bare && entry.operation <= moment
      case .holds: run == .bare && entry.operation == moment
      case .makes: entry.operation == moment && moment < last
      default: false
      }
    }
    for entry in entries where peak.alive(entry) {
      account.enter(entry.isKept ? part : .temporaries, entry.name, entry.amount, entry.source)
    }
  }

  func enterBackward<K: Account>(as part: Part, sparingFirst: Bool, into account: inout K)
  where K.Unit == Formula {
    let peak = fullest { entry, moment in
      switch entry.kind {
      case .keeps, .keepsForInput: entry.operation <= moment
      case .returns: entry.operation == moment
      case .trains: entry.operation >= moment
      default: false
      }
    }
    for entry in entries where peak.alive(entry) {
      if entry.kind == .keepsForInput && sparingFirst { continue }
      account.enter(Self.part(entry.kind, kept: part), entry.name, entry.amount, entry.source)
    }
  }

  func enterWaiting<K: Account>(into account: inout K) where K.Unit == Formula {
    for entry in entries where entry.kind == .waits {
      account.enter(.temporaries, entry.name, entry.amount, entry.source)
    }
  }

  func enterCasts<K: Account>(layers: Formula, into account: inout K) where K.Unit == Formula {
    for entry in entries where entry.kind == .casts {
      account.enter(.temporaries, entry.name, layers * entry.amount, entry.source)
    }
  }

  private static func part(_ kind: Kind, kept: Part) -> Part {
    switch kind {
    case .keeps, .keepsForInput: kept
    case .trains: .gradients
    default: .temporaries
    }
  }

  /// The operation at which most is alive; the first of equals, as `Meter` chooses.
  private func fullest(
    _ lives: @escaping (Entry, Int) -> Bool
  ) -> (operation: Int, alive: (Entry) -> Bool) {
    var best = (operation: 0, total: -Double.infinity)
    for moment in 0...operation {
      let total = entries.reduce(0.0) { $0 + (lives($1, moment) ? $1.amount.value : 0) }
      if total > best.total { best = (moment, total) }
    }
    let chosen = best.operation
    return (chosen, { lives($0, chosen) })
  }
}
