// The rules of what stands by itself.
extension Parser {

  // primary = number [ unit ] | text | name | "(" … ")" | list | record | block | choice
  mutating func primary() throws(Rejection) -> Expression {
    let span = here
    switch peek {
    case .number(let value):
      take()
      return try measured(value, span)
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
      let span = try closing(.closeParenthesis, open, expected: "`)`")
      return Expression(node: inner.node, span: span)
    case .sign(.openBracket): return try list()
    case .sign(.openBrace): return isRecord ? try record() : try block()
    case .keyword(.if): return try choice()
    default: throw unexpected("a value")
    }
  }

  // number [ unit ]: a name right behind a number is its unit
  private mutating func measured(
    _ value: Double, _ span: Span
  ) throws(Rejection) -> Expression {
    // On the same line: inside brackets a name on the next one is no unit.
    guard case .name(let text) = tokens[at].kind else {
      return Expression(node: .number(value), span: span)
    }
    let unit = Name(text: text, span: here)
    if Self.magnitudes.contains(text) { throw misplaced(unit, behind: span) }
    take()
    return Expression(node: .measured(value, unit: unit), span: span.to(unit.span))
  }

  /// `8b`, `8 B`: what was meant is plain, and it is no unit.
  private func misplaced(_ magnitude: Name, behind number: Span) -> Rejection {
    let meant =
      magnitude.text == "k" || magnitude.text == "K" ? magnitude.text : magnitude.text.uppercased()
    let isAttached = number.end == magnitude.span.start
    let digits = source.text(number)
    if let last = digits.utf8.last, !isDigit(last) {
      return reject(
        "This number has a magnitude already.", magnitude.span,
        hint: "one is enough: `\(digits)`")
    }
    return reject(
      isAttached
        ? "I know no magnitude `\(magnitude.text)`."
        : "A magnitude stands right behind its number.",
      magnitude.span,
      hint: "write `\(digits)\(meant)`"
        // What is no magnitude may be meant for a unit.
        + (magnitude.text == "m" ? " for a million, `\(digits) minutes` for time" : ""))
  }

  private static let magnitudes: Set<String> = ["k", "K", "M", "B", "T", "b", "m", "t"]

  private mutating func money() throws(Rejection) -> Expression {
    let sign = here
    _ = takeOpen(.sign(.dollar))
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
    _ = takeOpen(.keyword(.if))
    let condition = try expression()
    skipNewlinesAtEnd()
    guard takeOpen(.keyword(.then)) else { throw unexpected("`then`") }
    let yes = try expression()
    skipNewlinesAtEnd()
    guard takeOpen(.keyword(.else)) else { throw unexpected("`else`") }
    let no = try expression()
    return Expression(node: .choice(condition, then: yes, else: no), span: start.to(no.span))
  }

  /// `then` and `else` may stand on lines of their own: where all ends, they may be yet to come.
  private mutating func skipNewlinesAtEnd() { if ahead(0) == .end { skipNewlines() } }

  func pieces(_ pieces: [TextPiece]) throws(Rejection) -> [Expression.Piece] {
    var parsed: [Expression.Piece] = []
    for piece in pieces {
      switch piece {
      case .plain(let text): parsed.append(.plain(text))
      case .expression(let span): parsed.append(.expression(try embedded(span)))
      }
    }
    return parsed
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
}
