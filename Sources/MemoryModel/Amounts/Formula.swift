/// A small expression that knows its value and prints itself in the language.
///
/// Every value is whole and at most 2^53, where doubles are exact: what is beyond that is refused before
/// it is explained. `description` has the numbers filled in: pasted at the prompt it gives `value` again.
/// `symbolic` has the names: `batch * seq * vocab * 4 bytes`.
package struct Formula: Sendable, CustomStringConvertible {
  package let value: Double
  private let node: Node

  private indirect enum Node: Sendable {
    case count(StaticString?)
    case bytes
    case sum([Formula])
    case difference(Formula, Formula)
    case product([Formula])
    case ceiling(Formula, Formula)
    case quotient(Formula, Int)
    case roundUp(Formula, Int)
  }

  private init(_ value: Double, _ node: Node) {
    self.value = value
    self.node = node
  }

  /// A count with the name that a reader knows it by: `batch`, `hidden`.
  package static func count(_ value: Int, _ name: StaticString) -> Formula {
    Formula(Double(value), .count(name))
  }

  /// A bare number.
  package static func count(_ value: Int) -> Formula { Formula(Double(value), .count(nil)) }
  /// The size of one element: every product of bytes holds exactly one such factor.
  package static func bytes(_ value: Int) -> Formula { Formula(Double(value), .bytes) }

  package static func + (left: Formula, right: Formula) -> Formula {
    if left.isNothing { return right }
    if right.isNothing { return left }
    var terms = left.terms
    for term in right.terms { terms = term.joined(to: terms) }
    let value = left.value + right.value
    return terms.count == 1 ? Formula(value, terms[0].node) : Formula(value, .sum(terms))
  }

  package static func - (left: Formula, right: Formula) -> Formula {
    right.isNothing ? left : Formula(left.value - right.value, .difference(left, right))
  }

  package static func * (left: Formula, right: Formula) -> Formula {
    if left.isNothing { return left }
    if right.isNothing { return right }
    if left.isOne { return right }
    if right.isOne { return left }
    return Formula(left.value * right.value, .product(left.factors + right.factors))
  }

  /// The quotient, rounded up to a whole number.
  package static func ceiling(_ left: Formula, by right: Formula) -> Formula {
    Formula((left.value / right.value).rounded(.up), .ceiling(left, right))
  }

  /// The quotient by a bare number, as it comes out.
  package func divided(by divisor: Int) -> Formula {
    Formula(value / Double(divisor), .quotient(self, divisor))
  }

  /// The next multiple of some whole number of bytes.
  package func rounded(toBytes multiple: Int) -> Formula {
    Formula(value.rounded(upTo: multiple), .roundUp(self, multiple))
  }

  /// The next multiple of a whole count; itself where it is one.
  package func multiple(of step: Int) -> Formula {
    value.rounded(upTo: step) == value
      ? self : .ceiling(self, by: .count(step)) * .count(step)
  }

  /// Whether nothing would be left of it: no bytes at all.
  private var isNothing: Bool {
    if case .bytes = node { return value == 0 }
    return false
  }

  /// Whether it is a bare one, which a product does not show.
  private var isOne: Bool {
    if case .count(nil) = node { return value == 1 }
    return false
  }

  /// The terms with one more: `hidden + 2 * hidden` becomes `3 * hidden`.
  private func joined(to terms: [Formula]) -> [Formula] {
    let (count, rest) = coefficient
    for (index, term) in terms.enumerated() {
      let (before, others) = term.coefficient
      guard others.count == rest.count, !rest.isEmpty else { continue }
      let isAlike = zip(others, rest).allSatisfy {
        $0.value == $1.value && $0.symbolic == $1.symbolic
      }
      if !isAlike { continue }
      var joined = terms
      joined[index] = Formula(
        term.value + value, .product([.count(before + count)] + rest))
      return joined
    }
    return terms + [self]
  }

  /// The bare number before a product, and its other factors.
  private var coefficient: (Int, [Formula]) {
    guard case .product(let factors) = node, case .count(nil) = factors[0].node else {
      if case .count(nil) = node { return (0, []) }
      return (1, factors)
    }
    return (whole(factors[0].value), Array(factors.dropFirst()))
  }

  private var terms: [Formula] {
    if case .sum(let terms) = node { return terms }
    return [self]
  }

  private var factors: [Formula] {
    if case .product(let factors) = node { return factors }
    return [self]
  }
}

extension Formula {
  package var description: String { spelled() }
  package var symbolic: String { spelled(nameOf: { name, _ in name }) }

  /// The expression with some names in it.
  ///
  /// - Parameters:
  ///   - number: how a whole number is written.
  ///   - nameOf: how a name is written that stands for that value; nil for the number.
  package func spelled(
    number: (Double) -> String = { String(whole($0)) },
    nameOf: (_ name: String, _ value: Double) -> String? = { _, _ in nil }
  ) -> String {
    func inner(_ formula: Formula) -> String { formula.spelled(number: number, nameOf: nameOf) }
    func factor(_ formula: Formula) -> String {
      formula.isLoose ? "(\(inner(formula)))" : inner(formula)
    }
    switch node {
    case .count(let name):
      return name.flatMap { nameOf(String(describing: $0), value) } ?? number(value)
    case .bytes: return "\(number(value)) bytes"
    case .sum(let terms): return terms.map(inner).joined(separator: " + ")
    case .difference(let left, let right): return "\(inner(left)) - \(factor(right))"
    case .product(let factors): return factors.map(factor).joined(separator: " * ")
    case .ceiling(let left, let right):
      let divisor = right.isTight ? inner(right) : "(\(inner(right)))"
      return "ceil(\(factor(left)) / \(divisor))"
    case .quotient(let formula, let divisor):
      return "\(factor(formula)) / \(number(Double(divisor)))"
    case .roundUp(let formula, let multiple):
      return "round_up(\(inner(formula)), \(number(Double(multiple))) bytes)"
    }
  }

  /// The names in it, each with what it stands for.
  package var names: [(name: String, value: Double)] {
    switch node {
    case .count(let name): name.map { [(String(describing: $0), value)] } ?? []
    case .bytes: []
    case .sum(let inner), .product(let inner): inner.flatMap(\.names)
    case .difference(let left, let right), .ceiling(let left, let right): left.names + right.names
    case .quotient(let inner, _), .roundUp(let inner, _): inner.names
    }
  }

  /// Whether it needs parentheses inside a product.
  private var isLoose: Bool {
    switch node {
    case .sum, .difference: true
    default: false
    }
  }

  /// Whether it can stand after a division sign.
  private var isTight: Bool {
    switch node {
    case .count, .ceiling, .roundUp: true
    default: false
    }
  }
}

extension Double {
  /// The next multiple of a whole number.
  fileprivate func rounded(upTo multiple: Int) -> Double {
    (self / Double(multiple)).rounded(.up) * Double(multiple)
  }
}

/// A whole number of a double, kept within 0 and 2^53.
package func whole(_ value: Double) -> Int {
  value >= 0 ? Int(min(value, 9_007_199_254_740_992)) : 0
}
