/// Reads tokens as statements. Its methods carry the names of grammar.md's rules.
///
/// A statement that cannot be read is skipped to its end, so that one run reports several faults.
package struct Parser {
  let source: Source
  var tokens: [Token]
  var at = 0
  var depth = 0
  var brackets: [Bracket] = []
  /// Whether this is the inside of braces in a text.
  private(set) var isEmbedded = false

  /// An open bracket, and whether a newline inside it separates statements.
  struct Bracket {
    let span: Span
    let sign: Sign
    let separates: Bool
  }

  /// Brackets and blocks nested deeper than this are refused: each level takes machine stack.
  private static let deepest = 200
  /// Expressions inside one another, long chains of operators included.
  private static let tallest = 400
  /// So many operators of one strength stand in one another; what follows them is a chain.
  static let longestTree = 40
  /// What is no program at all has a fault in every line; nobody reads them all.
  private static let mostFaults = 20

  package static func parse(_ source: Source) -> Script {
    if let offset = source.stranger {
      let fault = unreadable(source, offset)
      return Script(source: source, statements: [], faults: [fault], further: 0)
    }
    let (tokens, strangers) = Lexer.tokens(of: source)
    var parser = Parser(source: source, tokens: tokens)
    let (statements, faults) = parser.script(strangers)
    let ordered = (strangers + faults).sorted { $0.start < $1.start }
    return Script(
      source: source, statements: statements, faults: Array(ordered.prefix(mostFaults)),
      further: max(0, ordered.count - mostFaults))
  }

  /// The kinds of the tokens of a text that may be unfinished, without its end: for completion.
  package static func tokens(_ text: String) -> [Token.Kind] {
    Lexer.tokens(of: Source(text)).0.dropLast().map(\.kind)
  }

  private init(source: Source, tokens: [Token]) {
    self.source = source
    self.tokens = Self.joined(tokens)
  }

  /// The tokens without the newlines before those that go on with the line above. A `-` goes on with a
  /// space behind it, as between two operands.
  private static func joined(_ tokens: [Token]) -> [Token] {
    var joined: [Token] = []
    joined.reserveCapacity(tokens.count)
    for (index, token) in tokens.enumerated() {
      let isMinus =
        token.kind == .sign(.minus) && index + 1 < tokens.count
        && (tokens[index + 1].spaced || tokens[index + 1].kind == .newline)
      if token.kind.goesOn || isMinus {
        while joined.last?.kind == .newline { joined.removeLast() }
      }
      joined.append(token)
    }
    return joined
  }

  /// The expression inside braces of a text. No further line can mend it: the text has its end.
  func embedded(_ span: Span) throws(Rejection) -> Expression {
    let (tokens, faults) = Lexer.tokens(of: source, in: span)
    if let fault = faults.first { throw Rejection(fault.finished) }
    var parser = Parser(source: source, tokens: tokens)
    parser.isEmbedded = true
    parser.depth = depth
    let brace = Span(span.start - 1, span.start)
    parser.brackets = [Bracket(span: brace, sign: .openBrace, separates: false)]
    do throws(Rejection) {
      let inner = try parser.expression()
      guard parser.peek == .end else { throw parser.unexpected("the end of the braces") }
      return inner
    } catch {
      throw Rejection(error.diagnostic.finished)
    }
  }

  // MARK: tokens

  /// Newlines are passed over wherever they do not separate statements.
  private var token: Token {
    mutating get {
      if brackets.last?.separates == false { skipNewlines() }
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

  /// Takes a sign or a keyword behind which a line may break.
  mutating func takeOpen(_ kind: Token.Kind) -> Bool {
    guard peek == kind else { return false }
    take()
    skipNewlines()
    return true
  }

  mutating func skipNewlines() {
    while tokens[at].kind == .newline { at += 1 }
  }

  /// Whether the next token follows the last one with no white space between.
  var isAttached: Bool { mutating get { !token.spaced } }

  /// The end of the last token taken.
  var behind: Int { at > 0 ? tokens[at - 1].span.end : tokens[0].span.start }

  // MARK: script

  // script = { newline | ";" } [ statement { ( newline | ";" ) [ statement ] } ]
  private mutating func script(_ strangers: [Diagnostic]) -> ([Statement], [Diagnostic]) {
    var statements: [Statement] = []
    var faults: [Diagnostic] = []
    var passed = 0
    while true {
      let before = behind
      skipSeparators()
      if peek == .end { return (statements, faults) }
      let start = at
      do throws(Rejection) {
        statements.append(try statement())
        try endOfStatement()
      } catch {
        recover(from: start)
        // Where a sign could not be read, what follows from it is not worth saying.
        let end = max(before, tokens[at].span.end)
        while passed < strangers.count, strangers[passed].start < before { passed += 1 }
        let isStrange = passed < strangers.count && strangers[passed].start <= end
        if !isStrange { faults.append(error.diagnostic) }
      }
    }
  }

  mutating func skipSeparators() {
    while peek == .newline || peek == .sign(.semicolon) { take() }
  }

  mutating func endOfStatement() throws(Rejection) {
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

  // MARK: brackets

  /// Opens a bracket; inside it a newline is white space, or separates statements.
  mutating func opening(_ sign: Sign, separating: Bool = false) throws(Rejection) -> Span {
    let span = here
    guard take(sign) else { throw unexpected("`\(sign.rawValue)`") }
    guard brackets.count < Self.deepest else { throw tooDeep(span) }
    brackets.append(Bracket(span: span, sign: sign, separates: separating))
    return span
  }

  /// Closes it, and gives the span of the whole.
  mutating func closing(
    _ sign: Sign, _ open: Span, expected: String? = nil
  ) throws(Rejection) -> Span {
    let end = here
    guard peek == .sign(sign) else { throw unclosed(expected ?? "`,` or `\(sign.rawValue)`") }
    // The token behind the bracket belongs to the outer level: it must not skip its newline.
    at += 1
    brackets.removeLast()
    return open.to(end)
  }

  // MARK: bounds

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
}

/// A fault found by the parser.
struct Rejection: Error {
  var diagnostic: Diagnostic
  init(_ diagnostic: Diagnostic) { self.diagnostic = diagnostic }
}

extension Diagnostic {
  /// Where it points, for putting faults in the order of the text.
  var start: Int { labels.first?.place.span.start ?? 0 }

  fileprivate var finished: Diagnostic {
    var copy = self
    copy.isUnfinished = false
    return copy
  }
}
