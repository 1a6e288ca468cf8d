/// A name as it stands in the program.
package struct Name: Sendable {
  package let text: String
  package let span: Span
}

/// `name = value`, `name(parameters) = value`, or an expression whose value is the answer.
package struct Statement: Sendable {
  package enum Node: Sendable {
    case binding(Name, Expression)
    case function(Name, [Formal], Expression)
    case expression(Expression)
  }

  package let node: Node
  package let span: Span
}

/// A parameter of a function of the user.
package struct Formal: Sendable {
  package let name: Name
  package let fallback: Expression?
}

/// An argument of a call, named or not.
package struct Argument: Sendable {
  package let label: Name?
  package let value: Expression
  package var span: Span { label.map { $0.span.to(value.span) } ?? value.span }
}

package struct Expression: Sendable {
  package let node: Node
  package let span: Span
  /// How many expressions stand inside one another: each takes machine stack to work on.
  package let height: Int

  init(node: Node, span: Span) {
    self.node = node
    self.span = span
    height = 1 + node.innerHeight
  }

  package indirect enum Node: Sendable {
    case number(Double)
    /// `24 GiB`, `$1.40`
    case measured(Double, unit: Name)
    case text([Piece])
    case name(String)
    case list([Expression])
    /// `[body for name in items if condition]`
    case comprehension(Expression, Name, Expression, condition: Expression?)
    case record([(name: Name, value: Expression)])
    case block([Statement])
    case negative(Expression)
    case not(Expression)
    case binary(Operator, Expression, Expression)
    /// More operators of one strength than anybody writes by hand: a tree of them would be too tall.
    case chain(Expression, [Link])
    case range(Expression, Expression, closed: Bool, step: Step?)
    case call(Expression, [Argument])
    case field(Expression, Name)
    case item(Expression, Expression)
    case choice(Expression, then: Expression, else: Expression)
    /// `x in GiB`
    case conversion(Expression, Expression)
    /// `plan with (batch: 4)`
    case changed(Expression, [Argument])
  }

  package enum Piece: Sendable {
    case plain(String)
    case expression(Expression)
  }

  /// An operator of a chain and its right side.
  package struct Link: Sendable {
    package let op: Operator
    package let operand: Expression
  }

  /// `by 512`, `by *2`
  package struct Step: Sendable {
    package let isFactor: Bool
    package let amount: Expression
  }
}

extension Expression.Node {
  fileprivate var innerHeight: Int {
    switch self {
    case .number, .measured, .name: 0
    case .text(let pieces): pieces.map(\.height).max() ?? 0
    case .list(let items): items.map(\.height).max() ?? 0
    case .comprehension(let body, _, let items, let condition):
      max(body.height, items.height, condition?.height ?? 0)
    case .record(let fields): fields.map(\.value.height).max() ?? 0
    case .block(let statements): statements.map(\.height).max() ?? 0
    case .negative(let inner), .not(let inner), .field(let inner, _): inner.height
    case .binary(_, let a, let b), .item(let a, let b), .conversion(let a, let b):
      max(a.height, b.height)
    case .chain(let first, let links):
      links.reduce(first.height) { max($0, $1.operand.height) }
    case .range(let a, let b, _, let step): max(a.height, b.height, step?.amount.height ?? 0)
    case .call(let inner, let arguments), .changed(let inner, let arguments):
      max(inner.height, arguments.map(\.value.height).max() ?? 0)
    case .choice(let a, let b, let c): max(a.height, b.height, c.height)
    }
  }
}

extension Expression.Piece {
  fileprivate var height: Int {
    if case .expression(let inner) = self { inner.height } else { 0 }
  }
}

extension Statement {
  fileprivate var height: Int {
    switch node {
    case .binding(_, let value), .function(_, _, let value), .expression(let value): value.height
    }
  }
}

/// What a parser made of a source.
package struct Script: Sendable {
  package let source: Source
  package let statements: [Statement]
  package let faults: [Diagnostic]
  /// How many faults there are beyond those.
  package let further: Int

  /// Whether it says nothing: it is blank, or a comment.
  package var isEmpty: Bool { statements.isEmpty && faults.isEmpty }

  /// Whether more text could make it whole: an open bracket, an operator at the end.
  package var isUnfinished: Bool { faults.first?.isUnfinished ?? false }
}
