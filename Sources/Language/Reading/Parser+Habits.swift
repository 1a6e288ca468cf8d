// What to write instead of what other languages write.
extension Parser {

  mutating func habit(_ expected: String) -> String? {
    foreign(expected) ?? (expected == "a value" ? leading : nil)
  }

  private mutating func foreign(_ expected: String) -> String? {
    let span = here
    let pair = source.text(Span(behind - 1, span.end))
    switch peek {
    case .sign(let sign): return habit(of: sign, pair, expected)
    case .keyword(let word) where ahead(1) == .sign(.assign):
      return "`\(word.rawValue)` is a sign of the language: choose another name"
    case .keyword(.for): return Habits.loops
    case .keyword(.if) where expected == "the end of the statement":
      return "write `if … then \(source.text(previous())) else …`"
    case .text where ["f", "r", "b", "F"].contains(source.text(previous())) && !tokens[at].spaced:
      return "a text takes values in braces as it is: `\(source.text(span))`"
    case .name(let name): return habit(ofName: name)
    case .number where expected == "the name of a field":
      return "a number begins with a digit: `0.5`"
    case .number: return option ?? foreignOperator
    default: return nil
    }
  }

  private func isNumber(_ kind: Token.Kind) -> Bool {
    if case .number = kind { true } else { false }
  }

  /// What could go on from a line above, where none stands above: at the prompt a line is whole when
  /// Enter is pressed.
  private var leading: String? {
    mutating get {
      let (kind, span) = (peek, here)
      guard kind.goesOn, beginsAfresh else { return nil }
      switch kind {
      case .keyword(.then), .keyword(.else): return "write `if … then … else …` in one statement"
      case .keyword(.by), .sign(.comma), .sign(.colon), .sign(.assign): return nil
      case .sign(.dot):
        if case .name(let field) = ahead(1) { return "`_` is the last answer: `_.\(field)`" }
        return nil
      default:
        return "`_` is the last answer: `_ \(source.rest(from: span.start, until: ";#"))`"
      }
    }
  }

  private mutating func habit(of sign: Sign, _ pair: String, _ expected: String) -> String? {
    switch sign {
    case .times where pair == "**": return "write `^` for a power"
    case .pipe where pair == "||": return "write `or`"
    case .over where pair == "//": return "a comment begins with `#`"
    case .over where ahead(1) == .sign(.times): return "a comment begins with `#`"
    case .more where pair == "<>": return "write `!=`"
    case .more where pair == "->": return "write `in`: `24 GiB in MiB`"
    case .dot where pair == "..": return "a range is written `1...8`"
    case .dot where expected == "a value" && isNumber(ahead(1)):
      return "a number begins with a digit: `0.5`"
    case .assign: return habit(ofAssign: pair, expected)
    case .comma: return habit(ofComma: expected)
    case .openBrace where expected == "`then`", .colon where expected == "`then`":
      return "write `if … then … else …`, without braces or a colon"
    case .colon: return habitOfColon
    case .openBracket: return "an index follows without a space: `xs[0]`"
    default: return nil
    }
  }

  /// `x += 1`, `a === b`, `x => x + 1`, `batch=4 seq=2048`
  private mutating func habit(ofAssign pair: String, _ expected: String) -> String? {
    if pair == "==" { return "write `==`" }
    if ahead(1) == .sign(.more) {
      return "a function has a name: `\(lambda(previous(), assign: at))`"
    }
    if let field = changedField { return field }
    if let sign = pair.first, "+-*/".contains(sign), at > 1 {
      let name = source.text(tokens[at - 2].span)
      let amount = restOfLine(after: here.end)
      return "write it out: `\(name) = \(name) \(sign) \(amount)`"
    }
    if expected == "the end of the statement", at > 1, case .name = tokens[at - 1].kind {
      let next = source.text(tokens[at - 1].span)
      return "a binding ends with its line or `;`: `…; \(next) = \(restOfLine(after: here.end))`"
    }
    return "`==` compares; a binding stands alone: `name = value`"
  }

  /// `x => x + 1`, a function without a name, as one that has a name.
  func lambda(_ parameter: Span, assign: Int) -> String {
    let body = tokens[min(assign + 2, tokens.count - 1)].span.start
    return "f(\(source.text(parameter))) = \(source.rest(from: body, until: ";#),"))"
  }

  /// `method.r = 64`, `method.r += 1`: what a thing holds is not set, a copy is made with another.
  private var changedField: String? {
    mutating get {
      var last = at - 1
      var sign: String?
      if last > 0, case .sign(let op) = tokens[last].kind, "+-*/".contains(op.rawValue) {
        (sign, last) = (op.rawValue, last - 1)
      }
      guard last > 1, case .name(let field) = tokens[last].kind,
        tokens[last - 1].kind == .sign(.dot), case .name(let thing) = tokens[last - 2].kind,
        last < 3 || tokens[last - 3].kind == .newline || tokens[last - 3].kind == .sign(.semicolon)
      else { return nil }
      let value = restOfLine(after: here.end)
      let change = sign.map { "\(thing).\(field) \($0) \(value)" } ?? value
      return "make a copy with it: `\(thing) = \(thing) with (\(field): \(change))`"
    }
  }

  /// `1,000`, `(1, 2)`, `{1, 2}`
  private mutating func habit(ofComma expected: String) -> String? {
    if case .number = tokens[max(0, at - 1)].kind, case .number = ahead(1), at + 1 < tokens.count,
      !tokens[at + 1].spaced
    {
      let (before, behind) = (source.text(previous()), source.text(tokens[at + 1].span))
      return "digits are grouped with `_`: `\(before)_\(behind)`"
    }
    if brackets.last?.sign == .openParenthesis || brackets.last?.separates == true {
      return "a list stands in brackets: `[1, 2]`"
    }
    return nil
  }

  /// `model: llama8b`, `{ "a": 1 }`, `x := 3`
  private var habitOfColon: String? {
    mutating get {
      if brackets.last?.separates == true {
        return "a record is `{ name: value }`, its names without quotes"
      }
      if ahead(1) == .sign(.assign) { return "a binding is written with `=` alone" }
      if case .number = tokens[max(0, at - 1)].kind { return "a range is written `1...8`" }
      if source.text(previous()) == "else" { return "write `if … then … else …`" }
      guard case .name = tokens[max(0, at - 1)].kind else { return nil }
      let value = restOfLine(after: here.end)
      return "a binding is written with `=`: `\(source.text(previous())) = \(value)`"
    }
  }

  /// What stands behind a whole value and is a name: an operator of words, a second value.
  private func habit(ofName name: String) -> String? {
    switch source.text(previous()) {
    case "lambda", "fn", "function": return "a function has a name: `f(\(name)) = …`"
    case "x":
      if at > 1, case .number(let count) = tokens[at - 2].kind {
        return "write `\(Figures.number(count)) * \(name)`"
      }
    default: break
    }
    if let option { return option }
    if ahead(1) == .sign(.assign), at + 1 < tokens.count {
      let value = restOfLine(after: tokens[at + 1].span.end)
      return "a binding ends with its line or `;`: `…; \(name) = \(value)`"
    }
    switch name {
    case "to", "as", "into": return "write `in`: `24 GiB in MiB`"
    case "is", "equals", "eq": return "write `==`"
    case "mod": return "write `%`"
    default: break
    }
    return Unit.named(name) == nil ? foreignOperator : "multiply by the unit: `… * \(name)`"
  }

  /// `x is 3`, `x mod 3`: the word stands before the value that is too much.
  private var foreignOperator: String? {
    switch source.text(previous()) {
    case "is", "equals", "eq": return "write `==`"
    case "mod": return "write `%`"
    case "to", "as": return "write `in`: `24 GiB in MiB`"
    default: return nil
    }
  }

  /// `estimate --batch 4`: an option of a command line.
  private var option: String? {
    guard at > 2, case .name(let name) = tokens[at - 1].kind,
      tokens[at - 2].kind == .sign(.minus), tokens[at - 3].kind == .sign(.minus),
      !tokens[at - 1].spaced, !tokens[at - 2].spaced
    else { return nil }
    let value = source.text(tokens[at].span)
    if at > 3, case .name(let word) = tokens[at - 4].kind {
      return "write `\(word)(\(name): \(value))`"
    }
    return "write `\(name) = \(value)`"
  }

  // MARK: named arguments

  /// `qlora(r=16, alpha=32)`: the whole call as it should be, where it is short.
  func mendedArguments(_ label: Name) -> String {
    guard let open = brackets.last, open.sign == .openParenthesis,
      let first = tokens.firstIndex(where: { $0.span == open.span })
    else { return "write `\(label.text): \(firstValue(behind: label.span.end) ?? "…")`" }
    let start = first > 0 && !tokens[first].spaced ? first - 1 : first
    var text = ""
    var depth = 0
    var last = tokens[start].span.start
    for token in tokens[start...] {
      if token.kind == .newline || token.kind == .end { break }
      if case .sign(.assign) = token.kind, depth == 1 {
        text += ": "
      } else {
        let isBehindAssign = text.hasSuffix(": ")
        if !isBehindAssign { text += source.text(Span(last, token.span.start)) }
        text += source.text(token.span)
      }
      last = token.span.end
      if token.kind == .sign(.openParenthesis) { depth += 1 }
      if token.kind == .sign(.closeParenthesis) { depth -= 1 }
      if depth == 0, token.kind == .sign(.closeParenthesis), text.utf8.count < 60 {
        return "write `\(text)`".replacing(" : ")
      }
    }
    return "write `\(label.text): \(firstValue(behind: label.span.end) ?? "…")`"
  }

  /// The token behind `=` where a label ends.
  private func firstValue(behind end: Int) -> String? {
    let assign = tokens.firstIndex { $0.span.start >= end && $0.kind == .sign(.assign) }
    guard let sign = assign, sign + 1 < tokens.count
    else { return nil }
    switch tokens[sign + 1].kind {
    case .number, .name, .text: return source.text(tokens[sign + 1].span)
    default: return nil
    }
  }

  // MARK: text

  /// The span of the token before.
  private func previous() -> Span { tokens[max(0, at - 1)].span }

  /// What stands on the line from there up to a `;`, or a sign for it where it is long.
  private func restOfLine(after start: Int) -> String {
    source.rest(from: start, until: ";#")
  }
}

extension String {
  /// `r : 16`, where a space stood before the `=`.
  fileprivate func replacing(_ gap: String) -> String {
    var text = self
    while let index = text.firstRange(of: gap) { text.replaceSubrange(index, with: ": ") }
    return text
  }

  private func firstRange(of part: String) -> Range<String.Index>? {
    var start = startIndex
    while start < endIndex {
      if self[start...].hasPrefix(part) {
        return start..<index(start, offsetBy: part.count)
      }
      start = index(after: start)
    }
    return nil
  }
}
