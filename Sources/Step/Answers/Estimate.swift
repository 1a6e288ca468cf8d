import MemoryModel
import Synchronization

/// What a training setup takes on the fullest GPU, in bytes.
package struct Estimate: Sendable {
  package let setup: Setup
  /// `torch.cuda.max_memory_allocated()`: the first seven parts.
  package let allocated: Int
  /// The phase of the peak.
  package let phase: Phase
  /// The most allocated in each phase, in the order of `Phase`.
  package let peaks: [Int]
  package let gpus = 1
  private let further = Further()

  /// What is found once somebody asks for it.
  private struct Found {
    var parts: [Int]?
    var reserved: Int?
    var needed: Int?
    var counts: (parameters: Int, trainable: Int)?
    var ledger: Ledger?
    var timeline: Timeline?
  }

  private final class Further: Sendable {
    let found = Mutex(Found())
  }
}

/// What this setup takes.
package func estimate(_ setup: Setup) throws(Refusal) -> Estimate {
  try setup.check()
  let peak = try Recent.folded.with(setup, Peak.init)
  // What is replayed is a part of this sum: the allocator is asked for nothing that it cannot count.
  guard peak.bytes + Double(setup.device.contextBytes) < 0x1p53 else {
    throw Refusal(
      "This setup takes more than 2^53 bytes (8 PiB), where whole numbers stop being exact.",
      hint: "look for a zero too many in batch, seq or the model's dimensions")
  }
  return Estimate(setup, peak.adding(try RecentTails.of(setup)))
}

/// Every line of the estimate of this setup, at its peak.
package func explain(_ setup: Setup) throws(Refusal) -> Ledger { try estimate(setup).ledger }

extension Estimate {
  fileprivate init(_ setup: Setup, _ peak: Peak) {
    self.setup = setup
    allocated = Int(peak.bytes)
    phase = peak.phase
    peaks = peak.byPhase.map { Int($0) }
  }

  /// What it goes by. A sweep asks a million times what fits, and never this: it is not found before.
  package var evidence: Evidence { Evidence(setup) }
  /// What the model leaves out in this setup, and what it means by it.
  package var notes: [String] { evidence.notes(on: setup) + setup.targetNotes + setup.meant }

  /// What has bytes beside the parts.
  package static let sums = ["total", "needed", "reserved", "allocated"]

  /// A part or a sum, by its name; nil where it is neither.
  package func bytes(of name: String) -> Int? {
    switch name {
    case "total": total
    case "needed": needed
    case "reserved": reserved
    case "allocated": allocated
    default: Part(rawValue: name).map { self[$0] }
    }
  }

  package subscript(phase: Phase) -> Int { peaks[phase.index] }

  package subscript(part: Part) -> Int {
    switch part {
    case .allocator: return reserved - allocated
    case .context: return setup.device.contextBytes
    default: return found(\.parts, as: sums)[Part.allCases.firstIndex(of: part) ?? 0]
    }
  }

  /// With what the allocator caches: `torch.cuda.max_memory_reserved()` on a roomy card.
  package var reserved: Int { found(\.reserved, as: mostForSegments) }
  /// With the context: what `nvidia-smi` shows.
  package var total: Int { reserved + setup.device.contextBytes }
  /// The least usable memory in which the step still runs.
  package var needed: Int {
    found(\.needed) { min(leastForSegments(), reserved) }
      + setup.device.contextBytes
  }
  package var parameters: Int { counts.parameters }
  package var trainable: Int { counts.trainable }
  /// Every line of it, at its peak.
  package var ledger: Ledger { found(\.ledger, as: lines) }

  /// What is alive at its peak, like tensors told as one; the parts of the card beyond tensors last.
  package func gists(from distance: Distance) -> [Gist] {
    guard let tails = try? RecentTails.of(setup),
      let gists = try? Recent.folded.with(
        setup, { Gist.all($0, Peak($0).adding(tails), tails, setup, from: distance) })
    else { return [] }
    return gists + beyondTensors
  }

  /// What torch holds free at the fullest moment; nil for expandable segments.
  package var cached: Cached? { try? Recent.whole.with(setup) { Cached($0) } }

  /// What fails on a card that leaves hardly less than is needed, and how often torch gives cached blocks
  /// back where it just goes.
  package var pressure: (shortage: Shortage?, retries: Int) {
    let room = needed - setup.device.contextBytes
    let less = room - max(2 << 20, reserved / 1000) - 1
    let found = try? Recent.whole.with(setup) {
      (Shortage($0, limit: less), Replay($0, limit: room).retries)
    }
    return found ?? (nil, 0)
  }

  /// What is alive over two steps, layer by layer.
  package var timeline: Timeline { found(\.timeline) { moments(inside: nil) } }
  /// The same in one layer of the second step, module by module.
  package func timeline(inside layer: Int) -> Timeline { moments(inside: layer) }

  private var counts: (parameters: Int, trainable: Int) { found(\.counts) { setup.counts } }

  /// Whether the step runs on a card with so many usable bytes.
  package func runs(within usable: Int) -> Bool {
    let room = usable - setup.device.contextBytes
    if allocated > room { return false }
    if let reserved = further.found.withLock(\.reserved), reserved <= room { return true }
    // A card without a limit is asked for no more. Ranges of addresses are as large as the card.
    guard let replay = try? Recent.whole.with(setup, { Replay($0, limit: room) }) else {
      return false
    }
    if replay.survived, replay.retries == 0, !setup.allocator.expandable {
      further.found.withLock { $0.reserved = max(replay.reserved, allocated) }
    }
    return replay.survived
  }

  private func found<T: Sendable>(
    _ place: WritableKeyPath<Found, T?>, as find: () -> T
  ) -> T {
    if let known = further.found.withLock({ $0[keyPath: place] }) { return known }
    let value = find()
    further.found.withLock { $0[keyPath: place] = value }
    return value
  }

  private func sums() -> [Int] {
    var sums = [Int](repeating: 0, count: Part.allCases.count)
    guard let tails = try? RecentTails.of(setup),
      let alive = try? Recent.folded.with(
        setup, { Alive($0, at: Peak($0).adding(tails).moment).bytes($0) })
    else { return sums }
    for (role, bytes) in zip(Role.allCases, zip(alive, tails.bytes(in: phase))) {
      sums[Part.allCases.firstIndex(of: role.part) ?? 0] += Int(bytes.0) + bytes.1
    }
    return sums
  }

  private func mostForSegments() -> Int {
    max((try? Recent.whole.with(setup, \.roomy.reserved)) ?? 0, allocated)
  }

  private func leastForSegments() -> Int {
    (try? Recent.whole.with(setup) { $0.needed() }) ?? reserved
  }

  private func moments(inside layer: Int?) -> Timeline {
    guard let tails = try? RecentTails.of(setup),
      let timeline = try? Recent.whole.with(setup, { Timeline($0, tails, inside: layer) })
    else { return Timeline() }
    return timeline
  }

  /// The last two parts.
  private var beyondTensors: [Gist] {
    [
      Gist(
        part: .allocator, words: "blocks that are free again, kept for later",
        formula: .bytes(self[.allocator]),
        sources: ["torch 2.15 c10/cuda/CUDACachingAllocator.cpp, replayed over two steps"]),
      Gist(
        part: .context, words: "what CUDA and its libraries take",
        formula: .bytes(setup.device.contextBytes),
        sources: ["nvidia-smi against max_memory_reserved: 300 to 600 MB are reported"]),
    ]
  }

  private func lines() -> Ledger {
    guard let tails = try? RecentTails.of(setup),
      let ledger = try? Recent.folded.with(
        setup,
        { Ledger($0, Peak($0).adding(tails), tails, layers: setup.architecture.layers) })
    else { return Ledger(phase: phase, lines: []) }
    let rest = zip(["cached segments", "CUDA context and libraries"], beyondTensors).map {
      Line(part: $1.part, name: $0, formula: $1.formula, source: $1.sources[0])
    }
    return Ledger(phase: ledger.phase, lines: ledger.lines + rest.filter { $0.bytes > 0 })
  }
}
