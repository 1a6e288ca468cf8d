import MemoryModel
import Synchronization

/// Programs that were recorded lately: a sweep asks the same one again with other sizes.
final class Recent: Sendable {
  /// One step with a layer for like ones, for what only adds.
  static let folded = Recent { setup throws(Refusal) in
    if setup.cache != nil { return try Inference.record(setup, folded: true) }
    return try Training.record(setup, folded: true, steps: 1)
  }
  /// Two steps with all layers, for the allocator.
  static let whole = Recent { setup throws(Refusal) in
    if setup.cache != nil { return try Inference.record(setup, folded: false) }
    if let drawn = try Training.recordFewLayers(setup).expanded() { return drawn }
    return try Training.record(setup, folded: false)
  }
  /// What stays: weights, adapters and the optimizer's states, with a layer for like ones.
  static let staying = Recent { setup throws(Refusal) in
    if setup.cache != nil { return try Inference.record(setup, folded: true, prefills: false) }
    return try Training.record(setup, folded: true, steps: 0)
  }

  private struct Entry {
    var setup: Setup
    let program: Program
  }

  private struct State {
    var entries: [Entry] = []
    /// How many are in use now, and were at the most: each thread has its own.
    var using = 0
    var mostUsed = 1
  }

  private let state = Mutex(State())
  private let record: @Sendable (Setup) throws(Refusal) -> Program
  private static let mostForEach = 4

  private init(record: @escaping @Sendable (Setup) throws(Refusal) -> Program) {
    self.record = record
  }

  /// Hands on the program of a setup: evaluated again, or recorded anew.
  ///
  /// - Throws: what of the setup is not covered, by name.
  func with<T>(_ setup: Setup, _ body: (Program) -> T) throws(Refusal) -> T {
    var program = take(setup)
    defer { putBack(program.map { Entry(setup: setup, program: $0) }) }
    if let program { return body(program) }
    let recorded = try record(setup)
    program = recorded
    return body(recorded)
  }

  private func putBack(_ entry: Entry?) {
    let last = state.withLock { state -> Entry? in
      state.using -= 1
      guard let entry else { return nil }
      state.entries.append(entry)
      let isFull = state.entries.count > Self.mostForEach * state.mostUsed
      return isFull ? state.entries.removeFirst() : nil
    }
    // Let go of outside of the lock.
    _ = last
  }

  /// Takes a program out while it is in use: its sizes are those of one setup at a time.
  private func take(_ setup: Setup) -> Program? {
    let found = state.withLock { state -> Entry? in
      state.using += 1
      state.mostUsed = max(state.mostUsed, state.using)
      let place = state.entries.lastIndex { $0.setup.differsInSizesAlone(from: setup) }
      return place.map { state.entries.remove(at: $0) }
    }
    guard let entry = found else { return nil }
    if entry.setup == setup || entry.program.adapt(to: setup) { return entry.program }
    return nil
  }
}

/// The rests of blocks that stay, of setups that were asked lately.
enum RecentTails {
  private static let entries = Mutex<[(setup: Setup, tails: Tails)]>([])
  /// One for each thread that may ask.
  private static let most = 16

  static func of(_ setup: Setup) throws(Refusal) -> Tails {
    // Neither depends on the batch.
    var alike = setup
    (alike.batch, alike.seq) = (1, 1)
    if let known = entries.withLock({ $0.last { $0.setup == alike }?.tails }) { return known }
    let tails = try Recent.staying.with(setup, Tails.init)
    entries.withLock { entries in
      if entries.count == most { entries.removeFirst() }
      entries.append((alike, tails))
    }
    return tails
  }
}
