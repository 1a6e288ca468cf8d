// Texts: `"…"` with escapes, and expressions in braces, which may hold texts themselves.
extension Lexer {

  /// Texts in braces in texts in braces … deeper than this are not looked into.
  private static let deepest = 20

  mutating func text() -> Token.Kind {
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
        guard let span = braced() else { return .text(pieces) }
        pieces.append(.expression(span))
      default:
        plain.append(bytes[at])
        at += 1
      }
    }
    if at < end {
      at += 1
    } else {
      fault(
        "This text has no end.", Span(start, start + 1), "close it with `\"`", unfinished: true,
        label: suspect)
    }
    return .text(pieces + flushed())
  }

  /// A text above that runs over several lines: it may be the one that has lost its quote.
  private var suspect: Diagnostic.Label? {
    for token in tokens.reversed() {
      guard case .text = token.kind, bytes[token.span.start..<token.span.end].contains(ascii("\n"))
      else { continue }
      let quote = Span(token.span.start, token.span.start + 1)
      return Diagnostic.Label(Place(source, quote), "unless this one should end on its line")
    }
    return nil
  }

  private mutating func escape() -> [UInt8] {
    let start = at
    at = min(at + 2, end)
    // A backslash at the very end: the text has no end, which is said there.
    guard at - start == 2 else { return [] }
    switch bytes[start + 1] {
    case ascii("n"): return [10]
    case ascii("t"): return [9]
    case ascii("\""), ascii("\\"), ascii("{"), ascii("}"): return [bytes[start + 1]]
    default:
      while at < end, bytes[at] & 0xC0 == 0x80 { at += 1 }
      fault(
        "I know no escape `\(source.text(Span(start, at)))` in a text.", Span(start, at),
        #"the escapes are \n, \t, \", \\, \{ and \}"#)
      return []
    }
  }

  /// The span between braces inside a text, or nil when they are not closed.
  private mutating func braced() -> Span? {
    let start = at
    if skipBraces(depth: 0) { return Span(start + 1, at - 1) }
    fault(
      "The `{` in this text is never closed.", Span(start, start + 1),
      #"close it with `}`, or write \{ for the sign itself"#, unfinished: true)
    return nil
  }

  /// Passes over braces and all that stands in them; false when they are not closed.
  @discardableResult
  private mutating func skipBraces(depth: Int) -> Bool {
    at += 1
    var open = 1
    while at < end, open > 0 {
      switch bytes[at] {
      case ascii("{"): open += 1
      case ascii("}"): open -= 1
      case ascii("\"") where depth < Self.deepest:
        skipText(depth: depth + 1)
        continue
      default: break
      }
      at += 1
    }
    return open == 0
  }

  private mutating func skipText(depth: Int) {
    at += 1
    while at < end, bytes[at] != ascii("\"") {
      switch bytes[at] {
      case ascii("\\"): at = min(at + 2, end)
      case ascii("{"): skipBraces(depth: depth)
      default: at += 1
      }
    }
    at = min(at + 1, end)
  }
}
