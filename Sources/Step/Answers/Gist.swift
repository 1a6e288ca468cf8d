import MemoryModel

/// Tensors that are alike, told as one: what they are in a sentence, and one formula for all.
package struct Gist: Sendable {
  package let part: Part
  /// What it is and why it is there; goes on behind the part's name.
  package let words: String
  package let formula: Formula
  /// The library, its version, the file and the function of each that allocates some of it.
  package let sources: [String]

  package var bytes: Int { whole(formula.value) }
}

/// How near one looks.
package enum Distance: Sendable {
  /// What layers keep is one sum.
  case all
  /// Each kind of tensor is a sum of its own.
  case part
}

extension Gist {
  /// What is alive at a program's peak, the largest first.
  static func all(
    _ program: Program, _ peak: Peak, _ tails: Tails, _ setup: Setup, from distance: Distance
  ) -> [Gist] {
    let alive = Alive(program, at: peak.moment)
    var heaps: [Heap] = []
    alive.forEachInLayers(program) { size, label, count, isInLayer in
      let bytes = program.sizes.value(size)
      let isSmall = bytes <= Double(SegmentSizes.small) && blockBytes(bytes) != bytes
      let element = program.sizes.elementsAndBytes(of: size).bytes
      let key = Heap.Key(label, element, isInLayer: isInLayer, isSmall: isSmall, distance)
      let place = heaps.firstIndex { $0.key == key } ?? heaps.count
      if place == heaps.count { heaps.append(Heap(key)) }
      let told = label.told(program.record.modules.path(label.module))
      heaps[place].add(size, count, bytes * Double(count), told)
    }
    var formulas = SizeFormulas(
      program.sizes, layers: setup.architecture.layers, isBrief: true)
    var gists = merged(heaps).map { heap in
      Gist(
        part: heap.key.role.part, words: heap.words, formula: formulas.total(heap.blocks),
        sources: heap.sources)
    }
    for (role, rest) in zip(Role.allCases, zip(tails.bytes(in: peak.phase), alive.rests(program)))
    where rest.0 + rest.1 > 0 {
      gists.append(
        Gist(
          part: role.part, words: "rests of blocks are too small to be split off",
          formula: .bytes(rest.0 + rest.1),
          sources: ["torch 2.15 c10/cuda/CUDACachingAllocator.cpp should_split"]))
    }
    return gists
  }
}

/// Those that are told in the same words are one.
private func merged(_ heaps: [Heap]) -> [Heap] {
  heaps.reduce(into: []) { merged, heap in
    let place = merged.firstIndex {
      $0.key.role.part == heap.key.role.part && $0.words == heap.words
    }
    if let place { merged[place].add(heap) } else { merged.append(heap) }
  }
}

/// Blocks that are told as one.
struct Heap {
  let key: Key
  private(set) var blocks: [(size: Int32, count: Int)] = []
  private(set) var sources: [String] = []
  private var told: [(name: String, bytes: Double)] = []

  /// What its tensors are called, the largest first, without those that are next to nothing.
  var names: [String] {
    let all = told.reduce(0) { $0 + $1.bytes }
    return told.filter { $0.bytes > all / 100 }.sorted { $0.bytes > $1.bytes }.map(\.name)
  }

  /// What they have in common.
  struct Key: Equatable {
    let role: Role
    let kind: Kind
    let format: Format
    let isInLayer: Bool
  }

  enum Kind: Equatable {
    case packed, constants, experts, weights
    case checkpoint, logits
    /// Each is filled up to a whole block.
    case small
    /// All that layers keep, or work with.
    case kept, passing
    case tensor(Name, isGradient: Bool)
  }

  init(_ key: Key) { self.key = key }

  mutating func add(_ other: Heap) {
    for (size, count) in other.blocks { add(size, count) }
    for source in other.sources where !sources.contains(source) { sources.append(source) }
    told += other.told
  }

  mutating func add(_ size: Int32, _ count: Int, _ bytes: Double, _ told: Told) {
    add(size, count)
    if !sources.contains(told.source) { sources.append(told.source) }
    if let place = self.told.firstIndex(where: { $0.name == told.name }) {
      self.told[place].bytes += bytes
    } else {
      self.told.append((told.name, bytes))
    }
  }

  private mutating func add(_ size: Int32, _ count: Int) {
    if let place = blocks.firstIndex(where: { $0.size == size }) {
      blocks[place].count += count
    } else {
      blocks.append((size, count))
    }
  }
}

extension Heap.Key {
  /// - Parameter element: bytes of one element. What is made in one format may be cast when it is there.
  fileprivate init(
    _ label: Label, _ element: Int, isInLayer: Bool, isSmall: Bool, _ distance: Distance
  ) {
    kind =
      switch label.role {
      case _ where isSmall: .small
      case .weight, .adapter, .gradient, .state: .of(label)
      case .logits: .logits
      case .saved where label.name == .checkpoint: .checkpoint
      case .saved where distance == .all && isInLayer: .kept
      case .temporary where distance == .all && isInLayer: .passing
      case .saved, .workspace, .temporary, .cache: .tensor(label.name, isGradient: label.isGradient)
      }
    role = label.role
    let formats = [label.format, .bf16, .fp32, .uint8, .int64]
    let known = formats.first { $0.bytes == element } ?? label.format
    format = kind == .small || kind == .constants ? .uint8 : known
    self.isInLayer = isInLayer
  }
}

extension Heap.Kind {
  /// That of what belongs to parameters.
  fileprivate static func of(_ label: Label) -> Self {
    switch label.name {
    case .packed where label.role == .weight: .packed
    case .scales, .scalesOfScales, .code, .offset: .constants
    case .gateUp, .down: label.role == .weight ? .experts : .weights
    default: .weights
    }
  }
}

extension Alive {
  /// Goes through what is alive, with whether a layer has made it.
  fileprivate func forEachInLayers(
    _ program: Program,
    _ body: (_ size: Int32, _ label: Label, _ count: Int, _ isInLayer: Bool) -> Void
  ) {
    let record = program.record
    var (allocation, section) = (0, -1)
    for event in 0..<record.events.count where record.events[event] >= 0 {
      while section + 1 < record.sections.count, record.sections[section + 1].event <= event {
        section += 1
      }
      if allocation < counts.count, counts[allocation] != 0 {
        let isInLayer = section >= 0 && record.sections[section].layer >= 0
        body(record.events[event], record.labels[allocation], counts[allocation], isInLayer)
      }
      allocation += 1
    }
  }
}
