import MemoryModel

/// The caching allocator over the events of all layers.
package struct Replay {
  /// `torch.cuda.max_memory_allocated()`.
  package let allocated: Int
  /// `torch.cuda.max_memory_reserved()`.
  package let reserved: Int
  /// How often the allocator gave cached segments back to go on.
  package let retries: Int
  /// Whether the steps ran to their end.
  package let survived: Bool
  /// The segments that the allocation would have needed that failed.
  private let asked: Int
  /// The event of that allocation.
  let failure: Int?

  /// - Parameter limit: bytes that the card has for segments.
  package init(_ program: Program, limit: Int = .max) {
    let config = program.allocator
    if config.expandable {
      self.init(program, on: ExpandableAllocator(limit: limit))
    } else if program.isNarrow {
      self.init(program, on: CachingAllocator<UInt64>(limit, config))
    } else {
      self.init(program, on: CachingAllocator<UInt128>(limit, config))
    }
  }

  private init(_ program: Program, on allocator: some DeviceAllocator) {
    var run = Run(program, on: allocator)
    defer { run.deallocate() }
    self = run.finish()
  }

  fileprivate init(_ tally: Tally, failure: Int?) {
    self.failure = failure
    survived = failure == nil
    allocated = tally.mostAllocated
    reserved = tally.mostReserved
    retries = tally.retries
    asked = tally.asked
  }
}

extension Replay {
  /// The least bytes for segments with which the steps run, to a thousandth.
  fileprivate func needed(_ program: Program) -> Int {
    let config = program.allocator
    if config.expandable {
      return needed(Run(program, on: ExpandableAllocator(limit: .max)))
    } else if program.isNarrow {
      return needed(Run(program, on: CachingAllocator<UInt64>(.max, config)))
    } else {
      return needed(Run(program, on: CachingAllocator<UInt128>(.max, config)))
    }
  }

  /// From below: a run that fails says how much would have done for the allocation that failed. Between
  /// the last that failed and the first that did not, it is searched by halves.
  private func needed<Allocator>(_ start: consuming Run<Allocator>) -> Int {
    let step = max(2 << 20, reserved / 1000)
    var (low, high) = (0, reserved)
    var limit = allocated
    defer { start.deallocate() }
    while limit < high {
      let run = start.finished(limit: limit)
      if run.survived {
        high = limit
        break
      }
      low = limit
      start.advance(within: low)
      limit = max(limit + step, run.asked)
    }
    while high - low > step {
      let middle = low + (high - low) / 2
      if start.finished(limit: middle).survived {
        high = middle
      } else {
        low = middle
        start.advance(within: low)
      }
    }
    return high
  }
}

/// Steps that have run on an allocator up to an event.
private struct Run<Allocator: DeviceAllocator> {
  private let record: Record
  private let sizes: [Int]
  private var allocator: Allocator
  /// By allocation.
  private let blocks: UnsafeMutablePointer<Int32>
  private var made = 0
  private var event = 0

  init(_ program: Program, on allocator: Allocator) {
    self.init(program.record, program.blockSizes, allocator)
  }

  private init(_ record: Record, _ sizes: [Int], _ allocator: Allocator) {
    (self.record, self.sizes, self.allocator) = (record, sizes, allocator)
    blocks = .allocate(capacity: record.allocations)
  }

  func deallocate() {
    blocks.deallocate()
    allocator.deallocate()
  }

  mutating func finish() -> Replay {
    let survived = proceed(within: .max)
    return Replay(allocator.tally, failure: survived ? nil : event - 1)
  }

  /// How it ends on a card with so many bytes for segments.
  func finished(limit: Int) -> Replay {
    var run = Run(record, sizes, allocator.copy(limit: limit))
    defer { run.deallocate() }
    run.blocks.initialize(from: blocks, count: made)
    (run.made, run.event) = (made, event)
    return run.finish()
  }

  /// Goes on for as long as it is the same on all cards with more bytes than these for segments.
  mutating func advance(within limit: Int) {
    guard Allocator.isAlikeOnAllCards else { return }
    _ = proceed(within: limit - AllocatorConfig.largeSegment - SegmentSizes.smallSegment)
  }

  /// Goes on until the next segment may be beyond so many bytes.
  ///
  /// - Returns: whether the card was large enough.
  private mutating func proceed(within limit: Int) -> Bool {
    let (events, count) = (record.events.items, record.events.count)
    while event < count {
      let entry = events[event]
      if entry >= 0 {
        let size = sizes[Int(entry)]
        if allocator.tally.reserved > limit - size { return true }
        event += 1
        if event < count && events[event] == -1 - Int32(made) {
          guard allocator.allocateBriefly(size) else { return false }
          event += 1
        } else {
          guard let block = allocator.allocate(size) else { return false }
          (blocks + made).initialize(to: block)
        }
        made += 1
      } else {
        event += 1
        if entry == .min {
          allocator.releaseCached()
        } else {
          allocator.release(blocks[Int(-1 - entry)])
        }
      }
    }
    return true
  }
}

extension Program {
  /// The least bytes for segments with which the steps run.
  package func needed() -> Int { roomy.needed(self) }

  /// Whether no block reaches 2^35 bytes, and no address 2^45, were each block given a new one.
  var isNarrow: Bool {
    let sizes = blockSizes
    if let split = allocator.maxSplitSize, split >= 1 << 35 { return false }
    var sum = 0.0
    for (size, count) in allocationsBySize.enumerated() where count > 0 {
      if sizes[size] >= 1 << 35 { return false }
      sum += Double(count) * Double(sizes[size] + AllocatorConfig.largeSegment)
    }
    return sum < 0x1p45
  }

  /// Bytes of a block of each size. Numbers that are only compared with may be beyond all of them.
  var blockSizes: [Int] {
    (0..<sizes.count).map { Int(min(blockBytes(sizes.value(Int32($0))), 0x1p53)) }
  }
}
