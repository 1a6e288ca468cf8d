import MemoryModel
import Synchronization

/// Programs that were recorded lately: a sweep asks the same one again with other sizes.
final class Recent: Sendable {
  /// One step with a layer for like ones, for what only adds.
  static let folded = Recent { setup throws(Refusal) in
    try Training.record(setup, folded: true, steps: 1)
  }
  /// Two steps with all layers, for the allocator.
  static let whole = Recent { setup throws(Refusal) in
    if let drawn = try Training.recordFewLayers(setup).expanded() { return drawn }
    return try Training.record(setup, folded: false)
  }
  /// What stays: weights, adapters and the optimizer's states, with a layer for like ones.
  static let staying = Recent { setup throws(Refusal) in
    try Training.record(setup, folded: true, steps: 0)
  }

  private struct Entry {
    var setup: Setup
    let program: Program
  }

  private let entries = Mutex<[Entry]>([])
  private let record: @Sendable (Setup) throws(Refusal) -> Program
  private static let most = 4

  private init(record: @escaping @Sendable (Setup) throws(Refusal) -> Program) {
    self.record = record
  }

  /// Hands on the program of a setup: evaluated again, or recorded anew.
  ///
  /// - Throws: what of the setup is not covered, by name.
  func with<T>(_ setup: Setup, _ body: (Program) -> T) throws(Refusal) -> T {
    let program: Program
    if let known = take(setup) {
      program = known
    } else {
      program = try record(setup)
    }
    let result = body(program)
    entries.withLock { entries in
      if entries.count == Self.most { entries.removeFirst() }
      entries.append(Entry(setup: setup, program: program))
    }
    return result
  }

  /// Takes a program out while it is in use: its sizes are those of one setup at a time.
  private func take(_ setup: Setup) -> Program? {
    let found = entries.withLock { entries -> Entry? in
      let place = entries.lastIndex { $0.setup.differsInSizesAlone(from: setup) }
      return place.map { entries.remove(at: $0) }
    }
    guard let entry = found else { return nil }
    if entry.setup == setup || entry.program.adapt(to: setup) { return entry.program }
    return nil
  }
}

/// The rests of blocks that stay, of setups that were asked lately.
enum RecentTails {
  private static let last = Mutex<(setup: Setup, tails: Tails)?>(nil)

  static func of(_ setup: Setup) throws(Refusal) -> Tails {
    // Neither depends on the batch.
    var alike = setup
    (alike.batch, alike.seq) = (1, 1)
    if let known = last.withLock({ $0?.setup == alike ? $0?.tails : nil }) { return known }
    let tails = try Recent.staying.with(setup, Tails.init)
    last.withLock { $0 = (alike, tails) }
    return tails
  }
}
