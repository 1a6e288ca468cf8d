import MemoryModel

/// What a setup's steps allocate and release, and the sizes that it speaks of.
package final class Program: @unchecked Sendable {
  let sizes: SizeTable
  private(set) var record: Record
  /// How the allocator is set up that it asks.
  private(set) var allocator: AllocatorConfig
  private(set) lazy var changes = Changes(record, sizes: sizes.count)
  /// How many allocations there are of each size, those of all layers that one stands for.
  private(set) lazy var allocationsBySize = record.allocationsBySize(of: sizes.count)
  /// What the allocator does on a card without a limit, with the present sizes.
  package var roomy: Replay {
    if let knownRoomy { return knownRoomy }
    let replay = Replay(self)
    knownRoomy = replay
    return replay
  }
  private var knownRoomy: Replay?

  init(sizes: SizeTable, record: Record, allocator: AllocatorConfig) {
    self.sizes = sizes
    self.record = record
    self.allocator = allocator
  }

  deinit {
    record.deallocate()
    sizes.deallocate()
  }
}

extension Program {
  /// The same with a record of all layers, drawn from the one of a few; nil where that does not tell all.
  package func expanded() -> Program? {
    if record.isWhole { return self }
    guard let whole = Expansion.record(from: record) else { return nil }
    record.deallocate()
    record = whole
    return self
  }

  /// Takes the sizes of another setup, which differs in those alone that `Setup.sizes` names.
  ///
  /// - Returns: whether the record holds for it. If not, it has to be made anew.
  package func adapt(to setup: Setup) -> Bool {
    allocator = setup.allocator
    knownRoomy = nil
    return sizes.evaluate(setup.sizes)
  }
}

extension Setup {
  /// What a sweep mostly changes, and no program depends on but for its sizes.
  var sizes: [(name: StaticString, value: Int)] {
    [("batch", batch), ("seq", seq), ("r", method.adapter?.rank ?? 0)]
  }

  /// Whether the other differs from it in nothing else that a program depends on.
  func differsInSizesAlone(from other: Setup) -> Bool {
    var alike = self
    (alike.batch, alike.seq, alike.allocator) = (other.batch, other.seq, other.allocator)
    if let rank = other.methodAsked.adapter?.rank {
      alike.methodAsked = methodAsked.with(rank: rank)
    }
    return alike == other
  }
}

/// Rounds bytes as the allocator does.
///
/// Source: torch 2.15 c10/cuda/CUDACachingAllocator.cpp `round_size`, `kMinBlockSize`.
@inline(__always)
func blockBytes(_ bytes: Double) -> Double {
  let blocks = bytes / 512
  // From there on all doubles are whole; `rounded` is a call.
  guard blocks.magnitude < 0x1p52 else { return max(512, blocks * 512) }
  let whole = Double(Int(blocks))
  return max(1, whole < blocks ? whole + 1 : whole) * 512
}

extension AllocatorConfig {
  /// A block of 10 MiB and more that gets a segment of its own, of whole 2 MiB: a rest of up to 1 MiB
  /// is not split off, and counts as allocated. So do those of what comes outside of the layers, which
  /// is as large in each step, and finds its segment again; what comes in layers shares theirs.
  ///
  /// Source: torch 2.15 c10/cuda/CUDACachingAllocator.cpp `get_allocation_size`, `should_split`.
  func segmentBytes(_ bytes: Double) -> Double {
    let block = blockBytes(bytes)
    guard block >= 10_485_760 && !expandable else { return block }
    let segment = (block / 2_097_152).rounded(.up) * 2_097_152
    return segment - block <= 1_048_576 || block >= Double(maxSplitSize ?? .max) ? segment : block
  }
}

extension Label {
  /// Whether it comes and goes. Of what stays, the rests are known by a replay.
  var isPassing: Bool { role != .weight && role != .adapter && role != .state }
}

extension Program {
  /// The parts of memory that something is left of when the program ends.
  package var left: Set<String> {
    var alive = Set(0..<Int32(record.allocations))
    for event in 0..<record.events.count {
      let entry = record.events[event]
      if entry < 0 && entry != .min { alive.remove(-1 - entry) }
    }
    return Set(alive.map { "\(record.labels[Int($0)].role)" })
  }
}

extension Program {
  /// Whether both allocate and release the same bytes in the same order.
  package func isSame(as other: Program) -> Bool {
    let (a, b) = (record, other.record)
    guard a.events.count == b.events.count, a.marks.count == b.marks.count,
      a.sections.array == b.sections.array
    else { return false }
    let isAlike = (0..<a.events.count).allSatisfy {
      let (x, y) = (a.events[$0], b.events[$0])
      return x >= 0 ? y >= 0 && sizes.value(x) == other.sizes.value(y) : x == y
    }
    return isAlike && (0..<a.allocations).allSatisfy { a.labels[$0] == b.labels[$0] }
      && (0..<a.marks.count).allSatisfy {
        a.marks[$0].event == b.marks[$0].event && a.marks[$0].kind == b.marks[$0].kind
      }
  }
}
