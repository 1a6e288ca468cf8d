// What the parser says: what I saw, what I expected, and what to write for other habits.
extension Parser {

  func reject(_ message: String, _ span: Span, hint: String? = nil) -> Rejection {
    Rejection(Diagnostic(.syntax, message, at: Place(source, span), hint: hint))
  }

  func tooDeep(_ span: Span) -> Rejection {
    reject("This is nested too deeply to read.", span, hint: "give the inner parts names")
  }

  /// A file in another encoding than the language is written in.
  static func unreadable(_ source: Source, _ offset: Int) -> Diagnostic {
    let byte = source.bytes[offset]
    let isWide = offset == 0 && (byte == 0xFE || byte == 0xFF)
    // From A0 on the bytes of Latin-1 are the first scalars of Unicode.
    let latin = byte >= 0xA0 ? "; in Latin-1 this is `\(Unicode.Scalar(byte))`" : ""
    return Diagnostic(
      .syntax,
      "A script is UTF-8, and the byte \(String(byte, radix: 16, uppercase: true)) here is none.",
      at: Place(source, Span(offset, offset + 1)),
      hint: "save the file as UTF-8" + (isWide ? "; it looks like UTF-16" : latin))
  }

  mutating func unexpected(_ expected: String) -> Rejection {
    let (seen, span) = (peek, here)
    switch seen {
    case .end: return ended(expected)
    case .newline: return ended(expected, isUnfinished: false)
    default: break
    }
    let found = if case .text = seen { "a text" } else { "`\(source.text(span))`" }
    var rejection = reject(
      "I expected \(expected), but found \(found).", span, hint: habit(expected))
    if let label = missingQuote(before: span) { rejection.diagnostic.labels.append(label) }
    return rejection
  }

  /// The end came first: an open bracket is to blame, or else the last thing that stands there.
  private mutating func ended(_ expected: String, isUnfinished: Bool = true) -> Rejection {
    let end = Place(source, Span(max(0, behind - 1), behind))
    var fault: Diagnostic
    if isEmbedded, brackets.count == 1 {
      let brace = Place(source, brackets[0].span)
      fault = Diagnostic(
        .syntax, "The braces end where I expected \(expected).", at: brace,
        hint: #"write \{ for the sign itself"#)
    } else if let bracket = brackets.last {
      fault = neverClosed(bracket)
    } else {
      var hint = expected == "`else`" ? "an `if` gives a value in either case" : nil
      if at > 2, case .name(let name) = tokens[at - 3].kind, source.text(end.span) == "+",
        tokens[at - 2].kind == .sign(.plus)
      {
        hint = "write `\(name) = \(name) + 1`"
      }
      fault = Diagnostic(
        .syntax, "The line ends where I expected \(expected).", at: end, hint: hint)
    }
    fault.isUnfinished = isUnfinished
    return Rejection(fault)
  }

  /// Something else stands where a bracket should close.
  mutating func unclosed(_ expected: String) -> Rejection {
    guard let bracket = brackets.last, peek != .end else { return unexpected(expected) }
    // `f(1, 2` and on the next line `x = …`: nobody meant the line to be part of the call.
    let isNextLine = at > 0 && tokens[at - 1].kind == .newline
    if isNextLine, case .name = peek, ahead(1) == .sign(.assign) {
      return Rejection(neverClosed(bracket))
    }
    var rejection = unexpected(expected)
    rejection.diagnostic.labels.append(
      Diagnostic.Label(Place(source, bracket.span), "opened here"))
    return rejection
  }

  private func neverClosed(_ bracket: Bracket) -> Diagnostic {
    let close =
      switch bracket.sign {
      case .openParenthesis: ")"
      case .openBracket: "]"
      default: "}"
      }
    return Diagnostic(
      .syntax, "This `\(bracket.sign.rawValue)` is never closed.", at: Place(source, bracket.span),
      hint: "close it with `\(close)`")
  }

  /// A text that runs over several lines right before a fault has probably lost a quote.
  private func missingQuote(before span: Span) -> Diagnostic.Label? {
    guard at > 0, case .text = tokens[at - 1].kind else { return nil }
    let text = Place(source, tokens[at - 1].span)
    guard text.text.utf8.contains(ascii("\n")) else { return nil }
    let start = Span(text.span.start, text.span.start + 1)
    return Diagnostic.Label(Place(source, start), "this text runs over several lines")
  }
}
