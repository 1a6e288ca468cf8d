/// Reads the tokens of a script without faults into a `Draft`.
///
/// Comments are no tokens: they are found in the gaps between tokens, so that the lexer need not
/// keep them for those who only run scripts.
struct DraftReader {
  private enum Piece {
    case token(Token)
    case comment([UInt8])
    case newline
  }

  private let source: Source
  private let roles: FormatterRoles
  private var pieces: [Piece] = []
  private var at = 0
  /// Where the bracket that was read last ends.
  private var end = 0

  init(_ script: Script) {
    source = script.source
    roles = FormatterRoles(script)
    var behind = 0
    for token in Lexer.tokens(of: source).0 {
      if let comment = comment(in: behind..<token.span.start) { pieces.append(.comment(comment)) }
      behind = token.span.end
      switch token.kind {
      case .newline: pieces.append(.newline)
      case .end: break
      default: pieces.append(.token(token))
      }
    }
  }

  /// A gap between tokens holds white space and at most one comment, which is its end.
  private func comment(in gap: Range<Int>) -> [UInt8]? {
    guard let start = source.bytes[gap].firstIndex(of: ascii("#")) else { return nil }
    let text = source.bytes[start..<gap.upperBound]
    let blanks = [ascii(" "), ascii("\t"), ascii("\r")]
    let end = text.lastIndex { !blanks.contains($0) } ?? start
    return Array(text[...end])
  }

  mutating func draft() -> Draft {
    let (items, dangling) = items(inBlock: true)
    return Draft(items: items, dangling: dangling)
  }

  // MARK: items

  /// The statements of a script or a block, or what commas part in other brackets, up to the
  /// closing bracket.
  private mutating func items(inBlock: Bool) -> ([Draft.Item], [Draft.Comment]) {
    var items: [Draft.Item] = []
    var pending: [Draft.Comment] = []
    var newlines = 0
    while at < pieces.count {
      switch pieces[at] {
      case .newline:
        newlines += 1
        at += 1
      case .comment(let text):
        if newlines == 0, !items.isEmpty, pending.isEmpty {
          items[items.count - 1].trailing.append(text)
        } else {
          pending.append(Draft.Comment(text: text, isApart: newlines > 1))
        }
        newlines = 0
        at += 1
      case .token(let token) where token.isClosing: return (items, pending)
      case .token(let token) where token.kind == .sign(inBlock ? .semicolon : .comma): at += 1
      case .token:
        let before = at
        var item = item(inBlock: inBlock)
        item.leading = pending
        item.isApart = newlines > 1
        if inBlock, item.beginsWithSign, !items.isEmpty { items[items.count - 1].isClosed = true }
        item.sharesLine = newlines == 0 && pending.isEmpty && items.last?.trailing.isEmpty == true
        items.append(item)
        (pending, newlines) = ([], 0)
        // A script without faults has nothing that begins no item; but nothing may hang either.
        if at == before { at += 1 }
      }
    }
    return (items, pending)
  }

  private mutating func item(inBlock: Bool) -> Draft.Item {
    var spacing = Spacing(roles: roles, isInBlock: inBlock)
    var parts: [Draft.Part] = []
    var held: [[UInt8]] = []
    while at < pieces.count, !isEnd(inBlock: inBlock, isFirst: parts.isEmpty) {
      switch pieces[at] {
      case .newline: at += 1
      case .comment(let text):
        held.append(text)
        at += 1
      case .token(let token):
        let gap = spacing.gap(before: token)
        let shape = shape(of: token, spacing)
        spacing.pass(token, source)
        at += 1
        let body = shape.map { Draft.Body.group(group($0, token)) } ?? .word(spelling(of: token))
        if shape != nil { spacing.close(behind: end) }
        // A comment waits for a place where the line may break.
        let isBreak = gap == .soft
        parts.append(Draft.Part(gap: gap, body: body, comments: isBreak ? held : []))
        if isBreak { held = [] }
      }
    }
    return Draft.Item(parts, trailing: held)
  }

  /// Whether the item ends here. A newline or a comment ends it where what follows is not its own.
  private func isEnd(inBlock: Bool, isFirst: Bool) -> Bool {
    var index = at
    while index < pieces.count {
      if case .token(let token) = pieces[index] {
        if token.isClosing { return true }
        if !inBlock { return token.kind == .sign(.comma) }
        if token.kind == .sign(.semicolon) { return true }
        return index > at && !isFirst && roles.statements.contains(token.span.start)
      }
      index += 1
    }
    return true
  }

  // MARK: brackets

  private func shape(of token: Token, _ spacing: Spacing) -> Draft.Group.Shape? {
    switch token.kind {
    case .sign(.openParenthesis): return spacing.isCall ? .arguments : .single
    case .sign(.openBracket): return spacing.isIndex ? .single : .list
    case .sign(.openBrace): return isBlock ? .block : .record
    default: return nil
    }
  }

  /// Whether the brace here opens a block: a statement stands in it.
  private var isBlock: Bool {
    for case .token(let token) in pieces[(at + 1)...] where token.kind != .sign(.semicolon) {
      return roles.statements.contains(token.span.start)
    }
    return false
  }

  /// The bracket whose opening sign was just passed.
  private mutating func group(_ shape: Draft.Group.Shape, _ open: Token) -> Draft.Group {
    let (items, dangling) = items(inBlock: shape == .block)
    if at < pieces.count, case .token(let closing) = pieces[at] { end = closing.span.end }
    at += 1
    guard case .sign(let sign) = open.kind else {
      return Draft.Group(shape, .openParenthesis, items, dangling: dangling)
    }
    let isComprehension = shape == .list && items.first?.isComprehension == true
    return Draft.Group(isComprehension ? .single : shape, sign, items, dangling: dangling)
  }

  /// Signs of mathematics in their ASCII spelling, all else as it is written.
  private func spelling(of token: Token) -> [UInt8] {
    if case .sign(let sign) = token.kind { return Array(sign.rawValue.utf8) }
    return Array(source.bytes[token.span.start..<token.span.end])
  }
}

extension Token {
  fileprivate var isClosing: Bool {
    switch kind {
    case .sign(.closeParenthesis), .sign(.closeBracket), .sign(.closeBrace): true
    default: false
    }
  }
}

extension Draft.Item {
  fileprivate var isComprehension: Bool {
    parts.contains { part in
      if case .word(let text) = part.body {
        text.elementsEqual(Keyword.for.rawValue.utf8)
      } else {
        false
      }
    }
  }
}
