/// Lays scripts out in the one layout of the language, without changing what they mean.
///
/// Three steps: `FormatterRoles` asks the tree what tokens alone do not tell, `DraftReader` puts the
/// tokens and the comments between them into a `Draft`, and `DraftPrinter` writes that.
package enum Formatter {

  /// The script laid out, or nil when it has faults: what cannot be read is left as it is.
  package static func format(_ script: Script) -> [UInt8]? {
    guard script.faults.isEmpty else { return nil }
    var reader = DraftReader(script)
    var printer = DraftPrinter(script.source)
    printer.print(reader.draft())
    return printer.bytes
  }
}

/// What only the tree knows about the tokens of a script, by the places of bytes.
struct FormatterRoles {
  /// Where statements start: a newline before anything else ends none.
  private(set) var statements: Set<Int> = []
  /// Where words stand whose arguments have no parentheses.
  private(set) var commands: Set<Int> = []
  /// Where operands end behind which an operator takes no spaces: the `/` of `2 bytes/param`.
  private(set) var unitOperands: Set<Int> = []
  /// Where operands end behind which `...` takes spaces, as a sum is one of its sides.
  private(set) var wideRanges: Set<Int> = []

  init(_ script: Script) {
    for statement in script.statements { visit(statement) }
  }

  private mutating func visit(_ statement: Statement) {
    statements.insert(statement.span.start)
    switch statement.node {
    case .binding(_, let value): visit(value)
    case .function(_, let formals, let body):
      for fallback in formals.compactMap(\.fallback) { visit(fallback) }
      visit(body)
    case .expression(let value):
      if isCommand(value, at: statement.span.start) { commands.insert(statement.span.start) }
      visit(value)
    }
  }

  /// A call whose first argument follows the word with no bracket between that belongs to the call:
  /// then, and only then, the call ends where its last argument does.
  private func isCommand(_ value: Expression, at start: Int) -> Bool {
    guard case .call(let callee, let arguments) = value.node, case .name = callee.node,
      callee.span.start == start, let last = arguments.last
    else { return false }
    return last.span.end == value.span.end
  }

  private mutating func visit(_ expression: Expression) {
    switch expression.node {
    // What stands in a text is kept as it is.
    case .number, .measured, .text, .name: return
    case .list(let items): for item in items { visit(item) }
    case .comprehension(let body, _, let items, let condition):
      visit(body)
      visit(items)
      if let condition { visit(condition) }
    case .record(let fields): for field in fields { visit(field.value) }
    case .block(let statements): for statement in statements { visit(statement) }
    case .negative(let inner), .not(let inner), .field(let inner, _): visit(inner)
    case .binary(let op, let a, let b):
      if op == .over, a.endsInMeasure, b.isUnit { unitOperands.insert(a.span.end) }
      visit(a)
      visit(b)
    case .chain(let first, let links):
      visit(first)
      for link in links { visit(link.operand) }
    case .item(let a, let b):
      visit(a)
      visit(b)
    case .range(let a, let b, _, let step):
      if a.isOperation || b.isOperation { wideRanges.insert(a.span.end) }
      visit(a)
      visit(b)
      if let step { visit(step.amount) }
    case .call(let inner, let arguments), .changed(let inner, let arguments):
      visit(inner)
      for argument in arguments { visit(argument.value) }
    case .choice(let a, let b, let c):
      visit(a)
      visit(b)
      visit(c)
    case .conversion(let value, let unit):
      visit(value)
      if unit.isUnit { tighten(unit) } else { visit(unit) }
    }
  }

  private mutating func tighten(_ unit: Expression) {
    guard case .binary(_, let a, let b) = unit.node else { return }
    unitOperands.insert(a.span.end)
    tighten(a)
    tighten(b)
  }
}

extension Expression {
  /// `GiB`, `tokens/s`, `s^2`
  fileprivate var isUnit: Bool {
    switch node {
    case .name(let name): Unit.named(name) != nil
    case .binary(.over, let a, let b), .binary(.times, let a, let b): a.isUnit && b.isUnit
    case .binary(.power, let base, let exponent):
      if case .number = exponent.node { base.isUnit } else { false }
    default: false
    }
  }

  /// `24 GiB`, `2 bytes/param`
  fileprivate var isMeasure: Bool {
    switch node {
    case .measured: true
    case .binary(.over, let a, let b): a.isMeasure && b.isUnit
    default: false
    }
  }

  /// Whether a unit behind it belongs to its last number: `8B params * 2 bytes` in front of `/param`.
  fileprivate var endsInMeasure: Bool {
    switch node {
    case .measured: true
    case .binary(.over, let a, let b):
      b.endsInMeasure || span.start == a.span.start && a.endsInMeasure && b.isUnit
    case .binary(.times, let a, let b): span.start == a.span.start && b.endsInMeasure
    default: false
    }
  }

  /// Whether it has an operator of its own outside parentheses.
  fileprivate var isOperation: Bool {
    switch node {
    case .binary(_, let left, _): !isMeasure && span.start == left.span.start
    case .chain(let first, _): span.start == first.span.start
    case .choice: true
    default: false
    }
  }
}
