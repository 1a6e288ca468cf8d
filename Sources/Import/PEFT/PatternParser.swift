/// What a pattern says, before it is a program.
indirect enum PatternNode: Sendable {
  case letters(Pattern.Letters)
  case sequence([PatternNode])
  case either([PatternNode])
  /// From so many times to so many, or without an end.
  case repeated(PatternNode, Int, Int?)
  case place(Pattern.Boundary)
  case ahead(PatternNode, isWanted: Bool)
}

/// Reads Python's notation of regular expressions; what it does not take it names.
///
/// Source: docs.python.org library/re, Regular Expression Syntax.
struct PatternParser {
  private let letters: [Unicode.Scalar]
  private var position = 0
  private var depth = 0
  private var isAhead = false

  /// Groups in groups: a config's pattern has three.
  private static let greatestDepth = 32

  init(_ text: String) { letters = Array(text.unicodeScalars) }

  mutating func pattern() throws(Pattern.Problem) -> PatternNode {
    let node = try either()
    if peek != nil { throw Pattern.Problem(reason: "it closes a group that is not open") }
    return node
  }

  private mutating func either() throws(Pattern.Problem) -> PatternNode {
    var branches = [try sequence()]
    while take("|") { branches.append(try sequence()) }
    return branches.count == 1 ? branches[0] : .either(branches)
  }

  private mutating func sequence() throws(Pattern.Problem) -> PatternNode {
    var items: [PatternNode] = []
    while let letter = peek, letter != "|", letter != ")" { items.append(try repeated()) }
    return .sequence(items)
  }

  private mutating func repeated() throws(Pattern.Problem) -> PatternNode {
    var node = try item()
    while let (least, most) = try times() {
      if case .repeated = node { throw Pattern.Problem(reason: "it repeats a repetition") }
      // Whether as much or as little as possible is taken makes no difference to a whole match.
      _ = take("?")
      if peek == "+" { throw Pattern.Problem(reason: "it has a possessive repetition") }
      node = .repeated(node, least, most)
    }
    return node
  }

  private mutating func times() throws(Pattern.Problem) -> (Int, Int?)? {
    if take("*") { return (0, nil) }
    if take("+") { return (1, nil) }
    if take("?") { return (0, 1) }
    guard peek == "{" else { return nil }
    let start = position
    position += 1
    let least = number()
    let most = take(",") ? number() : least
    // Anything else in braces is those letters themselves.
    guard take("}"), least != nil || most != nil || letters[position - 2] == "," else {
      position = start
      return nil
    }
    if let most, most < least ?? 0 { throw Pattern.Problem(reason: "it repeats from more to less") }
    return (least ?? 0, most)
  }

  private mutating func item() throws(Pattern.Problem) -> PatternNode {
    guard let letter = peek else { return .sequence([]) }
    position += 1
    switch letter {
    case "(": return try group()
    case "[": return .letters(try set())
    case ".": return .letters(.any)
    case "^": return .place(.start)
    case "$": return .place(.end)
    case "\\": return try escaped()
    case "*", "+", "?": throw Pattern.Problem(reason: "it repeats nothing")
    default: return .letters(Pattern.Letters(letter))
    }
  }

  private mutating func group() throws(Pattern.Problem) -> PatternNode {
    guard depth < Self.greatestDepth else { throw Pattern.Problem(reason: "it nests too deep") }
    depth += 1
    defer { depth -= 1 }
    var wanted: Bool?
    if take("?") { wanted = try extended() }
    let outer = isAhead
    if wanted != nil {
      if isAhead { throw Pattern.Problem(reason: "it looks ahead while it looks ahead") }
      isAhead = true
    }
    let node = try either()
    isAhead = outer
    guard take(")") else { throw Pattern.Problem(reason: "it leaves a group open") }
    return wanted.map { .ahead(node, isWanted: $0) } ?? node
  }

  /// What follows `(?`: whether the group looks ahead, and for what.
  private mutating func extended() throws(Pattern.Problem) -> Bool? {
    if take(":") { return nil }
    if take("=") { return true }
    if take("!") { return false }
    if take("P"), take("<") {
      while let letter = peek, Pattern.Letters.word.holds(letter.value) { position += 1 }
      if take(">") { return nil }
    }
    if peek == "<" { throw Pattern.Problem(reason: "it looks behind, which I do not take") }
    throw Pattern.Problem(reason: "it has a group `(?…)` that I do not take")
  }

  private mutating func escaped() throws(Pattern.Problem) -> PatternNode {
    guard let letter = peek else { throw Pattern.Problem(reason: "it ends with a backslash") }
    switch letter {
    case "b", "B":
      position += 1
      return .place(letter == "b" ? .word : .notWord)
    case "A", "Z":
      position += 1
      return .place(letter == "A" ? .start : .end)
    case "1"..."9": throw Pattern.Problem(reason: "it refers back to a group")
    default: return .letters(try escapedLetters())
    }
  }

  private mutating func escapedLetters() throws(Pattern.Problem) -> Pattern.Letters {
    guard let letter = peek else { throw Pattern.Problem(reason: "it ends with a backslash") }
    position += 1
    switch letter {
    case "d": return .digit
    case "D": return Pattern.Letters.digit.negated
    case "w": return .word
    case "W": return Pattern.Letters.word.negated
    case "s": return .space
    case "S": return Pattern.Letters.space.negated
    case "a"..."z", "A"..."Z", "0"..."9":
      throw Pattern.Problem(reason: "it has an escape `\\\(letter)` that I do not take")
    default: return Pattern.Letters(letter)
    }
  }

  /// What follows `[`.
  private mutating func set() throws(Pattern.Problem) -> Pattern.Letters {
    var all = Pattern.Letters()
    let isNegated = take("^")
    var isFirst = true
    while let letter = peek, letter != "]" || isFirst {
      isFirst = false
      position += 1
      let low = letter == "\\" ? try escapedLetters() : Pattern.Letters(letter)
      if low.isNegated { throw Pattern.Problem(reason: "it negates inside of brackets") }
      if peek == "-", position + 1 < letters.count, letters[position + 1] != "]" {
        position += 2
        let high = letters[position - 1]
        guard high != "\\", low.ranges.count == 1, let first = low.ranges.first?.lowerBound,
          first <= high.value
        else { throw Pattern.Problem(reason: "it has a range of letters that I do not take") }
        all.ranges.append(first...high.value)
      } else {
        all.ranges += low.ranges
      }
    }
    guard take("]") else { throw Pattern.Problem(reason: "it leaves brackets open") }
    all.isNegated = isNegated
    return all
  }

  /// Digits, kept within what a program can hold.
  private mutating func number() -> Int? {
    var value: Int?
    while let letter = peek, ("0"..."9").contains(letter) {
      value = min((value ?? 0) * 10 + Int(letter.value - 0x30), Pattern.mostSteps + 1)
      position += 1
    }
    return value
  }

  private var peek: Unicode.Scalar? { position < letters.count ? letters[position] : nil }

  private mutating func take(_ letter: Unicode.Scalar) -> Bool {
    guard peek == letter else { return false }
    position += 1
    return true
  }
}
