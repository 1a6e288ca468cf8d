import MemoryModel

/// The most that is alive at once: sums, in which one layer stands for like ones.
package struct Peak {
  package private(set) var bytes = 0.0
  package private(set) var phase = MemoryModel.Phase.load
  /// The most in each phase, in their order.
  package private(set) var byPhase = [Double](repeating: 0, count: Phase.allCases.count)
  /// Where it is reached.
  private(set) var moment = Moment(event: -1, isLastCopy: false)

  /// A place in a record: behind an event, in the first or the last of the layers that one stands for.
  struct Moment {
    let event: Int
    let isLastCopy: Bool
  }

  package init(_ program: Program) {
    var sums = Sums(program)
    let record = program.record
    var now = Phase.load
    var next = 0
    for event in 0..<record.events.count {
      while next < record.marks.count, record.marks[next].event <= event {
        switch record.marks[next].kind {
        case .phase(let phase):
          settle(&sums, 0, now)
          now = phase
        case .enter(let copies):
          settle(&sums, 0, now)
          sums.enter(copies)
        case .leave:
          let rest = sums.rest
          settle(&sums, max(0, rest), now)
          sums.leave(rest)
        }
        next += 1
      }
      sums.take(record.events[event], at: event)
    }
    settle(&sums, 0, now)
    sums.deallocate()
  }

  private mutating func settle(_ sums: inout Sums, _ more: Double, _ phase: Phase) {
    let most = sums.top + more
    if most > byPhase[phase.index] { byPhase[phase.index] = most }
    if most > bytes {
      bytes = most
      self.phase = phase
      moment = Moment(event: sums.topEvent, isLastCopy: more > 0)
    }
    sums.top = sums.live
    sums.topEvent = sums.event
  }
}

/// What is alive, as sums over the events.
private struct Sums {
  var live = 0.0
  /// The most since the last mark, and behind which event.
  var top = 0.0
  var topEvent = -1
  private(set) var event = -1
  private var base = 0.0
  private var inside = 1.0
  private var allocation = 0
  private var insideFrom = 0
  private var isInside = false
  private let labels: Pile<Label>
  /// Bytes of each size, in a layer and outside.
  private let sizes: UnsafeMutablePointer<(inside: Double, outside: Double)>
  /// Bytes of each allocation, and how many layers it stands for once its layer is behind.
  private let allocations: UnsafeMutablePointer<(bytes: Double, copies: Double)>

  init(_ program: Program) {
    labels = program.record.labels
    sizes = .allocate(capacity: program.sizes.count)
    for index in 0..<program.sizes.count {
      let bytes = program.sizes.value(Int32(index))
      (sizes + index).initialize(to: (blockBytes(bytes), program.allocator.segmentBytes(bytes)))
    }
    allocations = .allocate(capacity: program.record.allocations)
  }

  func deallocate() {
    sizes.deallocate()
    allocations.deallocate()
  }

  /// What the other layers add, for which this one stands.
  var rest: Double { (inside - 1) * (live - base) }

  mutating func enter(_ copies: Int) {
    (base, inside, insideFrom, isInside) = (live, Double(copies), allocation, true)
  }

  mutating func leave(_ rest: Double) {
    live += rest
    top = live
    topEvent = event
    if inside > 1 {
      for index in insideFrom..<allocation { allocations[index].copies = inside }
    }
    (inside, isInside) = (1, false)
  }

  @inline(__always)
  mutating func take(_ entry: Int32, at place: Int) {
    event = place
    if entry >= 0 {
      let size = sizes[Int(entry)]
      let bytes = isInside || !labels[allocation].isPassing ? size.inside : size.outside
      (allocations + allocation).initialize(to: (bytes, 1))
      live += bytes
      allocation += 1
      if live > top {
        top = live
        topEvent = place
      }
    } else if entry != .min {
      let released = allocations[Int(-1 - entry)]
      live -= isInside ? released.bytes : released.bytes * released.copies
    }
  }
}

extension Phase {
  /// Its place among all.
  var index: Int {
    switch self {
    case .load: 0
    case .forward: 1
    case .loss: 2
    case .backward: 3
    case .step: 4
    }
  }
}
