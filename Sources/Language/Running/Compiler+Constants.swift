// Expressions that are known before anything runs: written out, or made of what is written out.
//
// They are evaluated by the code that would run, and given to the checks that would run, so that
// what is said before a script starts is what would be said where its line runs.
extension Compiler {

  mutating func expression(_ expression: Expression, expecting kind: Kind? = nil) -> Code {
    let before = faults.count + further
    folded = nil
    let code = translated(expression, expecting: kind)
    guard faults.count + further == before else { return code }
    if expression.isLeaf {
      known[expression.span] = folded
      return code
    }
    guard let operands = expression.constantOperands,
      operands.allSatisfy({ known[$0.span] != nil })
    else { return code }
    return folding(code, operands, expression.span)
  }

  private mutating func folding(
    _ code: @escaping Code, _ operands: [Expression], _ span: Span
  ) -> Code {
    var frame = Frame(session, size: 0)
    do throws(Fault) {
      let value = try code(&frame)
      for operand in operands { known[operand.span] = nil }
      known[span] = value
      return constant(value)
    } catch {
      // What may never be needed is left alone until it is: `n > 0 and 1 / 0 > n`.
      return isLazy ? code : noted(error) ?? code
    }
  }

  /// Runs a check of a value that is known already. Its fault is noted here and not met again.
  mutating func check(_ expression: Expression, _ test: (Value) throws(Fault) -> Void) {
    guard let value = known[expression.span] else { return }
    do throws(Fault) {
      try test(value)
    } catch {
      _ = noted(error)
    }
  }

  private mutating func noted(_ fault: Fault) -> Code? {
    guard case .broken(let diagnostic) = fault else { return nil }
    return broken(diagnostic)
  }

  /// Compiles what is evaluated only where something else says so.
  mutating func lazily<T>(_ body: (inout Compiler) -> T) -> T {
    let outer = isLazy
    isLazy = true
    defer { isLazy = outer }
    return body(&self)
  }

  /// A value for a name of the setup.
  mutating func check(_ expression: Expression, _ kind: Kind, of name: String) {
    let (place, session) = (place(expression.span), session)
    check(expression) { (value) throws(Fault) in
      _ = try admit(value, kind, "`\(name)`", place, session)
    }
  }

  /// A value for a parameter of a word, or several where the word asks about each.
  mutating func check(_ value: Expression, _ kind: Kind, _ bound: Binder.Bound, _ word: Word) {
    let (place, session) = (place(value.span), session)
    var question = Question(word, place)
    check(value) { (value) throws(Fault) in
      try question.give(value, to: bound.index, kind, bound.parameter.name, place, session)
    }
  }

  /// The values that a name takes in turn; of a range its first, which is the one that is wrong.
  mutating func check(_ values: Expression, asValuesOf variable: Variable) {
    guard let kind = variable.kind else { return }
    let (place, session) = (place(values.span), session)
    check(values) { (value) throws(Fault) in
      let items: [Value]
      switch value {
      case .list(let list): items = list
      case .range(let range): items = range.count > 0 ? [.quantity(range[0])] : []
      default: items = [value]
      }
      for item in items { _ = try admit(item, kind, "`\(variable.name)`", place, session) }
    }
  }

  mutating func constant(_ value: Value) -> Code {
    folded = value
    // A number alone is copied without a look at what else a value may hold.
    if case .quantity(let quantity) = value { return { (_) throws(Fault) in .quantity(quantity) } }
    return { (_) throws(Fault) in value }
  }

  /// Each fault once: an expression may be made ready more than once.
  static func once(_ faults: [Diagnostic]) -> [Diagnostic] {
    var last: Diagnostic?
    return faults.filter { fault in
      defer { last = fault }
      return fault.start != last?.start || fault.message != last?.message
    }
  }
}

extension Expression {
  /// Whether it is known by itself, if at all.
  fileprivate var isLeaf: Bool {
    switch node {
    case .number, .measured, .name: true
    case .text(let pieces): !pieces.contains { if case .expression = $0 { true } else { false } }
    default: false
    }
  }

  /// What has to be known for it to be known; nil where that is never enough.
  ///
  /// A text with braces shows memory in the units of the moment, and calls may ask the setup.
  fileprivate var constantOperands: [Expression]? {
    switch node {
    case .list(let items): items
    case .record(let fields): fields.map(\.value)
    case .negative(let operand), .not(let operand), .field(let operand, _),
      .conversion(let operand, _):
      [operand]
    case .binary(_, let left, let right), .item(let left, let right): [left, right]
    case .range(let low, let high, _, let step): [low, high] + (step.map { [$0.amount] } ?? [])
    case .choice(let condition, let yes, let no): [condition, yes, no]
    case .changed(let base, let changes): [base] + changes.map(\.value)
    case .number, .measured, .name, .text, .comprehension, .block, .call, .chain: nil
    }
  }
}
