import MemoryModel

/// The most that is alive at once: sums, in which one layer stands for like ones.
package struct Peak {
  package private(set) var bytes = 0.0
  package private(set) var phase = MemoryModel.Phase.load
  /// The most in each phase, in their order.
  package private(set) var byPhase = [Double](repeating: 0, count: Phase.allCases.count)
  /// Where it is reached.
  private(set) var moment = Moment(event: -1, isLastCopy: false)
  /// The same of each phase.
  private var moments = [Moment](
    repeating: Moment(event: -1, isLastCopy: false), count: Phase.allCases.count)

  /// A place in a record: behind an event, in the first or the last of the layers that one stands for.
  struct Moment {
    let event: Int
    let isLastCopy: Bool
  }

  package init(_ program: Program) {
    let changes = program.changes
    let bytes = changes.bytes(program)
    defer { bytes.deallocate() }
    var sums = Sums()
    var now = Phase.load
    for index in 0...program.record.marks.count {
      let mark = index < program.record.marks.count ? program.record.marks[index] : nil
      let climbs = changes.climbs[changes.parts[index]..<changes.parts[index + 1]]
      sums.add(climbs, bytes, to: mark?.event ?? program.record.events.count)
      switch mark?.kind {
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
      case nil: settle(&sums, 0, now)
      }
    }
  }

  private mutating func settle(_ sums: inout Sums, _ more: Double, _ phase: Phase) {
    let most = sums.top + more
    if most > byPhase[phase.index] {
      byPhase[phase.index] = most
      moments[phase.index] = Moment(event: sums.topEvent, isLastCopy: more > 0)
    }
    if most > bytes { take(most, of: phase) }
    sums.beginAgain()
  }

  private mutating func take(_ most: Double, of phase: Phase) {
    bytes = most
    self.phase = phase
    moment = moments[phase.index]
  }

  /// The same with what blocks of the tensors that stay take beyond them.
  package func adding(_ tails: Tails) -> Peak {
    var sum = self
    sum.bytes = 0
    for phase in Phase.allCases where byPhase[phase.index] > 0 {
      let most = byPhase[phase.index] + Double(tails.total(in: phase))
      sum.byPhase[phase.index] = most
      if most > sum.bytes { sum.take(most, of: phase) }
    }
    return sum
  }
}

/// What is alive, as sums over the events.
private struct Sums {
  private var live = 0.0
  /// The most since the last mark, and behind which event.
  private(set) var top = 0.0
  private(set) var topEvent = -1
  private var event = -1
  private var base = 0.0
  private var inside = 1.0

  /// What the other layers add, for which this one stands.
  var rest: Double { (inside - 1) * (live - base) }

  mutating func enter(_ copies: Int) { (base, inside) = (live, Double(copies)) }

  mutating func leave(_ rest: Double) {
    live += rest
    inside = 1
    beginAgain()
  }

  mutating func beginAgain() { (top, topEvent) = (live, event) }

  @inline(__always)
  mutating func add(
    _ climbs: ArraySlice<Changes.Climb>, _ bytes: UnsafeMutablePointer<Double>, to end: Int
  ) {
    for climb in climbs {
      live += bytes[Int(climb.sum)]
      if live > top {
        top = live
        topEvent = Int(climb.event)
      }
    }
    event = end - 1
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
