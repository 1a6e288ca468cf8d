/// Writes the program of a pattern.
struct PatternWriter {
  private var steps: [Pattern.Step] = []
  /// Nodes that may still be written: a repetition of nothing is as endless as one of a letter.
  private var left = Pattern.mostSteps

  static func steps(of node: PatternNode) throws(Pattern.Problem) -> [Pattern.Step] {
    var writer = PatternWriter()
    try writer.write(node)
    return writer.steps + [.done]
  }

  private mutating func write(_ node: PatternNode) throws(Pattern.Problem) {
    left -= 1
    guard left > 0 else { throw Pattern.Problem(reason: "it is too long") }
    switch node {
    case .letters(let letters): steps.append(.one(letters))
    case .place(let boundary): steps.append(.place(boundary))
    case .sequence(let items): for item in items { try write(item) }
    case .ahead(let inner, let isWanted):
      var writer = PatternWriter()
      writer.left = left
      try writer.write(inner)
      left = writer.left
      steps.append(.ahead(Pattern(steps: writer.steps + [.done]), isWanted: isWanted))
    case .either(let branches): try writeEither(branches[...])
    case .repeated(let inner, let least, let most):
      for _ in 0..<least { try write(inner) }
      guard let most else { return try writeLoop(inner) }
      for _ in least..<most {
        let start = steps.count
        steps.append(.done)
        try write(inner)
        steps[start] = .split(start + 1, steps.count)
      }
    }
  }

  private mutating func writeEither(_ branches: ArraySlice<PatternNode>) throws(Pattern.Problem) {
    var ends: [Int] = []
    for branch in branches.dropLast() {
      let start = steps.count
      steps.append(.done)
      try write(branch)
      ends.append(steps.count)
      steps.append(.done)
      steps[start] = .split(start + 1, steps.count)
    }
    if let last = branches.last { try write(last) }
    for end in ends { steps[end] = .jump(steps.count) }
  }

  private mutating func writeLoop(_ inner: PatternNode) throws(Pattern.Problem) {
    let start = steps.count
    steps.append(.done)
    try write(inner)
    steps.append(.jump(start))
    steps[start] = .split(start + 1, steps.count)
  }
}
