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

  /// - Parameter limit: bytes that the card has for segments.
  package init(_ program: Program, limit: Int = .max) {
    var allocator = CachingAllocator(limit: limit)
    defer { allocator.deallocate() }
    survived = Self.run(program, on: &allocator)
    allocated = allocator.mostAllocated
    reserved = allocator.mostReserved
    retries = allocator.retries
  }

  private static func run(_ program: Program, on allocator: inout CachingAllocator) -> Bool {
    let record = program.record
    var blocks = [Int32]()
    blocks.reserveCapacity(record.allocations)
    let sizes = program.blockSizes
    for event in 0..<record.events.count {
      let entry = record.events[event]
      if entry >= 0 {
        guard let block = allocator.allocate(sizes[Int(entry)]) else { return false }
        blocks.append(block)
      } else if entry == .min {
        allocator.releaseCached()
      } else {
        allocator.release(blocks[Int(-1 - entry)])
      }
    }
    return true
  }
}

extension Program {
  /// The least bytes for segments with which the steps run, to 2 MiB.
  ///
  /// A card that suffices with cached segments given back suffices with more: between what is
  /// allocated and what is reserved on a roomy card the border is searched by halves.
  package func needed(_ roomy: Replay) -> Int {
    let step = 2 << 20
    var (low, high) = ((roomy.allocated - 1) / step, (roomy.reserved + step - 1) / step)
    while high - low > 1 {
      let middle = (low + high) / 2
      if Replay(self, limit: middle * step).survived { high = middle } else { low = middle }
    }
    return high * step
  }

  /// Bytes of a block of each size.
  var blockSizes: [Int] {
    (0..<sizes.count).map { Int(blockBytes(sizes.value(Int32($0)))) }
  }
}
