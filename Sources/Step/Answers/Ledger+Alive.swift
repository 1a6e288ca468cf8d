import MemoryModel

extension Ledger {
  /// What is alive at a program's peak: a line for each cause, in the order in which it is made.
  init(_ program: Program, _ peak: Peak, _ tails: Tails, layers: Int) {
    var causes: [Cause] = []
    let alive = Alive(program, at: peak.moment)
    alive.forEach(program) { size, label, count, _ in
      let told = label.told(program.record.modules.path(label.module))
      let place = causes.firstIndex { $0.part == label.role.part && $0.told == told }
      if let place {
        causes[place].add(size, count)
      } else {
        causes.append(Cause(part: label.role.part, told: told, blocks: [(size, count)]))
      }
    }
    var formulas = SizeFormulas(program.sizes, layers: layers)
    var lines = causes.map { cause in
      Line(
        part: cause.part, name: cause.told.name, formula: formulas.total(cause.blocks),
        source: cause.told.source)
    }
    for (role, rest) in zip(Role.allCases, zip(tails.bytes(in: peak.phase), alive.rests(program)))
    where rest.0 + rest.1 > 0 {
      lines.append(
        Line(
          part: role.part, name: "rests of blocks", formula: .bytes(rest.0 + rest.1),
          source: "torch 2.15 c10/cuda/CUDACachingAllocator.cpp should_split"))
    }
    self.init(phase: peak.phase, lines: lines)
  }
}

/// Blocks that are told as one.
private struct Cause {
  let part: Part
  let told: Told
  var blocks: [(size: Int32, count: Int)]

  mutating func add(_ size: Int32, _ count: Int) {
    if let place = blocks.firstIndex(where: { $0.size == size }) {
      blocks[place].count += count
    } else {
      blocks.append((size, count))
    }
  }
}
