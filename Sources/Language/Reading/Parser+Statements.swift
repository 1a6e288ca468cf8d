// The rules of statements and blocks.
extension Parser {

  // statement = binding | function | command | expression
  mutating func statement() throws(Rejection) -> Statement {
    let start = here
    if isDoubtful { throw doubtful(start) }
    if case .name(let text) = peek {
      let name = Name(text: text, span: start)
      if text == "help", let topic = topic { return asking(name, topic) }
      if ahead(1) == .sign(.assign) { return try binding(name) }
      if isFunction { return try function(name) }
      if isCommand { return try command(name) }
    }
    let value = try expression()
    return Statement(node: .expression(value), span: value.span)
  }

  /// `-x` at the beginning of a line, below another statement.
  private var isDoubtful: Bool {
    tokens[at].kind == .sign(.minus) && at > 0 && tokens[at - 1].kind == .newline
      && !beginsAfresh
  }

  /// Whether nothing stands before that this could go on with.
  var beginsAfresh: Bool {
    switch tokens[..<at].last(where: { $0.kind != .newline })?.kind {
    case nil, .sign(.semicolon), .sign(.openBrace): true
    default: false
    }
  }

  private func doubtful(_ sign: Span) -> Rejection {
    let value = source.rest(from: sign.end, until: ";#")
    return reject(
      "This line may go on from the one above, or stand for itself.", sign,
      hint: "write `- \(value)` to go on, or `(-\(value))` for a value of its own")
  }

  // binding = name "=" expression
  private mutating func binding(_ name: Name) throws(Rejection) -> Statement {
    take()
    skipNewlines()
    _ = takeOpen(.sign(.assign))
    let value = try expression()
    return Statement(node: .binding(name, value), span: name.span.to(value.span))
  }

  /// Whether a parameter list and `=` follow the name: `f(x, y = 2) =`.
  private var isFunction: Bool {
    guard tokens[min(at + 1, tokens.count - 1)].kind == .sign(.openParenthesis) else {
      return false
    }
    return self.closing(of: at + 1).map { tokens[$0 + 1].kind == .sign(.assign) } ?? false
  }

  /// The index of the bracket that closes the one at an index.
  private func closing(of index: Int) -> Int? {
    var open = 0
    for index in index..<tokens.count - 1 {
      switch tokens[index].kind {
      case .sign(.openParenthesis), .sign(.openBracket), .sign(.openBrace): open += 1
      case .sign(.closeParenthesis), .sign(.closeBracket), .sign(.closeBrace): open -= 1
      default: break
      }
      if open == 0 { return index }
    }
    return nil
  }

  // function = name "(" [ formal { "," formal } [ "," ] ] ")" "=" expression
  private mutating func function(_ name: Name) throws(Rejection) -> Statement {
    take()
    let open = try opening(.openParenthesis)
    var formals: [Formal] = []
    while peek != .sign(.closeParenthesis) {
      formals.append(try formal(formals))
      if !take(.comma) { break }
    }
    _ = try closing(.closeParenthesis, open)
    guard takeOpen(.sign(.assign)) else { throw unexpected("`=`") }
    let body = try expression()
    return Statement(node: .function(name, formals, body), span: name.span.to(body.span))
  }

  // formal = name [ "=" expression ]
  private mutating func formal(_ others: [Formal]) throws(Rejection) -> Formal {
    let name = try name("a parameter's name")
    if others.contains(where: { $0.name.text == name.text }) {
      throw reject("`\(name.text)` is a parameter twice.", name.span)
    }
    return Formal(name: name, fallback: take(.assign) ? try expression() : nil)
  }

  // MARK: commands

  /// Whether a word and its arguments without parentheses stand here: `fits rtx4090`.
  private var isCommand: Bool {
    guard at + 1 < tokens.count else { return false }
    let next = tokens[at + 1]
    switch next.kind {
    case .name, .number, .text, .sign(.dollar), .keyword(.not), .keyword(.if): return true
    case .sign(.openBracket), .sign(.openBrace): return next.spaced
    case .sign(.openParenthesis): return next.spaced && startsArgument(at + 1)
    default: return false
    }
  }

  /// `print (1 + 2) * 3` prints 9: parentheses behind a space, with an operator or a comma behind
  /// them, are the start of the first argument and not all of them.
  private func startsArgument(_ open: Int) -> Bool {
    guard let close = closing(of: open), close > open + 1 else { return false }
    switch tokens[close + 1].kind {
    case .sign(.comma), .sign(.through), .sign(.upTo), .keyword(.in): return true
    case let kind: return Operator(kind) != nil
    }
  }

  /// The keyword or sign that stands alone behind `help`: elsewhere neither is a value.
  private var topic: Name? {
    guard at + 2 < tokens.count,
      [.newline, .end, .sign(.semicolon)].contains(tokens[at + 2].kind)
    else { return nil }
    let token = tokens[at + 1]
    switch token.kind {
    case .keyword(let keyword): return Name(text: keyword.rawValue, span: token.span)
    case .sign(let sign) where sign != .semicolon && !sign.isBracket:
      return Name(text: sign.rawValue, span: token.span)
    default: return nil
    }
  }

  private mutating func asking(_ help: Name, _ topic: Name) -> Statement {
    at += 2
    let span = help.span.to(topic.span)
    let callee = Expression(node: .name(help.text), span: help.span)
    let about = Expression(node: .name(topic.text), span: topic.span)
    let call = Expression(node: .call(callee, [Argument(label: nil, value: about)]), span: span)
    return Statement(node: .expression(call), span: span)
  }

  // command = name argument { "," argument } | "help" keyword
  private mutating func command(_ name: Name) throws(Rejection) -> Statement {
    if Self.declarators.contains(name.text), case .name(let bound) = ahead(1) {
      throw reject(
        "A binding needs no `\(name.text)`.", name.span,
        hint: ahead(2) == .sign(.openParenthesis)
          ? "a function is written `\(bound)(x) = x * 2`" : "write `\(bound) = …`")
    }
    take()
    var arguments = [try argument()]
    while takeOpen(.sign(.comma)) { arguments.append(try argument()) }
    let callee = Expression(node: .name(name.text), span: name.span)
    let span = name.span.to(Span(name.span.start, behind))
    let call = try bounded(Expression(node: .call(callee, arguments), span: span))
    return Statement(node: .expression(call), span: span)
  }

  /// What other languages put before a name that they bind.
  private static let declarators: Set<String> = [
    "let", "var", "val", "const", "def", "func", "fn", "function", "local",
  ]

  // MARK: blocks

  // block = "{" { newline | ";" } { statement ( newline | ";" ) … } expression "}"
  mutating func block() throws(Rejection) -> Expression {
    let open = try opening(.openBrace, separating: true)
    var statements: [Statement] = []
    skipSeparators()
    while peek != .sign(.closeBrace), peek != .end {
      statements.append(try statement())
      try endOfStatement()
      skipSeparators()
    }
    let span = try closing(.closeBrace, open, expected: "`}`")
    guard case .expression = statements.last?.node else {
      throw reject(
        "This block has no value.", span, hint: "end it with an expression: `{ x = 2; x * 3 }`")
    }
    return Expression(node: .block(statements), span: span)
  }
}
