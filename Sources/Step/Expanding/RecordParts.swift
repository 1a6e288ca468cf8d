import MemoryModel

extension Record {
  /// What happens from one mark to the next.
  struct Part {
    let kind: Kind
    let events: Range<Int>
    let allocations: Range<Int>
    let isBackward: Bool

    enum Kind: Equatable {
      case phase(Phase)
      case outside
      /// A layer, which stands for so many.
      case layer(copies: Int)
    }

    var copies: Int { if case .layer(let copies) = kind { copies } else { 0 } }
  }

  /// Its parts in order; nil where a layer holds another one, or a phase begins in one.
  func parts() -> [Part]? {
    var parts: [Part] = []
    var (event, allocation, isBackward) = (0, 0, false)
    var kind = Part.Kind.outside
    func end(at end: Int) {
      let first = allocation
      for place in event..<end where events[place] >= 0 { allocation += 1 }
      if kind != .outside || event < end {
        parts.append(
          Part(
            kind: kind, events: event..<end, allocations: first..<allocation,
            isBackward: isBackward))
      }
      event = end
    }
    for index in 0..<marks.count {
      let mark = marks[index]
      end(at: mark.event)
      switch (mark.kind, kind) {
      case (.leave, .layer): kind = .outside
      case (.enter(let copies), .outside): kind = .layer(copies: copies)
      case (.phase(let phase), .outside):
        isBackward = phase == .backward
        kind = .phase(phase)
        end(at: mark.event)
        kind = .outside
      default: return nil
      }
    }
    end(at: events.count)
    return parts
  }
}
