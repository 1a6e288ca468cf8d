/// Cuts a source into tokens.
///
/// It works on bytes: a lexer over `Character` is a hundred times slower. Faults do not stop it, so
/// that one run can report several.
struct Lexer {
  let source: Source
  let bytes: [UInt8]
  let end: Int
  var at: Int
  private(set) var tokens: [Token] = []
  private(set) var faults: [Diagnostic] = []

  /// Cuts the whole source, or the part of it that a span names.
  static func tokens(of source: Source, in span: Span? = nil) -> ([Token], [Diagnostic]) {
    var lexer = Lexer(source, span ?? Span(0, source.bytes.count))
    lexer.run()
    return (lexer.tokens, lexer.faults)
  }

  private init(_ source: Source, _ span: Span) {
    self.source = source
    bytes = source.bytes
    at = span.start
    end = min(span.end, source.bytes.count)
  }

  private mutating func run() {
    while true {
      let spaced = skipSpace()
      let start = at
      guard let kind = next() else { continue }
      tokens.append(Token(kind: kind, span: Span(start, at), spaced: spaced))
      if kind == .end { return }
    }
  }

  func byte(_ offset: Int = 0) -> UInt8 {
    at + offset < end ? bytes[at + offset] : 0
  }

  private mutating func skipSpace() -> Bool {
    let start = at
    while at < end {
      switch bytes[at] {
      case ascii(" "), ascii("\t"), ascii("\r"): at += 1
      // A byte order mark and the no-break space come along when text is pasted.
      case 0xEF where byte(1) == 0xBB && byte(2) == 0xBF: at += 3
      case 0xC2 where byte(1) == 0xA0: at += 2
      case ascii("#"): while at < end, bytes[at] != ascii("\n") { at += 1 }
      default: return at > start
      }
    }
    return at > start
  }

  private mutating func next() -> Token.Kind? {
    guard at < end else { return .end }
    let first = bytes[at]
    if first == ascii("\n") {
      at += 1
      return .newline
    }
    if isDigit(first) { return number() }
    if first == ascii("\"") { return text() }
    if let sign = sign() { return .sign(sign) }
    if isNamePart(at) { return name() }
    return stranger()
  }

  // MARK: names

  private mutating func name() -> Token.Kind {
    let start = at
    while at < end, isNamePart(at) { at += 1 }
    let text = String(decoding: bytes[start..<at], as: UTF8.self)
    return Keyword(rawValue: text).map(Token.Kind.keyword) ?? .name(text)
  }

  /// Whether a letter, a digit or an underscore stands here; letters of all scripts are letters.
  func isNamePart(_ index: Int) -> Bool {
    guard index < end else { return false }
    let byte = bytes[index]
    return isLetter(byte) || isDigit(byte) || (byte >= 0x80 && !isSignOfUnicode(index))
  }

  /// Punctuation, spaces and operators beyond ASCII: they belong to no name.
  private func isSignOfUnicode(_ index: Int) -> Bool {
    let second = index + 1 < end ? bytes[index + 1] : 0
    switch bytes[index] {
    // Of Latin-1's signs only ª, µ and º are letters.
    case 0xC2: return ![0xAA, 0xB5, 0xBA].contains(second)
    case 0xC3: return second == 0x97 || second == 0xB7
    // General punctuation, arrows, mathematical operators.
    case 0xE2: return second == 0x80 || (0x86...0x8B).contains(second)
    case 0xE3: return second == 0x80
    case 0xEF: return second == 0xBB
    default: return false
    }
  }

  // MARK: signs

  private mutating func sign() -> Sign? {
    for (spelling, sign) in Self.specials where bytes[at] == spelling[0] {
      guard bytes[at..<end].starts(with: spelling) else { continue }
      at += spelling.count
      return sign
    }
    for width in [3, 2, 1] where at + width <= end {
      let text = String(decoding: bytes[at..<at + width], as: UTF8.self)
      if let sign = Sign(rawValue: text) {
        at += width
        return sign
      }
    }
    return nil
  }

  /// The signs of mathematics that stand for an ASCII one.
  private static let specials: [([UInt8], Sign)] = [
    ("×", Sign.times), ("·", .times), ("÷", .over), ("−", .minus), ("≤", .lessOrEqual),
    ("≥", .moreOrEqual), ("≠", .unequal), ("…", .through),
  ].map { (Array($0.0.utf8), $0.1) }

  /// What begins no token: it is named, passed over with all that repeats it, and stands for some
  /// value, so that the next line is not taken for its operand.
  private mutating func stranger() -> Token.Kind? {
    let start = at
    repeat {
      at += 1
      while at < end, bytes[at] & 0xC0 == 0x80 { at += 1 }
    } while at < end && bytes[at] == bytes[start] && bytes[start] < 0x80
    let span = Span(start, at)
    let hint = Self.habits[source.text(span)]
    // A pair of foreign quotes on a line is one slip.
    if let hint, let last = faults.last, last.hint == hint,
      source.line(around: last.start).end >= start
    {
      return nil
    }
    let seen = bytes[start] < 0x20 || bytes[start] == 0x7F ? nil : source.text(span)
    fault(
      seen.map { "I cannot read `\($0)` here." } ?? "I cannot read a control character.", span,
      hint)
    return .number(0)
  }

  /// Signs of other languages and of word processors, and what to write here.
  private static let habits: [String: String] = [
    "'": "texts stand in double quotes: \"…\"", "“": "texts stand in straight quotes: \"…\"",
    "”": "texts stand in straight quotes: \"…\"", "‘": "texts stand in straight quotes: \"…\"",
    "’": "texts stand in straight quotes: \"…\"", "&": "write `and`", "&&": "write `and`",
    "!": "write `not`", "–": "write `-` for minus", "—": "write `-` for minus",
    "?": "write `if … then … else …`; `help NAME` explains a word",
    "@": "names have letters, digits and `_` only", "`": "names stand without quotes",
    "~": "write `not`", "\\": "a line goes on by itself behind an operator or inside brackets",
    "√": "write `sqrt(x)`", "²": "write `^2`", "³": "write `^3`",
  ]

  mutating func fault(
    _ message: String, _ span: Span, _ hint: String? = nil, unfinished: Bool = false,
    label: Diagnostic.Label? = nil
  ) {
    var diagnostic = Diagnostic(.syntax, message, at: Place(source, span), hint: hint)
    diagnostic.isUnfinished = unfinished
    if let label { diagnostic.labels.append(label) }
    faults.append(diagnostic)
  }
}

func ascii(_ character: Unicode.Scalar) -> UInt8 { UInt8(ascii: character) }
func isDigit(_ byte: UInt8) -> Bool { byte >= 48 && byte <= 57 }

func isNameByte(_ byte: UInt8) -> Bool { isLetter(byte) || isDigit(byte) || byte >= 0x80 }

/// A letter of ASCII or an underscore.
func isLetter(_ byte: UInt8) -> Bool {
  let letter = byte | 0x20
  return (letter >= 97 && letter <= 122) || byte == 95
}
