import MemoryModel

/// What is alive, by part, as the events of all layers go by.
struct LiveParts {
  /// In the order of `Timeline.parts`.
  private(set) var bytes = [Double](repeating: 0, count: Timeline.parts.count)
  private(set) var total = 0.0
  private let record: Record
  private let allocator: AllocatorConfig
  /// What the blocks of the optimizer's states take beyond them, until they are there.
  private var statesTail: Double
  /// Bytes of each allocation.
  private var sizes: [Double] = []

  init(_ program: Program, _ tails: Tails) {
    (record, allocator) = (program.record, program.allocator)
    statesTail = Double(tails[.state])
    sizes.reserveCapacity(record.allocations)
    for role in Role.allCases where role != .state { add(Double(tails[role]), role) }
  }

  /// How many allocations went by.
  var made: Int { sizes.count }

  /// The place of a role's part.
  static func place(of role: Role) -> Int { places[Int(role.rawValue)] }
  private static let places = Role.allCases.map { Timeline.parts.firstIndex(of: $0.part) ?? 0 }

  mutating func allocate(_ size: Double, _ label: Label, inStretch isInStretch: Bool) {
    let hasRest = !isInStretch && label.isPassing
    sizes.append(hasRest ? allocator.segmentBytes(size) : blockBytes(size))
    if label.role == .state {
      add(statesTail, .state)
      statesTail = 0
    }
    add(sizes[sizes.count - 1], label.role)
  }

  mutating func release(_ allocation: Int) {
    add(-sizes[allocation], record.labels[allocation].role)
  }

  private mutating func add(_ more: Double, _ role: Role) {
    bytes[Self.place(of: role)] += more
    total += more
  }
}
