import MemoryModel

/// A tensor that a step asks the allocator for, and what is alive when it does.
package struct MemoryRequest: Sendable {
  /// What it is called in an explanation: `lm_head: logits`.
  package let name: String
  /// The library, the file and the function that allocate it.
  package let source: String
  package let scene: Timeline.Scene
  /// Bytes of its block.
  package let bytes: Int
  /// By part, in the order of `Timeline.parts`, before it is there.
  package let alive: [Int]
  /// Whether it is the one that finds no room on the card in question.
  package let isFailure: Bool

  package var allocated: Int { alive.reduce(0, +) }
}

/// What the message of torch's OutOfMemoryError names is no tensor's size: the driver is asked for a
/// segment, of 2 MiB, of 20 MiB, or of the block in whole 2 MiB.
///
/// Source: torch 2.15 c10/cuda/CUDACachingAllocator.cpp `malloc`: `alloc_size = get_allocation_size(size)`
/// is what "Tried to allocate" prints.
package func segmentAsked(for bytes: Int) -> Int { SegmentSizes.segment(for: bytes) }

extension Estimate {
  /// What two steps ask for, of sizes that somebody looks for, in order of time.
  ///
  /// - Parameter room: bytes that the card has for segments, if it is known.
  package func requests(
    room: Int?, where isMeant: (_ bytes: Int) -> Bool
  ) -> [MemoryRequest] {
    guard let tails = try? RecentTails.of(setup) else { return [] }
    let found = try? Recent.whole.with(setup) { program in
      let failure = room.flatMap { Replay(program, limit: $0).failure }
      return program.requests(tails, failure, where: isMeant)
    }
    return found ?? []
  }

  /// Bytes of all blocks that a step asks for, each size once, in the order in which they are met first.
  package var sizesAsked: [Int] {
    let found = try? Recent.folded.with(setup) { program in
      let sizes = program.blockSizes
      return program.sizesMet.map { sizes[Int($0)] }
    }
    return found ?? []
  }
}

extension Program {
  fileprivate var sizesMet: [Int32] {
    var isMet = [Bool](repeating: false, count: sizes.count)
    var met: [Int32] = []
    for event in 0..<record.events.count {
      let entry = record.events[event]
      guard entry >= 0, !isMet[Int(entry)] else { continue }
      isMet[Int(entry)] = true
      met.append(entry)
    }
    return met
  }

  fileprivate func requests(
    _ tails: Tails, _ failure: Int?, where isMeant: (Int) -> Bool
  ) -> [MemoryRequest] {
    let sizes = blockSizes
    let meant = sizes.map(isMeant)
    var scenes = SceneReader(record)
    var live = LiveParts(self, tails)
    var found: [MemoryRequest] = []
    for event in 0..<record.events.count {
      scenes.advance(to: event)
      let entry = record.events[event]
      if entry >= 0 {
        let label = record.labels[live.made]
        if meant[Int(entry)] || event == failure {
          let told = label.told(record.modules.path(label.module))
          found.append(
            MemoryRequest(
              name: told.name, source: told.source, scene: scenes.scene, bytes: sizes[Int(entry)],
              alive: live.bytes.map { whole($0) }, isFailure: event == failure))
        }
        live.allocate(self.sizes.value(entry), label, inStretch: scenes.isInStretch)
      } else if entry != .min {
        live.release(Int(-1 - entry))
      }
    }
    return found
  }
}
