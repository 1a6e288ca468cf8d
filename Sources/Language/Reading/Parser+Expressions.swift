// The rules of expressions, from the loosest to the tightest.
extension Parser {

  // expression = conversion { "|" call }
  mutating func expression() throws(Rejection) -> Expression {
    try nested { (parser) throws(Rejection) in
      var left = try parser.conversion()
      while parser.peek == .sign(.pipe) { left = try parser.bounded(try parser.piped(left)) }
      return try parser.bounded(left)
    }
  }

  /// `left | f(x)` is `f(left, x)`.
  mutating func piped(_ left: Expression) throws(Rejection) -> Expression {
    _ = takeOpen(.sign(.pipe))
    if peek == .sign(.pipe) { throw unexpected("a word or a function") }
    let right = try conversion()
    let span = left.span.to(right.span)
    let first = Argument(label: nil, value: left)
    switch right.node {
    case .call(let callee, let arguments):
      return Expression(node: .call(callee, [first] + arguments), span: span)
    case .name:
      return Expression(node: .call(right, [first]), span: span)
    case .binary, .chain, .conversion, .range, .not, .field:
      throw reject(
        "A pipe leads into a word or a function, and this goes on behind it.", right.span,
        hint: "put the pipe in parentheses: `(models | count) > 5`")
    default:
      throw reject(
        "A pipe leads into a word or a function.", right.span,
        hint: "for example `models | count`")
    }
  }

  // conversion = disjunction { "in" unit }
  private mutating func conversion() throws(Rejection) -> Expression {
    var value = try binary(.or)
    while takeOpen(.keyword(.in)) {
      let unit = try binary(.product)
      let span = value.span.to(unit.span)
      value = try bounded(Expression(node: .conversion(value, unit), span: span))
    }
    return value
  }

  /// The levels of operators between two operands: or, and, not, comparison, otherwise, range, sum,
  /// product.
  private mutating func binary(_ strength: Operator.Strength) throws(Rejection) -> Expression {
    switch strength {
    case .not: return try negation()
    case .range: return try range()
    case .sign: return try sign()
    default: break
    }
    let left = try binary(strength.tighter)
    return Operator(peek)?.strength == strength ? try operators(strength, behind: left) : left
  }

  /// Operators of one strength with their right sides: apart from `binary`, which stands on the stack
  /// once for each strength wherever brackets nest.
  private mutating func operators(
    _ strength: Operator.Strength, behind first: Expression
  ) throws(Rejection) -> Expression {
    var left = first
    var links: [Expression.Link] = []
    var count = 0
    while let op = binaryOperator(strength) {
      let right = try binary(strength.tighter)
      if strength == .comparison, binaryOperator(.comparison, taking: false) != nil {
        throw chained(left, op, right)
      }
      count += 1
      // What is to stand in for a missing answer must be around what may have none: no chain.
      guard count <= Self.longestTree || op == .otherwise else {
        links.append(Expression.Link(op: op, operand: right))
        continue
      }
      left = try bounded(Expression(node: .binary(op, left, right), span: left.span.to(right.span)))
    }
    guard let last = links.last else { return left }
    let span = left.span.to(last.operand.span)
    return try bounded(Expression(node: .chain(left, links), span: span))
  }

  private mutating func binaryOperator(
    _ strength: Operator.Strength, taking: Bool = true
  ) -> Operator? {
    guard let op = Operator(peek), op.strength == strength else { return nil }
    if taking {
      take()
      skipNewlines()
    }
    return op
  }

  private mutating func chained(
    _ left: Expression, _ op: Operator, _ right: Expression
  ) -> Rejection {
    let middle = source.text(right.span)
    return reject(
      "Comparisons do not chain.", here,
      hint: "write `\(source.text(left.span)) \(op.rawValue) \(middle) and \(middle) …`")
  }

  // negation = "not" negation | comparison
  private mutating func negation() throws(Rejection) -> Expression {
    let start = here
    guard takeOpen(.keyword(.not)) else { return try binary(.comparison) }
    return try nested { (parser) throws(Rejection) in
      let operand = try parser.negation()
      return Expression(node: .not(operand), span: start.to(operand.span))
    }
  }

  // range = sum [ ( "..." | "..<" ) sum [ "by" [ "*" ] sum ] ]
  private mutating func range() throws(Rejection) -> Expression {
    let lower = try binary(.sum)
    let closed = takeOpen(.sign(.through))
    guard closed || takeOpen(.sign(.upTo)) else { return lower }
    let upper = try binary(.sum)
    var step: Expression.Step?
    var span = lower.span.to(upper.span)
    if takeOpen(.keyword(.by)) {
      let isFactor = takeOpen(.sign(.times))
      let amount = try binary(.sum)
      step = Expression.Step(isFactor: isFactor, amount: amount)
      span = span.to(amount.span)
    }
    return Expression(node: .range(lower, upper, closed: closed, step: step), span: span)
  }

  // sign = ( "-" | "+" ) sign | power
  private mutating func sign() throws(Rejection) -> Expression {
    let start = here
    let isNegative = takeOpen(.sign(.minus))
    guard isNegative || takeOpen(.sign(.plus)) else { return try power() }
    return try nested { (parser) throws(Rejection) in
      let operand = try parser.sign()
      guard isNegative else {
        return Expression(node: operand.node, span: start.to(operand.span))
      }
      return Expression(node: .negative(operand), span: start.to(operand.span))
    }
  }

  // power = postfix [ "^" sign ]
  private mutating func power() throws(Rejection) -> Expression {
    let base = try postfix()
    guard takeOpen(.sign(.power)) else { return base }
    let exponent = try nested { (parser) throws(Rejection) in try parser.sign() }
    return Expression(node: .binary(.power, base, exponent), span: base.span.to(exponent.span))
  }

  // postfix = primary { "(" arguments ")" | "." name | "[" expression "]" | "with" "(" … ")" }
  private mutating func postfix() throws(Rejection) -> Expression {
    var value = try primary()
    while true {
      value = try bounded(value)
      switch peek {
      case .sign(.openParenthesis):
        let (arguments, span) = try arguments()
        value = Expression(node: .call(value, arguments), span: value.span.to(span))
      case .sign(.dot):
        _ = takeOpen(.sign(.dot))
        let name = try name("the name of a field", orKeyword: true)
        value = Expression(node: .field(value, name), span: value.span.to(name.span))
      case .sign(.openBracket) where isAttached:
        let open = try opening(.openBracket)
        let index = try expression()
        let span = try closing(.closeBracket, open)
        value = Expression(node: .item(value, index), span: value.span.to(span))
      case .keyword(.with):
        _ = takeOpen(.keyword(.with))
        let (changes, span) = try arguments()
        value = Expression(node: .changed(value, changes), span: value.span.to(span))
      default: return value
      }
    }
  }

  // arguments = "(" [ argument { "," argument } [ "," ] ] ")"
  private mutating func arguments() throws(Rejection) -> ([Argument], Span) {
    let open = try opening(.openParenthesis)
    var arguments: [Argument] = []
    while peek != .sign(.closeParenthesis) {
      arguments.append(try argument())
      if !take(.comma) { break }
    }
    return (arguments, try closing(.closeParenthesis, open))
  }

  // argument = [ name ":" ] expression
  mutating func argument() throws(Rejection) -> Argument {
    guard case .name(let text) = peek else { return Argument(label: nil, value: try expression()) }
    let label = Name(text: text, span: here)
    switch ahead(1) {
    case .sign(.colon):
      take()
      take()
      return Argument(label: label, value: try expression())
    case .sign(.assign) where ahead(2) == .sign(.more):
      throw reject(
        "A function is not written inside a call.", label.span,
        hint: "give it a name before, `\(lambda(label.span, assign: at + 1))`, and write `f` here")
    case .sign(.assign):
      throw reject(
        "An argument is named with a colon.", label.span, hint: mendedArguments(label))
    default: return Argument(label: nil, value: try expression())
    }
  }
}
