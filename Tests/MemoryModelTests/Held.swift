import MemoryModel

@testable import Step

extension Setup {
  /// Bytes by part of what is alive when a phase of a step ends, whose states were made before it.
  func held(atEndOf phase: Phase) throws -> [Part: Double] {
    let program = try Training.record(self, folded: false, steps: 1)
    let marks = program.record.marks
    let places = (0..<marks.count).filter {
      if case .phase = marks[$0].kind { true } else { false }
    }
    let begin = places.lastIndex { marks[$0].kind == .phase(phase) } ?? 0
    let end =
      begin + 1 < places.count ? marks[places[begin + 1]].event : program.record.events.count
    let alive = Alive(program, at: Peak.Moment(event: end - 1, isLastCopy: false))
    return Dictionary(zip(Role.allCases.map(\.part), alive.bytes(program)), uniquingKeysWith: +)
      .filter { $0.value != 0 }
  }
}
