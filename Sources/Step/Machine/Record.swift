import MemoryModel

/// Everything that a program allocates and releases, in order.
struct Record: @unchecked Sendable {
  /// A size's index for an allocation; `-1 - n` for the release of the n-th; the
  /// least number where the cache is emptied.
  private(set) var events: Pile<Int32>
  private(set) var labels: Pile<Label>
  private(set) var marks = Pile<Mark>()
  private(set) var sections = Pile<Section>()
  private(set) var kernels = Pile<Kernel>()
  var modules = ModuleNames()

  /// - Parameters: how many there will be, more or less.
  init(events: Int = 4096, allocations: Int = 2048) {
    (self.events, labels) = (Pile(capacity: events), Pile(capacity: allocations))
  }

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

  /// What runs from an event on: a layer, or what stands around the layers.
  struct Section: Equatable {
    let event: Int
    /// Its place in the model; below zero outside of all.
    let layer: Int32
    /// Whether a checkpoint's forward runs once more.
    let isRecomputing: Bool
  }

  /// A kernel that multiplies matrices.
  struct Kernel {
    /// How many marks stand before it.
    let marks: Int32
    /// How many multiplications it computes, each with an addition, as a size's index.
    let multiplications: Int32
    let kind: Kind
    let pass: Pass
    /// The layer that it is of; below zero outside of all.
    let layer: Int32

    enum Kind: UInt8 { case product, attention }
    /// Which way the model is gone through.
    enum Pass: UInt8 { case forward, backward, recomputing }
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

  @inline(__always)
  mutating func note(
    _ multiplications: Int32, of kind: Kernel.Kind, in pass: Kernel.Pass, layer: Int32
  ) {
    kernels.append(
      Kernel(
        marks: Int32(marks.count), multiplications: multiplications, kind: kind, pass: pass,
        layer: layer))
  }

  mutating func mark(_ allocation: Int32, as role: Role) {
    let known = labels[Int(allocation)].role
    // The head's is a gradient as any other, though the loss has made it.
    let isPassing = known == .temporary || known == .logits && role == .gradient
    if isPassing { labels[Int(allocation)].role = role }
  }

  /// What is kept counts as what comes and goes, where there is no backward to keep it for.
  mutating func keepNothing() {
    for allocation in 0..<labels.count where labels[allocation].role == .saved {
      labels[allocation].role = .temporary
    }
  }

  /// What a checkpoint was given counts as that, whoever made it.
  mutating func markCheckpointed(_ allocation: Int32) {
    let format = labels[Int(allocation)].format
    labels[Int(allocation)] = Label(
      module: .none, name: .checkpoint, role: .saved, format: format)
  }

  mutating func mark(_ kind: Mark.Kind) {
    marks.append(Mark(event: events.count, kind: kind))
  }

  /// Whether no layer stands for others.
  var isWhole: Bool {
    (0..<marks.count).allSatisfy {
      if case .enter(let copies) = marks[$0].kind { copies == 1 } else { true }
    }
  }

  mutating func beginSection(layer: Int32, recomputing isRecomputing: Bool = false) {
    let section = Section(event: events.count, layer: layer, isRecomputing: isRecomputing)
    // Nothing has happened in the one before.
    if sections.count > 0 && sections[sections.count - 1].event == section.event {
      _ = sections.popLast()
    }
    sections.append(section)
  }

  func allocationsBySize(of sizes: Int) -> [Int] {
    var counts = [Int](repeating: 0, count: sizes)
    var (next, copies) = (0, 1)
    for event in 0..<events.count where events[event] >= 0 {
      while next < marks.count, marks[next].event <= event {
        switch marks[next].kind {
        case .enter(let count): copies = count
        case .leave: copies = 1
        case .phase: break
        }
        next += 1
      }
      counts[Int(events[event])] += copies
    }
    return counts
  }

  func deallocate() {
    events.deallocate()
    labels.deallocate()
    marks.deallocate()
    sections.deallocate()
    kernels.deallocate()
  }
}

/// What an allocation is: of which module, which tensor there, and to what part of memory it counts.
struct Label: Equatable {
  var module: Module
  var name: Name
  var role: Role
  var format: Format
  /// Whether it is the gradient of what is named.
  var isGradient = false
}

/// The part of memory that a storage counts to.
enum Role: UInt8, CaseIterable {
  case weight, adapter, gradient, state, saved, logits, workspace, temporary, cache
}
