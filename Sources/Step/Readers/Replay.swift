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

  /// - Parameter limit: bytes that the card has for segments.
  package init(_ program: Program, limit: Int = .max) {
    let config = program.allocator
    if config.expandable {
      self.init(program, on: ExpandableAllocator(limit: limit))
    } else {
      let most = config.maxSplitSize
      if program.isNarrow {
        self.init(program, on: CachingAllocator<UInt64>(limit: limit, maxSplitSize: most))
      } else {
        self.init(program, on: CachingAllocator<UInt128>(limit: limit, maxSplitSize: most))
      }
    }
  }

  private init(_ program: Program, on allocator: consuming some DeviceAllocator) {
    defer { allocator.deallocate() }
    survived = Self.run(program, on: &allocator)
    allocated = allocator.tally.mostAllocated
    reserved = allocator.tally.mostReserved
    retries = allocator.tally.retries
    asked = allocator.tally.asked
  }

  private static func run(_ program: Program, on allocator: inout some DeviceAllocator) -> Bool {
    let record = program.record
    let blocks = UnsafeMutablePointer<Int32>.allocate(capacity: record.allocations)
    defer { blocks.deallocate() }
    let sizes = program.blockSizes
    var made = 0
    for event in 0..<record.events.count {
      let entry = record.events[event]
      if entry >= 0 {
        guard let block = allocator.allocate(sizes[Int(entry)]) else { return false }
        (blocks + made).initialize(to: block)
        made += 1
      } else if entry == .min {
        allocator.releaseCached()
      } else {
        allocator.release(blocks[Int(-1 - entry)])
      }
    }
    return true
  }

  /// The least bytes for segments with which the steps run, to a thousandth.
  ///
  /// From below: a run that fails says how much would have done for the allocation that failed. Between
  /// the last that failed and the first that did not, it is searched by halves.
  fileprivate func needed(_ program: Program) -> Int {
    let step = max(2 << 20, reserved / 1000)
    var (low, high) = (0, reserved)
    var limit = allocated
    while limit < high {
      let run = Replay(program, limit: limit)
      if run.survived {
        high = limit
        break
      }
      low = limit
      limit = max(limit + step, run.asked)
    }
    while high - low > step {
      let middle = low + (high - low) / 2
      if Replay(program, limit: middle).survived { high = middle } else { low = middle }
    }
    return high
  }
}

extension Program {
  /// The least bytes for segments with which the steps run.
  package func needed() -> Int { Replay(self).needed(self) }

  /// Whether no block reaches 2^37 bytes, and no address 2^45, were each block given a new one.
  var isNarrow: Bool {
    let sizes = blockSizes
    var sum = 0
    for event in 0..<record.events.count where record.events[event] >= 0 {
      let bytes = sizes[Int(record.events[event])]
      sum += bytes + AllocatorConfig.largeSegment
      if bytes >= 1 << 37 || sum >= 1 << 45 { return false }
    }
    return true
  }

  /// Bytes of a block of each size. Numbers that are only compared with may be beyond all of them.
  var blockSizes: [Int] {
    (0..<sizes.count).map { Int(min(blockBytes(sizes.value(Int32($0))), 0x1p53)) }
  }
}
