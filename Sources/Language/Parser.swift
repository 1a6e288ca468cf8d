/// Reads tokens as statements. Its methods carry the names of grammar.md's rules.
///
/// A statement that cannot be read is skipped to its end, so that one run reports several faults.
package struct Parser {
  let source: Source
  private var tokens: [Token]
  private var at = 0
  /// For each open bracket, whether a newline inside it separates statements.
  private var brackets: [Bool] = []
  private var depth = 0
  private var faults: [Diagnostic]

  /// Brackets and blocks nested deeper than this are refused: each level takes machine stack.
  private static let deepest = 200
  /// Expressions inside one another, long chains of operators included.
  private static let tallest = 400

  package static func parse(_ source: Source) -> Script {
    let (tokens, faults) = Lexer.tokens(of: source)
    var parser = Parser(source: source, tokens: tokens, faults: faults)
    let statements = parser.script()
    let ordered = parser.faults.sorted { $0.start < $1.start }
    return Script(source: source, statements: statements, faults: ordered)
  }

  /// The kinds of the tokens of a text that may be unfinished, without its end: for completion.
  package static func tokens(_ text: String) -> [Token.Kind] {
    Lexer.tokens(of: Source(text)).0.dropLast().map(\.kind)
  }

  /// The expression inside braces of a text.
  private func embedded(_ span: Span) throws(Rejection) -> Expression {
    let (tokens, faults) = Lexer.tokens(of: source, in: span)
    if let fault = faults.first { throw Rejection(fault) }
    var parser = Parser(source: source, tokens: tokens, faults: [])
    parser.depth = depth
    let inner = try parser.expression()
    parser.skipNewlines()
    guard parser.peek == .end else { throw parser.unexpected("the end of the braces") }
    return inner
  }

  private init(source: Source, tokens: [Token], faults: [Diagnostic]) {
    self.source = source
    self.tokens = tokens
    self.faults = faults
  }

  // MARK: tokens

  /// Newlines are passed over wherever they do not separate statements.
  private var token: Token {
    mutating get {
      if brackets.last == false { skipNewlines() }
      return tokens[at]
    }
  }

  var peek: Token.Kind { mutating get { token.kind } }
  var here: Span { mutating get { token.span } }

  /// The kind of the token some places further on, newlines not counted.
  func ahead(_ count: Int) -> Token.Kind {
    var index = at
    var left = count
    while index < tokens.count - 1 {
      if tokens[index].kind != .newline {
        if left == 0 { break }
        left -= 1
      }
      index += 1
    }
    return tokens[index].kind
  }

  @discardableResult
  mutating func take() -> Token {
    let current = token
    if at < tokens.count - 1 { at += 1 }
    return current
  }

  mutating func take(_ sign: Sign) -> Bool {
    guard peek == .sign(sign) else { return false }
    take()
    return true
  }

  mutating func take(_ keyword: Keyword) -> Bool {
    guard peek == .keyword(keyword) else { return false }
    take()
    return true
  }

  mutating func skipNewlines() {
    while tokens[at].kind == .newline { at += 1 }
  }

  /// Whether the next token follows the last one with no white space between.
  var isAttached: Bool { mutating get { !token.spaced } }

  /// The end of the last token taken.
  var behind: Int { at > 0 ? tokens[at - 1].span.end : 0 }

  // MARK: script = { statement ( newline | ";" ) }

  private mutating func script() -> [Statement] {
    var statements: [Statement] = []
    while true {
      skipSeparators()
      if peek == .end { return statements }
      let start = at
      do throws(Rejection) {
        statements.append(try statement())
        try endOfStatement()
      } catch {
        faults.append(error.diagnostic)
        recover(from: start)
      }
    }
  }

  private mutating func skipSeparators() {
    while peek == .newline || peek == .sign(.semicolon) { take() }
  }

  private mutating func endOfStatement() throws(Rejection) {
    switch peek {
    case .newline, .end, .sign(.semicolon): return
    case .sign(.closeBrace) where !brackets.isEmpty: return
    default: throw unexpected("the end of the statement")
    }
  }

  /// Skips to the end of a statement that could not be read: the first newline or `;` that stands
  /// in none of its brackets.
  private mutating func recover(from start: Int) {
    brackets = []
    depth = 0
    let failed = at
    at = start
    var open = 0
    while tokens[at].kind != .end {
      switch tokens[at].kind {
      case .sign(.openParenthesis), .sign(.openBracket), .sign(.openBrace): open += 1
      case .sign(.closeParenthesis), .sign(.closeBracket), .sign(.closeBrace): open -= 1
      case .newline where open <= 0 && at >= failed: return
      case .sign(.semicolon) where open <= 0 && at >= failed: return
      default: break
      }
      at += 1
    }
  }

  // block = "{" statement { ( newline | ";" ) statement } "}"
  mutating func block() throws(Rejection) -> Expression {
    let open = try opening(.openBrace, separating: true)
    var statements: [Statement] = []
    skipSeparators()
    while peek != .sign(.closeBrace), peek != .end {
      statements.append(try statement())
      try endOfStatement()
      skipSeparators()
    }
    let span = try closing(.closeBrace, open)
    guard case .expression = statements.last?.node else {
      throw reject(
        "This block has no value.", span, hint: "end it with an expression: `{ x = 2; x * 3 }`")
    }
    return Expression(node: .block(statements), span: span)
  }

  // MARK: statement

  // statement = name "=" expression | name "(" formals ")" "=" expression | command | expression
  private mutating func statement() throws(Rejection) -> Statement {
    let start = here
    if case .name(let text) = peek {
      let name = Name(text: text, span: start)
      if ahead(1) == .sign(.assign) { return try binding(name) }
      if isFunction { return try function(name) }
      if isCommand { return try command(name) }
    }
    let value = try expression()
    return Statement(node: .expression(value), span: value.span)
  }

  private mutating func binding(_ name: Name) throws(Rejection) -> Statement {
    take()
    take()
    skipNewlines()
    let value = try expression()
    return Statement(node: .binding(name, value), span: name.span.to(value.span))
  }

  /// Whether a parameter list and `=` follow the name: `f(x, y = 2) =`.
  private var isFunction: Bool {
    guard ahead(1) == .sign(.openParenthesis) else { return false }
    var open = 0
    var index = at + 1
    while index < tokens.count {
      switch tokens[index].kind {
      case .sign(.openParenthesis), .sign(.openBracket), .sign(.openBrace): open += 1
      case .sign(.closeParenthesis), .sign(.closeBracket), .sign(.closeBrace):
        open -= 1
        if open == 0 { return tokens[min(index + 1, tokens.count - 1)].kind == .sign(.assign) }
      case .end: return false
      default: break
      }
      index += 1
    }
    return false
  }

  private mutating func function(_ name: Name) throws(Rejection) -> Statement {
    take()
    let open = try opening(.openParenthesis)
    var formals: [Formal] = []
    while peek != .sign(.closeParenthesis) {
      let formal = try self.name("a parameter's name")
      if let twin = formals.first(where: { $0.name.text == formal.text }) {
        throw reject("`\(twin.name.text)` is a parameter twice.", formal.span)
      }
      let fallback = take(.assign) ? try expression() : nil
      formals.append(Formal(name: formal, fallback: fallback))
      if !take(.comma) { break }
    }
    _ = try closing(.closeParenthesis, open)
    take()
    skipNewlines()
    let body = try expression()
    return Statement(node: .function(name, formals, body), span: name.span.to(body.span))
  }

  /// Whether a word and its arguments without parentheses stand here: `fits rtx4090`.
  private var isCommand: Bool {
    guard at + 1 < tokens.count else { return false }
    let next = tokens[at + 1]
    switch next.kind {
    case .name, .number, .text, .sign(.dollar), .keyword(.not), .keyword(.if): return true
    case .sign(.openBracket), .sign(.openBrace): return next.spaced
    default: return false
    }
  }

  // command = name argument { "," argument }
  private mutating func command(_ name: Name) throws(Rejection) -> Statement {
    take()
    var arguments = [try argument()]
    while take(.comma) {
      skipNewlines()
      arguments.append(try argument())
    }
    let callee = Expression(node: .name(name.text), span: name.span)
    let span = name.span.to(Span(name.span.start, behind))
    var call = Expression(node: .call(callee, arguments), span: span)
    while peek == .sign(.pipe) { call = try piped(call) }
    return Statement(node: .expression(call), span: call.span)
  }

  // MARK: brackets

  /// Opens a bracket; inside it a newline is white space, or separates statements.
  mutating func opening(_ sign: Sign, separating: Bool = false) throws(Rejection) -> Span {
    let span = here
    guard take(sign) else { throw unexpected("`\(sign.rawValue)`") }
    guard brackets.count < Self.deepest else { throw tooDeep(span) }
    brackets.append(separating)
    return span
  }

  /// Closes it, and gives the span of the whole.
  mutating func closing(_ sign: Sign, _ open: Span) throws(Rejection) -> Span {
    let end = here
    guard peek == .sign(sign) else {
      if peek == .end {
        var fault = Diagnostic(
          .syntax, "This `\(source.text(open))` is never closed.", at: Place(source, open),
          hint: "close it with `\(sign.rawValue)`")
        fault.isUnfinished = true
        throw Rejection(fault)
      }
      var fault = unexpected("`,` or `\(sign.rawValue)`").diagnostic
      fault.labels.append(Diagnostic.Label(Place(source, open), "opened here"))
      throw Rejection(fault)
    }
    // The token behind the bracket belongs to the outer level: it must not skip its newline.
    at += 1
    brackets.removeLast()
    return open.to(end)
  }

  /// Runs a rule one level deeper.
  mutating func nested(
    _ rule: (inout Parser) throws(Rejection) -> Expression
  ) throws(Rejection) -> Expression {
    guard depth < Self.deepest else { throw tooDeep(here) }
    depth += 1
    defer { depth -= 1 }
    return try rule(&self)
  }

  /// The expression, unless it is too tall to be worked on safely.
  func bounded(_ expression: Expression) throws(Rejection) -> Expression {
    guard expression.height <= Self.tallest else { throw tooDeep(expression.span) }
    return expression
  }

  mutating func pieces(_ pieces: [TextPiece]) throws(Rejection) -> [Expression.Piece] {
    var parsed: [Expression.Piece] = []
    for piece in pieces {
      switch piece {
      case .plain(let text): parsed.append(.plain(text))
      case .expression(let span): parsed.append(.expression(try embedded(span)))
      }
    }
    return parsed
  }
}

/// A fault found by the parser.
struct Rejection: Error {
  let diagnostic: Diagnostic
  init(_ diagnostic: Diagnostic) { self.diagnostic = diagnostic }
}

extension Diagnostic {
  fileprivate var start: Int { labels.first?.place.span.start ?? 0 }
}
