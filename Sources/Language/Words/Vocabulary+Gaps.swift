// Two values with nothing between them: which sign was meant depends on what the word takes.
extension Vocabulary {
  /// `qlora(r 16)`, `sweep batch 1...4`, `gpus sort memory`: the fault with what to write.
  func separated(_ fault: Diagnostic) -> Diagnostic? {
    guard fault.kind == .syntax, fault.hint == nil, let place = fault.labels.first?.place
    else { return nil }
    let (source, span) = (place.source, place.span)
    guard Self.beginsValue(Parser.tokens(place.text)) else { return nil }
    // Where a line ends too early the place is the last sign of what stands there.
    if span.start > 0, isNameByte(source.bytes[span.start - 1]) { return nil }
    // As far back as such a line is long.
    let from = max(source.line(around: span.start).start, span.start - 400)
    let before = Parser.tokens(source.text(Span(from, span.start)))
    guard let last = before.last, Self.endsValue(last) else { return nil }
    let hint =
      Self.isInList(before)
      ? "a comma stands between the items of a list"
      : OpenCall.all(in: before).first.flatMap { call in
        self[call.name].map { self.hint(for: $0, call, last, place) }
      }
    guard let hint else { return nil }
    var mended = fault
    mended.hint = hint
    return mended
  }

  private func hint(
    for word: Word, _ call: OpenCall, _ last: Token.Kind, _ place: Place
  ) -> String {
    let rest = place.source.rest(from: place.span.start, until: ",;)]#")
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

  /// Whether the innermost bracket that is open is a list's.
  private static func isInList(_ tokens: [Token.Kind]) -> Bool {
    var depth = 0
    for token in tokens.reversed() {
      switch token {
      case .sign(.closeParenthesis), .sign(.closeBracket), .sign(.closeBrace): depth += 1
      case .sign(.openParenthesis), .sign(.openBracket), .sign(.openBrace):
        if depth == 0 { return token == .sign(.openBracket) }
        depth -= 1
      default: break
      }
    }
    return false
  }
}
