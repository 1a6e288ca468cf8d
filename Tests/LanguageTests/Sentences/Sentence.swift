import Language

/// Makes random sentences of a grammar, of a bounded size.
///
/// What the page says in prose beside its rules stands in `hooks` here: what follows a command's
/// name, that names of fields differ, how far an `else` goes.
struct SentenceMaker {
  private let grammar: EBNF
  private var dice: Dice
  private var count = 0
  private var depth = 0
  private var pieces: [Piece] = []
  /// How many steps a form needs at least.
  private var heights: [String: Int] = [:]

  private static let deepest = 4

  /// A token, and how it may stand behind the one before it.
  struct Piece {
    enum Gap { case free, attached, spaced, sameLine }
    let text: String
    var gap = Gap.free
  }

  init(_ grammar: EBNF, seed: UInt64) {
    self.grammar = grammar
    dice = Dice(seed: seed)
    for token in ["name", "number", "text"] { heights[token] = 0 }
    for _ in grammar.rules {
      for (name, form) in grammar.rules {
        heights[name] = min(heights[name] ?? 99, 1 + height(form))
      }
    }
  }

  /// A sentence of a rule, laid out at random.
  mutating func sentence(_ rule: String = "script") -> String {
    (pieces, count, depth) = ([], 0, 0)
    while pieces.allSatisfy({ [";", "\n"].contains($0.text) }) { make(.rule(rule), in: rule) }
    return joined(pieces, comments: true)
  }

  private func height(_ form: EBNF.Form) -> Int {
    switch form {
    case .rule(let name): heights[name] ?? 99
    case .sequence(let forms): forms.map(height).max() ?? 0
    case .either(let forms): forms.map(height).min() ?? 0
    case .repeated, .optional, .terminal, .letters, .special: 0
    }
  }

  // MARK: making

  private var isBounded: Bool { depth > Self.deepest || pieces.count > 100 }

  private mutating func make(_ form: EBNF.Form, in rule: String) {
    switch form {
    case .terminal(let text): add(text, in: rule)
    case .rule(let name): expand(name, in: rule)
    case .sequence(let forms): for form in forms { make(form, in: rule) }
    case .either(let forms):
      let low = forms.map(height).min() ?? 0
      let open = isBounded ? forms.filter { height($0) <= low + 1 } : forms
      // `not not - - x` is rare.
      let isPlain = ["negation", "sign"].contains(rule) && dice.below(4) > 0
      make(open[isPlain ? open.count - 1 : dice.below(open.count)], in: rule)
    case .repeated(let inner):
      // Chains of operators are rare, or sentences would never end.
      let most = Self.chains.contains(rule) ? 2 : 3
      for _ in 0..<(isBounded ? 0 : dice.below(most)) { make(inner, in: rule) }
    case .optional(let inner): if !isBounded, dice.below(3) == 0 { make(inner, in: rule) }
    case .letters, .special: break
    }
  }

  private static let chains: Set<String> = [
    "expression", "conversion", "disjunction", "conjunction", "sum", "product", "postfix",
  ]

  private mutating func add(_ text: String, in rule: String) {
    let isCall = ["arguments", "function"].contains(rule) && text == "("
    let isIndex = rule == "suffix" && text == "["
    // `85%(` would be a remainder.
    let isPercent = pieces.last?.text.hasSuffix("%") == true
    pieces.append(
      Piece(text: text, gap: isIndex || isCall && !isPercent ? .attached : .free))
  }

  private mutating func expand(_ name: String, in rule: String) {
    let isDeeper = name == "expression"
    if isDeeper { depth += 1 }
    defer { if isDeeper { depth -= 1 } }
    switch name {
    case "name": pieces.append(Piece(text: self.name(in: rule), gap: gapOfName(in: rule)))
    case "number", "text": pieces.append(Piece(text: spelling(name)))
    case "newline": pieces.append(Piece(text: "\n"))
    case "command": command()
    case "choice": choice()
    default: if let form = grammar.rules[name] { make(form, in: name) }
    }
  }

  private func gapOfName(in rule: String) -> Piece.Gap { rule == "measured" ? .sameLine : .free }

  // MARK: hooks

  /// No name stands twice, so that fields differ; a few are those of units.
  private mutating func name(in rule: String) -> String {
    count += 1
    if ["measured", "primary"].contains(rule), dice.below(3) == 0 {
      return Unit.all[dice.below(Unit.all.count)].name
    }
    return spelling("name") + String(count)
  }

  /// What begins with a sign stands behind `;`: on a line of its own it could go on from another.
  private static func parted(_ pieces: [Piece]) -> [Piece] {
    pieces.enumerated().map { index, piece in
      let next = index + 1 < pieces.count ? pieces[index + 1].text : ""
      return piece.text == "\n" && ["-", "+"].contains(next) ? Piece(text: ";") : piece
    }
  }

  /// What begins no statement may begin a line.
  private static let goingOn: Set<String> = [
    "|", "in", "or", "and", "==", "!=", "<", "<=", ">", ">=", "...", "..<", "by", "*", "/", "^",
    "with", "then", "else",
  ]

  /// What follows the name decides whether it is a command.
  private mutating func command() {
    let start = pieces.count
    for attempt in 0... {
      pieces.removeSubrange(start...)
      if let form = grammar.rules["command"] { make(form, in: "command") }
      guard start + 1 < pieces.count else { return }
      let first = pieces[start + 1].text
      if attempt > 20 { pieces[(start + 1)...] = [Piece(text: "x")] }
      if attempt > 20 || !["(", "-", "+"].contains(first) { break }
    }
    pieces[start + 1].gap = .spaced
  }

  /// What stands behind `else` goes as far as it can: in parentheses it is all, or else it is short.
  private mutating func choice() {
    guard case .sequence(let forms)? = grammar.rules["choice"] else { return }
    if dice.below(2) == 0 {
      pieces.append(Piece(text: "("))
      for form in forms { make(form, in: "choice") }
      pieces.append(Piece(text: ")"))
    } else {
      for form in forms.dropLast() { make(form, in: "choice") }
      make(.rule("primary"), in: "choice")
    }
  }

  // MARK: tokens

  /// A token by its rule, without spaces.
  private mutating func spelling(_ rule: String) -> String {
    grammar.rules[rule].map { spelled($0, in: rule) } ?? ""
  }

  private mutating func spelled(_ form: EBNF.Form, in rule: String) -> String {
    switch form {
    case .terminal(let text): return text
    case .letters(let range):
      let size = Int(range.upperBound.value - range.lowerBound.value) + 1
      let value = range.lowerBound.value + UInt32(dice.below(size))
      return Unicode.Scalar(value).map(String.init) ?? ""
    case .special(let words):
      let pool = words.contains("letter") ? ["é", "ß", "ж", "中", "ª"] : Self.characters
      return pool[dice.below(pool.count)]
    case .rule("expression"): return embedded()
    // A number with four digits of exponent cannot be held.
    case .rule("digits") where rule == "exponent": return String(dice.below(90))
    case .rule(let name): return spelling(name)
    case .sequence(let forms):
      var text = ""
      for form in forms { text += spelled(form, in: rule) }
      return text
    case .either(let forms): return spelled(forms[dice.below(forms.count)], in: rule)
    case .repeated(let inner):
      var text = ""
      for _ in 0..<dice.below(4) { text += spelled(inner, in: rule) }
      return text
    case .optional(let inner): return dice.below(3) == 0 ? spelled(inner, in: rule) : ""
    }
  }

  private static let characters = [
    "a", "B", " ", "}", "#", "'", "é", "中", "\n", "(", "]", ",", "\t", "%", "×",
  ]

  /// The expression in the braces of a text.
  private mutating func embedded() -> String {
    if isBounded { return "x" }
    let outer = pieces
    pieces = []
    defer { pieces = outer }
    expand("expression", in: "text")
    return joined(pieces, comments: false)
  }

  // MARK: layout

  private mutating func joined(_ pieces: [Piece], comments: Bool) -> String {
    let pieces = Self.parted(pieces)
    var text = ""
    var brackets: [String] = []
    for (index, piece) in pieces.enumerated() {
      let isLoose = brackets.last == "(" || brackets.last == "["
      if index > 0 { text += gap(pieces[index - 1], piece, isLoose: isLoose, comments: comments) }
      if piece.text == "\n", comments, dice.below(6) == 0 { text += "#\(dice.below(9)) b" }
      text += piece.text
      if ["(", "[", "{"].contains(piece.text) { brackets.append(piece.text) }
      if [")", "]", "}"].contains(piece.text) { _ = brackets.popLast() }
    }
    return text
  }

  private mutating func gap(
    _ left: Piece, _ right: Piece, isLoose: Bool, comments: Bool
  ) -> String {
    if right.gap == .attached { return "" }
    if right.gap == .spaced { return " " }
    if dice.below(3) == 0, isTight(left.text, right.text) { return "" }
    let mayBreak = isLoose || Self.goingOn.contains(right.text)
    guard mayBreak, right.gap == .free, dice.below(8) == 0 else {
      return dice.below(9) == 0 ? "  " : " "
    }
    return comments && dice.below(3) == 0 ? " # c\(dice.below(9))\n" : "\n"
  }

  /// Whether two tokens stay two without a space between them.
  private func isTight(_ left: String, _ right: String) -> Bool {
    guard let last = left.unicodeScalars.last, let first = right.unicodeScalars.first,
      last != "%", first != "%"
    else { return false }
    let isWord = { (scalar: Unicode.Scalar) in
      scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) || scalar == "_"
        || scalar.value >= 128
    }
    return isWord(last) != isWord(first) && first != "." && last != "."
  }
}
