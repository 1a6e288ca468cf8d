// Operators as code. Each is one closure over its two sides, so that a number costs little more
// than its arithmetic.
extension Compiler {

  mutating func negative(_ operand: Expression) -> Code {
    let code = expression(operand)
    let place = place(operand.span)
    return { (frame) throws(Fault) in
      let value = try code(&frame)
      if value.isMissing { return value }
      let quantity = try number(value, place)
      // Not `-x`, which makes a zero that is less than nothing.
      return .quantity(Quantity(0 - quantity.number, quantity.dimension))
    }
  }

  mutating func not(_ operand: Expression) -> Code {
    not(expression(operand), place(operand.span))
  }

  func not(_ code: @escaping Code, _ place: Place) -> Code {
    { (frame) throws(Fault) in
      try knownTruth(try code(&frame), place).map { .truth(!$0) } ?? .missing
    }
  }

  mutating func binary(
    _ op: Operator, _ left: Expression, _ right: Expression, expecting kind: Kind? = nil
  ) -> Code {
    if op == .otherwise { return otherwise(left, right, expecting: kind) }
    let (a, b) = sides(op, left, right)
    return binary(op, a, b, Sides(place(left.span), place(right.span)))
  }

  /// Both sides of an operator. `optimizer == adamw_8bit`: beside a slot a plain word is its choice.
  mutating func sides(
    _ op: Operator, _ left: Expression, _ right: Expression
  ) -> (Code, Code) {
    guard op == .and || op == .or else {
      // Before the compiler changes: what it holds would be copied otherwise.
      let (ofLeft, ofRight) = (kind(of: left), kind(of: right))
      return (expression(left, expecting: ofRight), expression(right, expecting: ofLeft))
    }
    let a = condition(left)
    return (a, lazily { $0.condition(right) })
  }

  /// Operators of one strength, one after another: what there is so far stands in a place of its own.
  mutating func chain(_ first: Expression, _ links: [Expression.Link]) -> Code {
    let place = spot()
    let before: Code = { (frame) throws(Fault) in frame.locals[place] }
    let start = expression(first)
    var span = first.span
    let steps = links.map { link in
      let isLogic = link.op == .and || link.op == .or
      let right =
        isLogic ? lazily { $0.condition(link.operand) } : expression(link.operand)
      let sides = Sides(self.place(span), self.place(link.operand.span))
      span = span.to(link.operand.span)
      return binary(link.op, before, right, sides)
    }
    return { (frame) throws(Fault) in
      frame.locals[place] = try start(&frame)
      for step in steps { frame.locals[place] = try step(&frame) }
      return frame.locals[place]
    }
  }

  private mutating func condition(_ side: Expression) -> Code {
    let code = expression(side)
    let place = place(side.span)
    check(side) { (value) throws(Fault) in _ = try knownTruth(value, place) }
    return code
  }

  /// `largest(batch, fits(gpu)) otherwise 0`: the right side where the left has no answer.
  private mutating func otherwise(
    _ left: Expression, _ right: Expression, expecting kind: Kind?
  ) -> Code {
    let (a, b) = lazily {
      ($0.expression(left, expecting: kind), $0.expression(right, expecting: kind))
    }
    return { (frame) throws(Fault) in
      do throws(Fault) {
        let value = try a(&frame)
        if !value.isMissing { return value }
      } catch {
        guard case .broken(let diagnostic) = error, diagnostic.isUnanswered else { throw error }
      }
      return try b(&frame)
    }
  }

  /// What a slot of the setup takes, for an expression that is its bare name.
  private func kind(of expression: Expression) -> Kind? {
    guard case .name(let name) = expression.node, scope.index(of: name) == nil,
      let kind = session.slot(named: name)?.kind
    else { return nil }
    return kind.choices.isEmpty ? nil : kind
  }

  func binary(
    _ op: Operator, _ a: @escaping Code, _ b: @escaping Code, _ sides: Sides
  ) -> Code {
    switch op {
    case .and: return connective(a, b, sides, decidedBy: false)
    case .or: return connective(a, b, sides, decidedBy: true)
    case .otherwise: return a
    case .equal: return equality(a, b, sides, isEqual: true)
    case .unequal: return equality(a, b, sides, isEqual: false)
    case .less: return comparison(a, b, sides, { $0 < $1 }, { $0 < $1 })
    case .lessOrEqual: return comparison(a, b, sides, { $0 <= $1 }, { $0 <= $1 })
    case .more: return comparison(a, b, sides, { $0 > $1 }, { $0 > $1 })
    case .moreOrEqual: return comparison(a, b, sides, { $0 >= $1 }, { $0 >= $1 })
    case .plus: return arithmetic(op, a, b, sides) { (x, y) throws(Mismatch) in try x + y }
    case .minus: return arithmetic(op, a, b, sides) { (x, y) throws(Mismatch) in try x - y }
    case .times: return arithmetic(op, a, b, sides) { (x, y) throws(Mismatch) in try x * y }
    case .over: return arithmetic(op, a, b, sides) { (x, y) throws(Mismatch) in try x / y }
    case .remainder: return arithmetic(op, a, b, sides) { (x, y) throws(Mismatch) in try x % y }
    case .power:
      return arithmetic(op, a, b, sides) { (x, y) throws(Mismatch) in try x.raised(to: y) }
    }
  }

  /// `and` and `or`: one truth decides alone, and what is missing decides nothing.
  private func connective(
    _ a: @escaping Code, _ b: @escaping Code, _ sides: Sides, decidedBy decisive: Bool
  ) -> Code {
    { (frame) throws(Fault) in
      let left = try knownTruth(try a(&frame), sides.left)
      if left == decisive { return .truth(decisive) }
      let right = try knownTruth(try b(&frame), sides.right)
      if right == decisive { return .truth(decisive) }
      return left == nil || right == nil ? .missing : .truth(!decisive)
    }
  }

  @inline(__always)
  private func arithmetic(
    _ op: Operator, _ a: @escaping Code, _ b: @escaping Code, _ sides: Sides,
    _ work: @escaping @Sendable (Quantity, Quantity) throws(Mismatch) -> Quantity
  ) -> Code {
    return { (frame) throws(Fault) in
      let (left, right) = (try a(&frame), try b(&frame))
      guard let x = left.quantity, let y = right.quantity else {
        if left.isMissing || right.isMissing { return .missing }
        return try multiple(op, left, right, sides, frame.session)
      }
      do throws(Mismatch) {
        return .quantity(try work(x, y))
      } catch {
        throw sides.fault(error, op, x, y)
      }
    }
  }

  @inline(__always)
  private func comparison(
    _ a: @escaping Code, _ b: @escaping Code, _ sides: Sides,
    _ holds: @escaping @Sendable (Double, Double) -> Bool,
    _ holdsOfTexts: @escaping @Sendable (String, String) -> Bool
  ) -> Code {
    { (frame) throws(Fault) in
      let (left, right) = (try a(&frame), try b(&frame))
      guard let x = left.quantity, let y = right.quantity else {
        if left.isMissing || right.isMissing { return .missing }
        if let x = left.wording, let y = right.wording { return .truth(holdsOfTexts(x, y)) }
        throw sides.fault("are not compared by size", left, right)
      }
      guard Dimension.common(x.dimension, y.dimension) != nil else {
        throw sides.incomparable(x, y)
      }
      return .truth(holds(x.number, y.number))
    }
  }

  /// Whether two things are the same; unlike ones side by side are a slip.
  private func equality(
    _ a: @escaping Code, _ b: @escaping Code, _ sides: Sides, isEqual: Bool
  ) -> Code {
    { (frame) throws(Fault) in
      let (left, right) = (try a(&frame), try b(&frame))
      guard let x = left.quantity, let y = right.quantity else {
        let isSame = try frame.session.areSame(left, right, sides)
        return .truth(isSame == isEqual)
      }
      guard Dimension.common(x.dimension, y.dimension) != nil else {
        throw sides.incomparable(x, y)
      }
      return .truth((x.number == y.number) == isEqual)
    }
  }

  mutating func range(
    _ first: Expression, _ last: Expression, _ closed: Bool, _ step: Expression.Step?,
    _ span: Span
  ) -> Code {
    let (low, high) = (expression(first), expression(last))
    let sides = Sides(place(first.span), place(last.span))
    let amount = step.map { (code: expression($0.amount), place: self.place($0.amount.span)) }
    let isFactor = step?.isFactor ?? false
    let place = place(span)
    return { (frame) throws(Fault) in
      let first = try number(try low(&frame), sides.left)
      let last = try number(try high(&frame), sides.right)
      var by = Quantity(1, isFactor ? .none : first.dimension)
      if let amount { by = try number(try amount.code(&frame), amount.place) }
      let step = Stride(amount: by, isFactor: isFactor, isGiven: amount != nil)
      return try progression(first, last, closed, step, place)
    }
  }
}
