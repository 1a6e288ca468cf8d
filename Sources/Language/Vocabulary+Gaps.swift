// Two values with nothing between them: which sign was meant depends on what the word takes.
extension Vocabulary {
  /// `qlora(r 16)`, `sweep batch 1...4`, `gpus sort memory`: the fault with what to write.
  func separated(_ fault: Diagnostic) -> Diagnostic? {
    guard fault.kind == .syntax, fault.hint == nil, let place = fault.labels.first?.place
    else { return nil }
    let (source, span) = (place.source, place.span)
    guard Self.beginsValue(Parser.tokens(place.text)) else { return nil }
    // As far back as such a line is long.
    let from = max(source.line(around: span.start).start, span.start - 400)
    let text = source.text(Span(from, span.start))
    let before = Parser.tokens(text)
    guard let last = before.last, Self.endsValue(last) else { return nil }
    let hint =
      if case .sign(.openBracket)? = before.last(where: { Self.isOpen($0) }),
        OpenCall.all(in: before).isEmpty
      {
        "a comma stands between the items of a list"
      } else {
        OpenCall.all(in: before).first.flatMap { call in
          self[call.name].flatMap { self.hint(for: $0, call, last, place, text) }
        }
      }
    guard let hint else { return nil }
    var mended = fault
    mended.hint = hint
    return mended
  }

  private func hint(
    for word: Word, _ call: OpenCall, _ last: Token.Kind, _ place: Place, _ before: String
  ) -> String {
    let rest = Self.argument(in: place)
    guard case .name(let name) = last else { return "a comma stands between arguments" }
    let isSlot = word.takesSetup && slots.contains { $0.name == name }
    if isSlot || word.parameters.contains(where: { $0.name == name }) {
      switch word.parameter(at: call.index)?.kind {
      case .axis, .variable: break
      default: return "write `\(name): \(rest)`"
      }
    }
    if let next = self[name], next.group == .catalog || next.group == .tables {
      return "a pipe passes it on: `\(call.name) | \(name)(\(rest))`"
    }
    return "a comma stands between arguments: `\(name), \(rest)`"
  }

  /// What stands from there to the end of the argument, or a sign for it where it is long.
  private static func argument(in place: Place) -> String {
    let line = place.source.line(around: place.span.start)
    let rest = place.source.text(Span(place.span.start, line.end)).prefix { !",;)]#".contains($0) }
    let trimmed = String(rest.reversed().drop { $0 == " " }.reversed())
    return trimmed.isEmpty || trimmed.utf8.count > 40 ? "…" : trimmed
  }

  private static func beginsValue(_ tokens: [Token.Kind]) -> Bool {
    switch tokens.first {
    case .name, .number, .text: true
    default: false
    }
  }

  private static func endsValue(_ token: Token.Kind) -> Bool {
    switch token {
    case .name, .number, .text, .sign(.closeParenthesis), .sign(.closeBracket): true
    default: false
    }
  }

  private static func isOpen(_ token: Token.Kind) -> Bool {
    switch token {
    case .sign(.openParenthesis), .sign(.openBracket), .sign(.openBrace): true
    default: false
    }
  }
}
