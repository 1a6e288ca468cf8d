import MemoryModel

/// What a setup's steps allocate and release, and the sizes that it speaks of.
package final class Program: @unchecked Sendable {
  let sizes: SizeTable
  let record: Record

  init(sizes: SizeTable, record: Record) {
    self.sizes = sizes
    self.record = record
  }

  deinit {
    record.deallocate()
    sizes.deallocate()
  }
}

extension Program {
  /// Takes the sizes of another setup, which differs in those alone that `Setup.sizes` names.
  ///
  /// - Returns: whether the record holds for it. If not, it has to be made anew.
  package func adapt(to setup: Setup) -> Bool { sizes.evaluate(setup.sizes) }
}

extension Setup {
  /// What a sweep mostly changes, and no program depends on but for its sizes.
  var sizes: [(name: StaticString, value: Int)] {
    [("batch", batch), ("seq", seq), ("r", method.adapter?.rank ?? 0)]
  }

  /// Whether the other differs from it in nothing else.
  func differsInSizesAlone(from other: Setup) -> Bool {
    var alike = self
    (alike.batch, alike.seq) = (other.batch, other.seq)
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
func blockBytes(_ bytes: Double) -> Double { max(512, (bytes / 512).rounded(.up) * 512) }

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
