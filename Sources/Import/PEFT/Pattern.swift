/// A regular expression of Python's `re`, held against a whole text as `re.fullmatch` does.
///
/// It comes from a stranger's file, so it runs as a set of states and not by trying one way after the
/// other: a text of n letters takes n steps through a program of bounded size, whatever it says.
struct Pattern: Sendable {
  /// One step of the program.
  indirect enum Step: Sendable {
    case one(Letters)
    case split(Int, Int)
    case jump(Int)
    case place(Boundary)
    /// Whether another program matches what follows.
    case ahead(Pattern, isWanted: Bool)
    case done
  }

  enum Boundary: Sendable { case start, end, word, notWord }

  /// A set of letters.
  struct Letters: Sendable {
    var ranges: [ClosedRange<UInt32>] = []
    var isNegated = false

    func holds(_ letter: UInt32) -> Bool { ranges.contains { $0.contains(letter) } != isNegated }
  }

  /// Why a pattern cannot be read or is not taken: the end of a sentence.
  struct Problem: Error { let reason: String }

  /// A pattern of a config has some hundred steps; each takes a node of the notation at least.
  static let mostSteps = 4_000

  let steps: [Step]

  init(_ text: String) throws(Problem) {
    var parser = PatternParser(text)
    steps = try PatternWriter.steps(of: try parser.pattern())
  }

  init(steps: [Step]) { self.steps = steps }

  /// Whether the whole text matches.
  func matches(_ text: String) -> Bool {
    runs(over: text.unicodeScalars.map(\.value), from: 0, toTheEnd: true)
  }

  private func runs(over letters: [UInt32], from start: Int, toTheEnd: Bool) -> Bool {
    var states = reached(from: [0], letters, start)
    var position = start
    while !states.isEmpty {
      if states.contains(where: { isDone($0) }), !toTheEnd || position == letters.count {
        return true
      }
      guard position < letters.count else { return false }
      var next: [Int] = []
      for state in states {
        if case .one(let set) = steps[state], set.holds(letters[position]) {
          next.append(state + 1)
        }
      }
      position += 1
      states = reached(from: next, letters, position)
    }
    return false
  }

  private func isDone(_ state: Int) -> Bool {
    if case .done = steps[state] { true } else { false }
  }

  /// The states that read a letter or are done, from some without reading any.
  private func reached(from start: [Int], _ letters: [UInt32], _ position: Int) -> [Int] {
    var isSeen = [Bool](repeating: false, count: steps.count)
    var waiting = Array(start.reversed())
    var states: [Int] = []
    while let state = waiting.popLast() {
      if isSeen[state] { continue }
      isSeen[state] = true
      switch steps[state] {
      case .one, .done: states.append(state)
      case .jump(let target): waiting.append(target)
      case .split(let first, let second): waiting += [second, first]
      case .place(let boundary):
        if boundary.holds(letters, position) { waiting.append(state + 1) }
      case .ahead(let pattern, let isWanted):
        if pattern.runs(over: letters, from: position, toTheEnd: false) == isWanted {
          waiting.append(state + 1)
        }
      }
    }
    return states
  }
}

extension Pattern.Boundary {
  fileprivate func holds(_ letters: [UInt32], _ position: Int) -> Bool {
    switch self {
    case .start: return position == 0
    case .end: return position == letters.count
    case .word, .notWord:
      let before = position > 0 && Pattern.Letters.word.holds(letters[position - 1])
      let after = position < letters.count && Pattern.Letters.word.holds(letters[position])
      return (before != after) == (self == .word)
    }
  }
}

extension Pattern.Letters {
  static let digit = Self(ranges: [0x30...0x39])
  static let word = Self(ranges: [0x30...0x39, 0x41...0x5A, 0x5F...0x5F, 0x61...0x7A])
  static let space = Self(ranges: [0x09...0x0D, 0x20...0x20])
  /// All but a line break.
  static let any = Self(ranges: [0x0A...0x0A], isNegated: true)

  init(_ letter: Unicode.Scalar) { ranges = [letter.value...letter.value] }

  var negated: Self { Self(ranges: ranges, isNegated: !isNegated) }
}
