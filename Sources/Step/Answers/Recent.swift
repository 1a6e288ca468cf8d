import MemoryModel
import Synchronization

/// Programs that were recorded lately: a sweep asks the same one again with other sizes.
enum Recent {
  struct Entry {
    var setup: Setup
    let program: Program
    var tails: Tails
  }

  private static let entries = Mutex<[Entry]>([])
  private static let most = 4

  /// The program of a setup and its tails: recorded anew, or evaluated again.
  ///
  /// - Returns: nil where something of the setup is not covered.
  static func with<T>(_ setup: Setup, _ body: (Program, Tails) -> T) -> T? {
    guard let entry = take(setup) ?? record(setup) else { return nil }
    let result = body(entry.program, entry.tails)
    entries.withLock { entries in
      if entries.count == most { entries.removeFirst() }
      entries.append(entry)
    }
    return result
  }

  private static func take(_ setup: Setup) -> Entry? {
    let found = entries.withLock { entries -> Entry? in
      let place = entries.lastIndex { $0.setup.differsInSizesAlone(from: setup) }
      return place.map { entries.remove(at: $0) }
    }
    guard var entry = found else { return nil }
    if entry.setup == setup { return entry }
    guard entry.program.adapt(to: setup) else { return nil }
    if entry.setup.method.adapter?.rank != setup.method.adapter?.rank {
      guard let tails = tails(of: setup) else { return nil }
      entry.tails = tails
    }
    entry.setup = setup
    return entry
  }

  private static func record(_ setup: Setup) -> Entry? {
    guard let program = Training.record(setup, folded: true, steps: 1), let tails = tails(of: setup)
    else { return nil }
    return Entry(setup: setup, program: program, tails: tails)
  }

  private static func tails(of setup: Setup) -> Tails? {
    Training.record(setup, folded: false, steps: 0).map(Tails.init)
  }
}

// What goes through the allocator, over the events of all layers.
extension Recent {
  private static let whole = Mutex<(setup: Setup, program: Program)?>(nil)

  private static func whole(_ setup: Setup) -> Program? {
    let known = whole.withLock { $0?.setup == setup ? $0?.program : nil }
    guard let program = known ?? Training.record(setup, folded: false) else { return nil }
    whole.withLock { $0 = (setup, program) }
    return program
  }

  static func reserved(_ setup: Setup) -> Int? {
    whole(setup).map { Replay($0).reserved }
  }

  /// The least bytes for segments.
  static func needed(_ setup: Setup) -> Int? {
    whole(setup).map { $0.needed(Replay($0)) }
  }

  /// Whether the steps run with so many bytes for segments.
  static func survives(_ setup: Setup, within limit: Int) -> Bool? {
    whole(setup).map { Replay($0, limit: limit).survived }
  }
}
