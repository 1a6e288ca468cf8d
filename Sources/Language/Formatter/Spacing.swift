/// Where spaces stand between the tokens of an item, and where its line may break.
struct Spacing {
  let roles: FormatterRoles
  /// Whether newlines end the item, so that it may break behind operators only.
  let isInBlock: Bool
  private var previous: Token.Kind?
  /// Where what came last ends.
  private var behind = 0
  /// Whether what came last can be the left side of an operator.
  private var endsOperand = false
  private var isTight = false
  private var mayBreak = false
  private var isCommand = false
  /// `85%`: a parenthesis right behind it would make a remainder of it.
  private var isPercent = false

  init(roles: FormatterRoles, isInBlock: Bool) {
    self.roles = roles
    self.isInBlock = isInBlock
  }

  /// Whether a parenthesis here opens the arguments of a call.
  var isCall: Bool { endsOperand && !isCommand || previous == .keyword(.with) }
  /// Whether a bracket here opens an index.
  var isIndex: Bool { endsOperand && !isCommand }

  func gap(before token: Token) -> Draft.Gap {
    guard previous != nil else { return .none }
    if isTight || isTight(before: token) { return .none }
    return mayBreak || mayBreak(before: token) ? .soft : .space
  }

  private func isTight(before token: Token) -> Bool {
    switch token.kind {
    case .sign(.dot), .sign(.comma), .sign(.colon): true
    case .sign(.through), .sign(.upTo): !isWideRange
    case .sign(.over), .sign(.times), .sign(.power): isInUnit
    case .sign(.openParenthesis): endsOperand && !isCommand && !isPercent
    case .sign(.openBracket): isIndex
    default: false
    }
  }

  private func mayBreak(before token: Token) -> Bool {
    switch token.kind {
    case .keyword(.then), .keyword(.else): true
    // Of a comprehension; the `if` of a choice has no operand before it.
    case .keyword(.for), .keyword(.if): !isInBlock && endsOperand
    default: false
    }
  }

  private var isInUnit: Bool { roles.unitOperands.contains(behind) }
  private var isWideRange: Bool { roles.wideRanges.contains(behind) }

  /// Takes a token, or the bracket that it opens, for the one that came last.
  mutating func pass(_ token: Token, _ source: Source) {
    let isField = previous == .sign(.dot)
    let isPrefix = !endsOperand
    let (isInUnit, isWideRange) = (isInUnit, isWideRange)
    previous = token.kind
    behind = token.span.end
    (endsOperand, isTight, mayBreak) = (true, false, false)
    isCommand = roles.commands.contains(token.span.start)
    isPercent = token.span.end > 0 && source.bytes[token.span.end - 1] == ascii("%")
    switch token.kind {
    case .name, .number, .text, .newline, .end: break
    case .keyword(let keyword) where !isField:
      endsOperand = false
      mayBreak = [.and, .or, .in, .otherwise].contains(keyword)
    case .keyword: break
    case .sign(let sign): pass(sign, isPrefix: isPrefix, isInUnit, isWideRange)
    }
  }

  /// The bracket that was opened is closed, and ends here.
  mutating func close(behind end: Int) { behind = end }

  private mutating func pass(
    _ sign: Sign, isPrefix: Bool, _ isInUnit: Bool, _ isWideRange: Bool
  ) {
    switch sign {
    case .openParenthesis, .openBracket, .openBrace: return
    case .dot, .dollar: isTight = true
    case .through, .upTo: isTight = !isWideRange
    case .assign, .colon: break
    // `-x`, and the `*2` of a range.
    case .plus, .minus, .times: (isTight, mayBreak) = (isPrefix || isInUnit, !isPrefix)
    case .over, .power: (isTight, mayBreak) = (isInUnit, true)
    default: mayBreak = true
    }
    endsOperand = false
  }
}
