// The rules of what stands by itself, and the faults of the parser.
extension Parser {

  // primary = number [ unit ] | text | name | "(" … ")" | list | record | block | choice
  mutating func primary() throws(Rejection) -> Expression {
    let span = here
    switch peek {
    case .number(let value):
      take()
      return measured(value, span)
    case .sign(.dollar):
      return try money()
    case .text(let parts):
      take()
      return Expression(node: .text(try pieces(parts)), span: span)
    case .name(let name):
      take()
      return Expression(node: .name(name), span: span)
    case .sign(.openParenthesis):
      let open = try opening(.openParenthesis)
      let inner = try expression()
      return Expression(node: inner.node, span: try closing(.closeParenthesis, open))
    case .sign(.openBracket): return try list()
    case .sign(.openBrace): return isRecord ? try record() : try block()
    case .keyword(.if): return try choice()
    default: throw unexpected("a value")
    }
  }

  // number [ unit ]: a name right behind a number is its unit
  private mutating func measured(_ value: Double, _ span: Span) -> Expression {
    guard case .name(let text) = peek else { return Expression(node: .number(value), span: span) }
    let unit = Name(text: text, span: here)
    take()
    return Expression(node: .measured(value, unit: unit), span: span.to(unit.span))
  }

  private mutating func money() throws(Rejection) -> Expression {
    let sign = here
    take()
    guard case .number(let value) = peek else { throw unexpected("an amount behind `$`") }
    let span = sign.to(here)
    take()
    return Expression(node: .measured(value, unit: Name(text: "USD", span: sign)), span: span)
  }

  // list = "[" [ expression { "," expression } ] "]"
  //      | "[" expression "for" name "in" expression [ "if" expression ] "]"
  private mutating func list() throws(Rejection) -> Expression {
    let open = try opening(.openBracket)
    var items: [Expression] = []
    while peek != .sign(.closeBracket) {
      items.append(try expression())
      if items.count == 1, take(.for) { return try comprehension(items[0], open) }
      if !take(.comma) { break }
    }
    return Expression(node: .list(items), span: try closing(.closeBracket, open))
  }

  private mutating func comprehension(
    _ body: Expression, _ open: Span
  ) throws(Rejection) -> Expression {
    let name = try name("a name for each item")
    guard take(.in) else { throw unexpected("`in`") }
    let items = try expression()
    let condition = take(.if) ? try expression() : nil
    let span = try closing(.closeBracket, open)
    return Expression(node: .comprehension(body, name, items, condition: condition), span: span)
  }

  /// `{ name:` or `{ }` open a record; anything else a block.
  private var isRecord: Bool {
    if case .name = ahead(1), ahead(2) == .sign(.colon) { return true }
    return ahead(1) == .sign(.closeBrace)
  }

  // record = "{" [ name ":" expression { "," name ":" expression } ] "}"
  private mutating func record() throws(Rejection) -> Expression {
    let open = try opening(.openBrace)
    var fields: [(name: Name, value: Expression)] = []
    while peek != .sign(.closeBrace) {
      let field = try name("a field's name")
      if fields.contains(where: { $0.name.text == field.text }) {
        throw reject("`\(field.text)` stands twice in this record.", field.span)
      }
      guard take(.colon) else { throw unexpected("`:`") }
      fields.append((field, try expression()))
      if !take(.comma) { break }
    }
    return Expression(node: .record(fields), span: try closing(.closeBrace, open))
  }

  // choice = "if" expression "then" expression "else" expression
  private mutating func choice() throws(Rejection) -> Expression {
    let start = here
    take()
    let condition = try expression()
    skipNewlines(before: .then)
    guard take(.then) else { throw unexpected("`then`") }
    skipNewlines()
    let yes = try expression()
    skipNewlines(before: .else)
    guard take(.else) else { throw unexpected("`else`") }
    skipNewlines()
    let no = try expression()
    return Expression(node: .choice(condition, then: yes, else: no), span: start.to(no.span))
  }

  /// `then` and `else` may stand on lines of their own.
  private mutating func skipNewlines(before keyword: Keyword) {
    if ahead(0) == .keyword(keyword) { skipNewlines() }
  }

  mutating func name(
    _ expected: String, orKeyword: Bool = false
  ) throws(Rejection) -> Name {
    let span = here
    switch peek {
    case .name(let text):
      take()
      return Name(text: text, span: span)
    case .keyword(let keyword) where orKeyword:
      take()
      return Name(text: keyword.rawValue, span: span)
    default: throw unexpected(expected)
    }
  }

  // MARK: faults

  func reject(_ message: String, _ span: Span, hint: String? = nil) -> Rejection {
    Rejection(Diagnostic(.syntax, message, at: Place(source, span), hint: hint))
  }

  func tooDeep(_ span: Span) -> Rejection {
    reject("This is nested too deeply to read.", span, hint: "give the inner parts names")
  }

  /// What I saw, what I expected, and what to write for habits of other languages.
  mutating func unexpected(_ expected: String) -> Rejection {
    let seen = peek
    let span = here
    if seen == .end {
      let last = Span(max(0, behind - 1), behind)
      var fault = Diagnostic(
        .syntax, "The line ends where I expected \(expected).", at: Place(source, last))
      fault.isUnfinished = true
      return Rejection(fault)
    }
    return reject("I expected \(expected), but found \(spelling(seen, span)).", span, hint: habit())
  }

  private func spelling(_ kind: Token.Kind, _ span: Span) -> String {
    switch kind {
    case .newline: "the end of the line"
    case .text: "a text"
    default: "`\(source.text(span))`"
    }
  }

  private mutating func habit() -> String? {
    switch peek {
    case .sign(.times) where source.text(Span(behind - 1, here.end)) == "**":
      "write `^` for a power"
    case .sign(.pipe) where source.text(Span(behind - 1, here.end)) == "||": "write `or`"
    case .sign(.assign): "`==` compares; a binding stands alone: `name = value`"
    case .sign(.colon): "a binding is written with `=`: `name = value`"
    case .sign(.openBracket): "an index follows without a space: `xs[0]`"
    default: nil
    }
  }
}
