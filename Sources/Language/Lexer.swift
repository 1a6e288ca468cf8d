/// Cuts a source into tokens.
///
/// It works on bytes: a lexer over `Character` is a hundred times slower. Faults do not stop it, so
/// that one run can report several.
struct Lexer {
  private let source: Source
  private let bytes: [UInt8]
  private let end: Int
  private var at: Int
  private var tokens: [Token] = []
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

  private func byte(_ offset: Int = 0) -> UInt8 {
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
    if isNameStart(first) { return name() }
    return stranger()
  }

  // MARK: names

  private mutating func name() -> Token.Kind {
    let start = at
    while at < end, isNamePart(bytes[at]), special(at) == nil { at += 1 }
    let text = String(decoding: bytes[start..<at], as: UTF8.self)
    return Keyword(rawValue: text).map(Token.Kind.keyword) ?? .name(text)
  }

  // MARK: numbers

  private mutating func number() -> Token.Kind {
    let start = at
    skipDigits()
    if byte() == ascii("."), isDigit(byte(1)) {
      at += 1
      skipDigits()
    }
    if byte() | 0x20 == ascii("e") {
      let signed = byte(1) == ascii("+") || byte(1) == ascii("-")
      if isDigit(byte(signed ? 2 : 1)) {
        at += signed ? 2 : 1
        skipDigits()
      }
    }
    let digits = bytes[start..<at].filter { $0 != ascii("_") }
    let value = Double(String(decoding: digits, as: UTF8.self)) ?? .infinity
    if !value.isFinite {
      fault("This number is too large to hold.", Span(start, at), "the largest is about 1.8e308")
    }
    return .number(value * suffix())
  }

  private mutating func skipDigits() {
    while at < end, isDigit(bytes[at]) || (bytes[at] == ascii("_") && isDigit(byte(1))) { at += 1 }
  }

  /// `8B`, `2K`, `85%`: what the number is multiplied by.
  private mutating func suffix() -> Double {
    if byte() == ascii("%"), !isOperand(byte(1)) {
      at += 1
      return 0.01
    }
    guard !isNamePart(byte(1)) || special(at + 1) != nil, let factor = magnitude(byte()) else {
      return 1
    }
    at += 1
    return factor
  }

  // `K` is 1024 as in "2K sequence, 128K context"; the others are the powers of ten of the field.
  private func magnitude(_ letter: UInt8) -> Double? {
    switch letter {
    case ascii("k"): 1e3
    case ascii("K"): 1024
    case ascii("M"): 1e6
    case ascii("B"): 1e9
    case ascii("T"): 1e12
    default: nil
    }
  }

  /// Whether `%` before this byte must be the remainder: `10%3`.
  private func isOperand(_ byte: UInt8) -> Bool {
    isDigit(byte) || isNameStart(byte) || byte == ascii("(")
  }

  // MARK: texts

  private mutating func text() -> Token.Kind {
    let start = at
    at += 1
    var pieces: [TextPiece] = []
    var plain: [UInt8] = []
    func flushed() -> [TextPiece] {
      plain.isEmpty ? [] : [.plain(String(decoding: plain, as: UTF8.self))]
    }
    while at < end, bytes[at] != ascii("\"") {
      switch bytes[at] {
      case ascii("\\"): plain += escape()
      case ascii("{"):
        pieces += flushed()
        plain = []
        pieces.append(.expression(braced()))
      default:
        plain.append(bytes[at])
        at += 1
      }
    }
    if at < end {
      at += 1
    } else {
      fault(
        "This text has no end.", Span(start, start + 1), "close it with `\"`", unfinished: true)
    }
    return .text(pieces + flushed())
  }

  private mutating func escape() -> [UInt8] {
    let start = at
    at += 2
    switch bytes[min(start + 1, end - 1)] {
    case ascii("n"): return [10]
    case ascii("t"): return [9]
    case ascii("\""): return [ascii("\"")]
    case ascii("\\"): return [ascii("\\")]
    case ascii("{"): return [ascii("{")]
    case ascii("}"): return [ascii("}")]
    default:
      at = min(at, end)
      let allowed = #"the escapes are \n, \t, \", \\, \{ and \}"#
      fault("I know no such escape in a text.", Span(start, at), allowed)
      return []
    }
  }

  /// The span between braces inside a text, which may hold texts and braces itself.
  private mutating func braced() -> Span {
    let start = at
    at += 1
    var depth = 1
    while at < end {
      switch bytes[at] {
      case ascii("{"): depth += 1
      case ascii("}"): depth -= 1
      case ascii("\""): skipText()
      default: break
      }
      if depth == 0 { break }
      at += 1
    }
    let span = Span(start + 1, min(at, end))
    if depth > 0 {
      fault(
        "The `{` in this text is never closed.", Span(start, start + 1),
        #"close it with `}`, or write \{ for the sign itself"#)
    }
    at = min(at + 1, end)
    return span
  }

  private mutating func skipText() {
    at += 1
    while at < end, bytes[at] != ascii("\"") { at += bytes[at] == ascii("\\") ? 2 : 1 }
    at = min(at, end)
  }

  // MARK: signs

  private mutating func sign() -> Sign? {
    if let (sign, width) = special(at) {
      at += width
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
  private func special(_ at: Int) -> (Sign, Int)? {
    guard at < end, bytes[at] >= 0xC2 else { return nil }
    for (spelling, sign) in Self.specials where bytes[at..<end].starts(with: spelling) {
      return (sign, spelling.count)
    }
    return nil
  }

  private static let specials: [([UInt8], Sign)] = [
    ("×", Sign.times), ("·", .times), ("÷", .over), ("−", .minus), ("≤", .lessOrEqual),
    ("≥", .moreOrEqual), ("≠", .unequal), ("…", .through),
  ].map { (Array($0.0.utf8), $0.1) }

  private mutating func stranger() -> Token.Kind? {
    let start = at
    at += 1
    let sign = String(decoding: bytes[start..<at], as: UTF8.self)
    let hint =
      switch sign {
      case "'": "texts stand in double quotes: \"…\""
      case "&": "write `and`"
      case "!": "write `not`"
      default: String?.none
      }
    while at < end, bytes[at] == bytes[start] { at += 1 }
    fault("I cannot read `\(source.text(Span(start, at)))` here.", Span(start, at), hint)
    return nil
  }

  private mutating func fault(
    _ message: String, _ span: Span, _ hint: String? = nil, unfinished: Bool = false
  ) {
    var diagnostic = Diagnostic(.syntax, message, at: Place(source, span), hint: hint)
    diagnostic.isUnfinished = unfinished
    faults.append(diagnostic)
  }
}

private func ascii(_ character: Unicode.Scalar) -> UInt8 { UInt8(ascii: character) }
private func isDigit(_ byte: UInt8) -> Bool { byte >= 48 && byte <= 57 }

private func isNameStart(_ byte: UInt8) -> Bool {
  let letter = byte | 0x20
  return (letter >= 97 && letter <= 122) || byte == 95 || byte >= 0x80
}

private func isNamePart(_ byte: UInt8) -> Bool { isNameStart(byte) || isDigit(byte) }
