import MemoryModel

/// What blocks of the tensors that stay take beyond them.
///
/// torch counts a block's whole size as allocated: a rest of up to 1 MiB of a large segment is not
/// split off. Which blocks those are is known once weights, adapters and the optimizer's states have
/// been made, and does not change with what comes and goes beside them; rests of what comes and goes
/// are in no sum. Expandable segments leave none.
///
/// Source: torch 2.15 c10/cuda/CUDACachingAllocator.cpp `should_split`.
struct Tails {
  /// Bytes by role.
  private(set) var bytes = [Int](repeating: 0, count: Role.allCases.count)

  var total: Int { bytes.reduce(0, +) }

  /// - Parameter program: all that stays, layer by layer, and no step.
  init(_ program: Program) {
    if program.allocator.expandable { return }
    var allocator = CachingAllocator<UInt128>(
      limit: .max, maxSplitSize: program.allocator.maxSplitSize)
    defer { allocator.deallocate() }
    let sizes = program.blockSizes
    var made: [(block: Int32, bytes: Int)] = []
    var alive = Set<Int>()
    for event in 0..<program.record.events.count {
      let entry = program.record.events[event]
      if entry >= 0 {
        let bytes = sizes[Int(entry)]
        guard let block = allocator.allocate(bytes) else { return }
        alive.insert(made.count)
        made.append((block, bytes))
      } else if entry == .min {
        allocator.releaseCached()
      } else {
        allocator.release(made[Int(-1 - entry)].block)
        alive.remove(Int(-1 - entry))
      }
    }
    for allocation in alive {
      let role = program.record.labels[allocation].role
      bytes[Int(role.rawValue)] +=
        allocator.size(of: made[allocation].block) - made[allocation].bytes
    }
  }
}
