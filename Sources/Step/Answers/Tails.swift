import MemoryModel

/// What blocks of the tensors that stay take beyond them.
///
/// torch counts a block's whole size as allocated: a rest of up to 1 MiB of a large segment is not
/// split off. Which blocks those are is known once weights, adapters and the optimizer's states have
/// been made, and does not change with what comes and goes beside them; rests of what comes and goes
/// are in no sum. Expandable segments leave none.
///
/// Source: torch 2.15 c10/cuda/CUDACachingAllocator.cpp `should_split`.
package struct Tails: Equatable {
  /// Bytes by role.
  private var bytes = [Int](repeating: 0, count: Role.allCases.count)

  subscript(role: Role) -> Int { bytes[Int(role.rawValue)] }

  /// Bytes by role: while a model loads there are no states.
  func bytes(in phase: Phase) -> [Int] {
    Role.allCases.map { phase == .load && $0 == .state ? 0 : self[$0] }
  }

  func total(in phase: Phase) -> Int {
    bytes.reduce(0, +) - (phase == .load ? self[.state] : 0)
  }

  /// - Parameter program: all that stays, where a layer may stand for like ones, and no step.
  package init(_ program: Program) {
    if program.allocator.expandable { return }
    if program.isNarrow {
      add(Loading<UInt64>(program))
    } else {
      add(Loading<UInt128>(program))
    }
  }

  private mutating func add<Key>(_ loading: consuming Loading<Key>) {
    defer { loading.deallocate() }
    loading.run()
    loading.forEachTail { role, tail in bytes[Int(role.rawValue)] += tail }
  }
}

/// Loads a model, layer by layer. Small blocks have segments of their own, which are split to the last
/// 512 bytes: only the large ones are gone through.
private struct Loading<Key: BlockKey> {
  private let record: Record
  private let sizes: [Int]
  private var allocator: CachingAllocator<Key>
  /// Those of all layers, for each allocation side by side; below zero where one is free again.
  private var blocks = Pile<Int32>(capacity: 1024)
  /// Where the blocks of each allocation begin, and those of how many layers there are.
  private var made = Pile<(first: Int32, copies: Int32)>(capacity: 1024)

  init(_ program: Program) {
    (record, sizes) = (program.record, program.blockSizes)
    allocator = CachingAllocator(.max, program.allocator)
  }

  func deallocate() {
    blocks.deallocate()
    made.deallocate()
    allocator.deallocate()
  }

  mutating func run() {
    var (event, copies) = (0, 1)
    for index in 0...record.marks.count {
      let mark = index < record.marks.count ? record.marks[index] : nil
      let end = mark?.event ?? record.events.count
      run(event..<max(event, end), copies)
      event = max(event, end)
      switch mark?.kind {
      case .enter(let count): copies = count
      case .leave: copies = 1
      case .phase, nil: break
      }
    }
  }

  private mutating func run(_ events: Range<Int>, _ copies: Int) {
    let first = made.count
    for event in events where record.events[event] >= 0 {
      made.append((Int32(blocks.count), Int32(copies)))
      for _ in 0..<copies { blocks.append(-1) }
    }
    for copy in 0..<copies {
      var allocation = first
      for event in events {
        let entry = record.events[event]
        if entry >= 0 {
          let size = sizes[Int(entry)]
          if size > SegmentSizes.small, let block = allocator.allocate(size) {
            blocks[Int(made[allocation].first) + copy] = block
          }
          allocation += 1
        } else if entry == .min {
          allocator.releaseCached()
        } else {
          release(Int(-1 - entry), copies > 1 ? copy..<(copy + 1) : nil)
        }
      }
    }
  }

  /// - Parameter copies: which of the layers' blocks; nil for all.
  private mutating func release(_ allocation: Int, _ copies: Range<Int>?) {
    let (first, all) = (Int(made[allocation].first), Int(made[allocation].copies))
    for copy in (copies ?? 0..<all).clamped(to: 0..<all) where blocks[first + copy] >= 0 {
      allocator.release(blocks[first + copy])
      blocks[first + copy] = -1
    }
  }

  func forEachTail(_ body: (Role, Int) -> Void) {
    var allocation = 0
    for event in 0..<record.events.count where record.events[event] >= 0 {
      let (first, copies) = (Int(made[allocation].first), Int(made[allocation].copies))
      let size = sizes[Int(record.events[event])]
      for place in first..<(first + copies) where blocks[place] >= 0 {
        body(record.labels[allocation].role, allocator.size(of: blocks[place]) - size)
      }
      allocation += 1
    }
  }
}
