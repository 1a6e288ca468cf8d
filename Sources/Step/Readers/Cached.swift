import MemoryModel

/// What torch's caching allocator holds free at the fullest moment of a card without a limit, and what
/// its segments were made for.
package struct Cached {
  /// A free block of a segment.
  package struct Piece {
    package let bytes: Int
    package let segment: Segment

    /// Whether nothing lives beside it: the driver gets such a segment back when memory runs short.
    package var isWhole: Bool { bytes == segment.bytes }
  }

  /// What the driver gave for a block of so many bytes.
  package struct Segment {
    package let bytes: Int
    package let asked: Int
    /// What was put there first.
    package let name: String
    fileprivate let address: Int

    /// Whether it is of the pool of small blocks.
    package var isSmall: Bool { asked <= SegmentSizes.small }
  }

  /// Those free at the fullest moment, the largest first.
  package private(set) var pieces: [Piece] = []
  /// What is held for segments then, and what is in use of it.
  package private(set) var (reserved, allocated) = (0, 0)

  /// nil for expandable segments, which have no blocks of their own size.
  package init?(_ program: Program) {
    if program.allocator.expandable { return nil }
    var search = Occupancy(program, limit: .max)
    search.run(to: .max)
    let fullest = search.fullest
    search.deallocate()
    var replay = Occupancy(program, limit: .max)
    defer { replay.deallocate() }
    replay.run(to: fullest)
    (reserved, allocated) = (replay.allocator.tally.reserved, replay.allocated)
    for block in replay.allocator.free {
      let address = replay.allocator.address(of: block)
      guard let segment = replay.segments.last(where: { $0.address <= address }) else { continue }
      pieces.append(Piece(bytes: replay.allocator.size(of: block), segment: segment))
    }
    pieces.sort { ($0.bytes, $1.segment.address) > ($1.bytes, $0.segment.address) }
  }
}

/// The allocation that a card is too small for.
package struct Shortage {
  package let bytes: Int
  package let name: String
  /// What was cached then, in pieces that were too small for it.
  package let free: Int

  /// - Parameter limit: bytes that the card has for segments.
  package init?(_ program: Program, limit: Int) {
    if program.allocator.expandable { return nil }
    var replay = Occupancy(program, limit: limit)
    defer { replay.deallocate() }
    replay.run(to: .max)
    guard let failed = replay.failed else { return nil }
    (bytes, name) = (failed.bytes, failed.name)
    free = replay.allocator.tally.reserved - replay.allocated
  }
}

/// The caching allocator over the events of all layers, with what each segment was made for.
private struct Occupancy {
  private let program: Program
  private let sizes: [Int]
  private(set) var allocator: CachingAllocator<UInt128>
  /// In the order of their addresses.
  private(set) var segments: [Cached.Segment] = []
  private(set) var allocated = 0
  private var most = 0
  /// The event behind which most is in use.
  private(set) var fullest = -1
  private(set) var failed: (bytes: Int, name: String)?
  private var blocks: [Int32] = []

  init(_ program: Program, limit: Int) {
    self.program = program
    sizes = program.blockSizes
    allocator = CachingAllocator(limit, program.allocator)
  }

  func deallocate() { allocator.deallocate() }

  /// Goes on until an event is behind, or the card is too small.
  mutating func run(to last: Int) {
    let record = program.record
    for event in 0..<record.events.count where event <= last {
      let entry = record.events[event]
      if entry >= 0 {
        guard take(sizes[Int(entry)], record.labels[blocks.count]) else { return }
        if allocated > most { (most, fullest) = (allocated, event) }
      } else if entry == .min {
        allocator.releaseCached()
      } else {
        let block = blocks[Int(-1 - entry)]
        allocated -= allocator.size(of: block)
        allocator.release(block)
      }
    }
  }

  private mutating func take(_ size: Int, _ label: Label) -> Bool {
    let (before, retries) = (allocator.tally.reserved, allocator.tally.retries)
    func name() -> String { label.told(program.record.modules.path(label.module)).name }
    guard let block = allocator.allocate(size) else {
      failed = (size, name())
      return false
    }
    if allocator.tally.reserved > before || allocator.tally.retries > retries {
      let bytes = SegmentSizes.segment(for: size)
      let address = allocator.address(of: block)
      segments.append(Cached.Segment(bytes: bytes, asked: size, name: name(), address: address))
    }
    allocated += allocator.size(of: block)
    blocks.append(block)
    return true
  }
}
