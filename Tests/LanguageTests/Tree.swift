import Language

/// Syntax as text: `(+ 1 (* 2 3))`.
enum Tree {
  static func print(_ statement: Statement) -> String {
    switch statement.node {
    case .expression(let value): print(value)
    case .binding(let name, let value): "(bind \(name.text) \(print(value)))"
    case .function(let name, let formals, let body):
      "(function \(name.text) (\(formals.map(print).joined(separator: " "))) \(print(body)))"
    }
  }

  private static func print(_ formal: Formal) -> String {
    formal.name.text + (formal.fallback.map { "=" + print($0) } ?? "")
  }

  private static func print(_ argument: Argument) -> String {
    (argument.label.map { $0.text + ": " } ?? "") + print(argument.value)
  }

  private static func group(_ head: String, _ parts: [String]) -> String {
    "(" + ([head] + parts).joined(separator: " ") + ")"
  }

  static func print(_ expression: Expression) -> String {
    switch expression.node {
    case .number(let number): shortest(number)
    case .measured(let number, let unit): "(unit \(shortest(number)) \(unit.text))"
    case .name(let name): name
    case .text(let pieces): group("text", pieces.map(print))
    case .list(let items): group("list", items.map(print))
    case .record(let fields): group("record", fields.map { "\($0.name.text): \(print($0.value))" })
    case .block(let statements): group("block", statements.map(print))
    case .negative(let inner): group("neg", [print(inner)])
    case .not(let inner): group("not", [print(inner)])
    case .binary(let op, let a, let b): group(op.rawValue, [print(a), print(b)])
    case .chain(let first, let links):
      links.reduce(print(first)) { group($1.op.rawValue, [$0, print($1.operand)]) }
    case .call(let callee, let arguments):
      group("call", [print(callee)] + arguments.map(print))
    case .field(let base, let name): group(".", [print(base), name.text])
    case .item(let base, let index): group("at", [print(base), print(index)])
    case .choice(let c, let a, let b): group("if", [print(c), print(a), print(b)])
    case .conversion(let value, let unit): group("in", [print(value), print(unit)])
    case .changed(let base, let changes): group("with", [print(base)] + changes.map(print))
    case .comprehension(let body, let name, let items, let condition):
      "(for \(name.text) in \(print(items))"
        + (condition.map { " if \(print($0))" } ?? "") + " : \(print(body)))"
    case .range(let a, let b, let closed, let step):
      group(
        closed ? "..." : "..<",
        [print(a), print(b)]
          + (step.map { ["by"] + ($0.isFactor ? ["*"] : []) + [print($0.amount)] } ?? []))
    }
  }

  private static func print(_ piece: Expression.Piece) -> String {
    switch piece {
    case .plain(let text): "\"\(text)\""
    case .expression(let inner): print(inner)
    }
  }

  private static func shortest(_ number: Double) -> String {
    number == number.rounded() && abs(number) < 1e15 ? String(Int(number)) : String(number)
  }
}
