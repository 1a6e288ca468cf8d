import MemoryModel

/// Says when the events of a record of all layers happen.
struct SceneReader {
  private let record: Record
  private(set) var scene = Timeline.Scene()
  /// In a stretch of layers, where blocks share segments.
  private(set) var isInStretch = false
  private var mark = 0
  private var section = 0

  init(_ record: Record) { self.record = record }

  /// Goes on to an event behind the ones before.
  mutating func advance(to event: Int) {
    while mark < record.marks.count, record.marks[mark].event <= event {
      pass(record.marks[mark].kind)
      mark += 1
    }
    while section < record.sections.count, record.sections[section].event <= event {
      let next = record.sections[section]
      scene.layer = next.layer < 0 ? nil : Int(next.layer)
      scene.isRecomputing = next.isRecomputing
      section += 1
    }
  }

  private mutating func pass(_ mark: Record.Mark.Kind) {
    switch mark {
    case .phase(let phase):
      // A step begins with its batch, then the forward of the first micro-batch does.
      if phase == .forward && scene.phase != .forward {
        let isNewStep = scene.phase == .load || scene.phase == .step
        scene.step += isNewStep ? 1 : 0
        scene.microBatch = isNewStep ? 1 : scene.microBatch + 1
      }
      scene.phase = phase
    case .enter: isInStretch = true
    case .leave: isInStretch = false
    }
  }
}
