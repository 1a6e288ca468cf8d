/// Everything that a program allocates and releases, in order.
struct Record: @unchecked Sendable {
  /// A size's index for an allocation; `-1 - n` for the release of the n-th; the
  /// least number where the cache is emptied.
  private(set) var events = Pile<Int32>(capacity: 4096)
  private(set) var labels = Pile<Label>(capacity: 2048)
  private(set) var marks = Pile<Mark>()
  var modules = ModuleNames()

  /// What begins or ends before an event.
  struct Mark {
    let event: Int
    let kind: Kind

    enum Kind: Equatable {
      case phase(Phase)
      /// A stretch of like layers, of which this one stands for so many.
      case enter(copies: Int)
      case leave(copies: Int)
    }
  }

  var allocations: Int { labels.count }

  @inline(__always)
  mutating func allocate(_ size: Int32, _ label: Label) -> Int32 {
    events.append(size)
    labels.append(label)
    return Int32(labels.count - 1)
  }

  @inline(__always)
  mutating func release(_ allocation: Int32) { events.append(-1 - allocation) }

  /// `torch.cuda.empty_cache()`.
  mutating func emptyCache() { events.append(.min) }

  mutating func mark(_ allocation: Int32, as role: Role) {
    if labels[Int(allocation)].role == .temporary { labels[Int(allocation)].role = role }
  }

  mutating func mark(_ kind: Mark.Kind) {
    marks.append(Mark(event: events.count, kind: kind))
  }

  func deallocate() {
    events.deallocate()
    labels.deallocate()
    marks.deallocate()
  }
}

/// What an allocation is: of which module, which tensor there, and to what part of memory it counts.
struct Label {
  let module: Module
  let name: Name
  var role: Role
}

/// The part of memory that a storage counts to.
enum Role: UInt8 { case weight, adapter, gradient, state, saved, logits, workspace, temporary }

/// The parts of a step, as a user knows them.
enum Phase: String, Sendable { case load, forward, loss, backward, step }
