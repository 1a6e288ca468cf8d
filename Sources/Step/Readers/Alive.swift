import MemoryModel

/// What is alive at one moment: of each allocation, how many there are.
struct Alive {
  /// By the number of the allocation; one layer's count for all that it stands for.
  private(set) var counts: [Int]
  /// Whether each was made outside of all layers.
  private let isOutside: [Bool]

  init(_ program: Program, at moment: Peak.Moment) {
    var census = Census(program.record)
    census.run(to: moment)
    counts = census.counts
    isOutside = census.isOutside
  }

  /// Bytes by role.
  func bytes(_ program: Program) -> [Double] {
    var sums = [Double](repeating: 0, count: Role.allCases.count)
    forEach(program) { size, label, count, rest in
      sums[Int(label.role.rawValue)] +=
        Double(count) * (blockBytes(program.sizes.value(size)) + rest)
    }
    return sums
  }

  /// Rests of blocks of what comes and goes, by role.
  func rests(_ program: Program) -> [Int] {
    var rests = [Int](repeating: 0, count: Role.allCases.count)
    forEach(program) { _, label, count, rest in
      rests[Int(label.role.rawValue)] += count * Int(rest)
    }
    return rests
  }

  /// Goes through what is alive in the order in which it was made.
  ///
  /// - Parameter body: is given the bytes that a block takes beyond its size, too.
  func forEach(
    _ program: Program,
    _ body: (_ size: Int32, _ label: Label, _ count: Int, _ rest: Double) -> Void
  ) {
    var allocation = 0
    for event in 0..<program.record.events.count {
      let entry = program.record.events[event]
      guard entry >= 0 else { continue }
      if allocation < counts.count, counts[allocation] != 0 {
        let (label, bytes) = (program.record.labels[allocation], program.sizes.value(entry))
        let hasRest = isOutside[allocation] && label.isPassing
        let rest = hasRest ? program.allocator.segmentBytes(bytes) - blockBytes(bytes) : 0
        body(entry, label, counts[allocation], rest)
      }
      allocation += 1
    }
  }
}

/// Counts what is alive, event by event.
private struct Census {
  let record: Record
  var counts: [Int] = []
  var isOutside: [Bool]
  private var allocation = 0
  private var isInside = false
  /// What has changed in the layer that is gone through, for each allocation there.
  private var changes: [(allocation: Int, by: Int)] = []
  /// How many layers an allocation stands for once its layer is behind.
  private var copies: [Int]

  init(_ record: Record) {
    self.record = record
    counts = Array(repeating: 0, count: record.allocations)
    copies = Array(repeating: 1, count: record.allocations)
    isOutside = Array(repeating: false, count: record.allocations)
  }

  mutating func run(to moment: Peak.Moment) {
    var (next, inside) = (0, 1)
    var snapshot: [Int]?
    for event in 0..<record.events.count {
      while next < record.marks.count, record.marks[next].event <= event {
        switch record.marks[next].kind {
        case .phase: break
        case .enter(let count):
          (inside, isInside, changes) = (count, true, [])
        case .leave:
          if let snapshot { return settle(on: snapshot, inside) }
          leave(inside)
          (inside, isInside) = (1, false)
        }
        next += 1
      }
      if event > moment.event && snapshot == nil { return }
      take(record.events[event])
      if event == moment.event {
        // The last of like layers has all that the others left: known at its end.
        guard moment.isLastCopy && isInside else { return }
        snapshot = counts
      }
    }
    if let snapshot { settle(on: snapshot, inside) }
  }

  private mutating func take(_ entry: Int32) {
    if entry >= 0 {
      isOutside[allocation] = !isInside
      change(allocation, by: 1)
      allocation += 1
    } else if entry != .min {
      let released = Int(-1 - entry)
      change(released, by: isInside ? -1 : -copies[released])
    }
  }

  private mutating func change(_ allocation: Int, by count: Int) {
    counts[allocation] += count
    if isInside { changes.append((allocation, count)) }
  }

  private mutating func leave(_ inside: Int) {
    guard inside > 1 else { return }
    for change in changes {
      counts[change.allocation] += (inside - 1) * change.by
      if change.by > 0 { copies[change.allocation] = inside }
    }
  }

  private mutating func settle(on snapshot: [Int], _ inside: Int) {
    counts = snapshot
    for change in changes { counts[change.allocation] += (inside - 1) * change.by }
  }
}
