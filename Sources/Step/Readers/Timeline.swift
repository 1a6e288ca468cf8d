import MemoryModel

/// What is alive in order of time, by part: while the model loads, and over two steps, in the first of
/// which the optimizer's states are made.
package struct Timeline: Sendable {
  /// Each is the fullest moment of a stretch of time; the next begins where it ends.
  package private(set) var moments: [Moment] = []
  /// The most that each part has at once, by its place among the parts.
  private var largest: [Largest] = []

  /// The parts that torch allocates.
  package static let parts = Part.allCases.filter { $0 != .allocator && $0 != .context }

  /// What runs for a while, and what is alive when it holds the most.
  package struct Moment: Sendable {
    package let scene: Scene
    /// The module's path in the model, or in the layer; empty between modules and for a whole layer.
    package let module: String
    /// What is made first, where no module makes it.
    package let made: String
    /// By part, in their order.
    package let bytes: [Int]

    package var allocated: Int { bytes.reduce(0, +) }
    package subscript(part: Part) -> Int {
      Timeline.parts.firstIndex(of: part).map { bytes[$0] } ?? 0
    }
  }

  /// When something runs.
  package struct Scene: Sendable, Equatable {
    package var phase = Phase.load
    /// From 1; 0 while the model loads.
    package var step = 0
    /// From 1 in each step; of more than two like ones two are gone through.
    package var microBatch = 0
    /// From 0; nil for what stands around the layers.
    package var layer: Int?
    /// Whether a checkpoint's forward runs once more.
    package var isRecomputing = false
  }

  /// The most of one part.
  package struct Largest: Sendable {
    package fileprivate(set) var bytes = 0
    package fileprivate(set) var scene = Scene()
  }

  init() {}

  /// - Parameters:
  ///   - program: two steps with all layers.
  ///   - layer: only what runs in this layer in the last micro-batch, module by module; nil for all,
  ///     layer by layer.
  package init(_ program: Program, _ tails: Tails, inside layer: Int? = nil) {
    var passage = Passage(program, tails, inside: layer)
    passage.run()
    largest = passage.largest
    moments = passage.moments
    guard layer != nil, let last = moments.last?.scene.microBatch else { return }
    moments.removeAll { $0.scene.microBatch != last }
  }

  /// The fullest of all, the first of those that are as full.
  package var peak: Int? {
    let most = moments.map(\.allocated).max()
    return moments.firstIndex { $0.allocated == most }
  }

  /// The most in a phase.
  package subscript(phase: Phase) -> Int {
    moments.reduce(0) { $1.scene.phase == phase ? max($0, $1.allocated) : $0 }
  }

  /// The most of a part, and when it is there.
  package func most(of part: Part) -> Largest {
    let place = Self.parts.firstIndex(of: part)
    return place.flatMap { largest.isEmpty ? nil : largest[$0] } ?? Largest()
  }
}

/// Goes through the events of all layers, and writes down what is alive.
private struct Passage {
  private let program: Program
  private let record: Record
  private let tails: Tails
  /// The layer that is looked into.
  private let inside: Int?
  private(set) var moments: [Timeline.Moment] = []
  private(set) var largest: [Timeline.Largest]

  private var scene = Timeline.Scene()
  /// The scene that the present moment is of, and whose it is once that is known.
  private var present = Timeline.Scene()
  private var owner: Label?
  private var isOpen = false
  /// Bytes of each allocation.
  private var sizes: [Double] = []
  /// Bytes that are alive, by part.
  private var live: [Double]
  private var total = 0.0
  private var hasStates = false
  /// In a stretch of layers, where blocks share segments.
  private var isInStretch = false
  /// The most since the moment began, and what was alive then.
  private var top = 0.0
  private var fullest: [Double]

  /// The place of each role's part.
  private static let places = Role.allCases.map { Timeline.parts.firstIndex(of: $0.part) ?? 0 }

  init(_ program: Program, _ tails: Tails, inside: Int?) {
    (self.program, record, self.tails, self.inside) = (program, program.record, tails, inside)
    live = Array(repeating: 0, count: Timeline.parts.count)
    fullest = live
    largest = live.map { _ in Timeline.Largest() }
    sizes.reserveCapacity(record.allocations)
    for role in Role.allCases where role != .state { add(Double(tails[role]), role) }
  }

  mutating func run() {
    var (mark, section) = (0, 0)
    for event in 0..<record.events.count {
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
      take(record.events[event])
    }
    close()
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

  private mutating func take(_ entry: Int32) {
    if entry == .min { return }
    let label = entry < 0 ? nil : record.labels[sizes.count]
    open(label)
    if let label {
      let bytes = program.sizes.value(entry)
      let hasRest = !isInStretch && label.isPassing
      sizes.append(hasRest ? program.allocator.segmentBytes(bytes) : blockBytes(bytes))
      if label.role == .state && !hasStates {
        hasStates = true
        add(Double(tails[.state]), .state)
      }
      add(sizes[sizes.count - 1], label.role)
    } else {
      let released = Int(-1 - entry)
      add(-sizes[released], record.labels[released].role)
    }
    if isOpen && total > top { fill() }
  }

  private mutating func add(_ bytes: Double, _ role: Role) {
    let place = Self.places[Int(role.rawValue)]
    live[place] += bytes
    total += bytes
    guard bytes > 0, live[place] > Double(largest[place].bytes) else { return }
    largest[place] = Timeline.Largest(bytes: whole(live[place]), scene: scene)
  }

  private mutating func fill() {
    top = total
    for place in live.indices { fullest[place] = live[place] }
  }

  // MARK: moments

  /// Whether the present moment goes on, or another begins.
  ///
  /// - Parameter next: what is allocated; nil for a release, which is of the one before.
  private mutating func open(_ next: Label?) {
    let isMeant = inside == nil || isInside
    let next = inside == nil && scene.layer != nil ? nil : next
    if isOpen && isMeant && scene == present && isAlike(next, owner) {
      if owner == nil { owner = next }
      return
    }
    close()
    guard isMeant else { return }
    (isOpen, present, owner) = (true, scene, next)
    fill()
  }

  /// Whether two allocations are told as one: those of a module, or of no module those of a name.
  private func isAlike(_ a: Label?, _ b: Label?) -> Bool {
    guard let a, let b else { return true }
    let module = shown(a.module)
    guard module == shown(b.module) else { return false }
    return module != .none || (a.name == b.name && a.isGradient == b.isGradient)
  }

  /// Around the layers, modules of the model stand for those in them.
  private func shown(_ module: Module) -> Module {
    inside == nil ? record.modules.root(of: module) : module
  }

  private var isInside: Bool {
    scene.layer == inside && scene.step == 2
      && (scene.phase == .forward || scene.phase == .backward)
  }

  private mutating func close() {
    guard isOpen else { return }
    isOpen = false
    moments.append(
      Timeline.Moment(
        scene: present, module: owner.map { record.modules.path(shown($0.module)) } ?? "",
        made: owner.map { $0.module == .none ? $0.told("").name : "" } ?? "",
        bytes: fullest.map { whole($0) }))
  }
}
