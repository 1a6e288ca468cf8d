import MemoryModel

/// What is alive in order of time, by part: while the model loads, and over two steps, in the first of
/// which the optimizer's states are made.
package struct Timeline: Sendable {
  /// Each is the fullest moment of a stretch of time; the next begins where it ends.
  package private(set) var moments: [Moment] = []
  /// The most that each part has at once, by its place among the parts.
  private var largest: [Largest] = []

  /// The parts that torch allocates.
  package static let parts = Part.ofTraining.filter { $0 != .allocator && $0 != .context }

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
  /// The layer that is looked into.
  private let inside: Int?
  private(set) var moments: [Timeline.Moment] = []
  private(set) var largest: [Timeline.Largest]

  private var scenes: SceneReader
  private var scene: Timeline.Scene { scenes.scene }
  /// The scene that the present moment is of, and whose it is once that is known.
  private var present = Timeline.Scene()
  private var owner: Label?
  private var isOpen = false
  private var live: LiveParts
  /// The most since the moment began, and what was alive then.
  private var top = 0.0
  private var fullest: [Double]

  init(_ program: Program, _ tails: Tails, inside: Int?) {
    (self.program, record, self.inside) = (program, program.record, inside)
    scenes = SceneReader(record)
    live = LiveParts(program, tails)
    fullest = live.bytes
    largest = live.bytes.map { _ in Timeline.Largest() }
  }

  mutating func run() {
    for event in 0..<record.events.count {
      scenes.advance(to: event)
      take(record.events[event])
    }
    close()
  }

  private mutating func take(_ entry: Int32) {
    if entry == .min { return }
    let label = entry < 0 ? nil : record.labels[live.made]
    open(label)
    if let label {
      live.allocate(program.sizes.value(entry), label, inStretch: scenes.isInStretch)
      let place = LiveParts.place(of: label.role)
      if live.bytes[place] > Double(largest[place].bytes) {
        largest[place] = Timeline.Largest(bytes: whole(live.bytes[place]), scene: scene)
      }
    } else {
      live.release(Int(-1 - entry))
    }
    if isOpen && live.total > top { fill() }
  }

  private mutating func fill() {
    top = live.total
    for place in live.bytes.indices { fullest[place] = live.bytes[place] }
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
