/// The operators between two operands, and how strongly they bind.
package enum Operator: String, Sendable {
  case or, and, otherwise
  case equal = "=="
  case unequal = "!="
  case less = "<"
  case lessOrEqual = "<="
  case more = ">"
  case moreOrEqual = ">="
  case plus = "+"
  case minus = "-"
  case times = "*"
  case over = "/"
  case remainder = "%"
  case power = "^"

  package var isComparison: Bool { strength == .comparison }

  /// The loosest first; grammar.md has the same list.
  package enum Strength: Int, Comparable, Sendable {
    case or, and, not, comparison, otherwise, range, sum, product, sign, power

    package static func < (a: Strength, b: Strength) -> Bool { a.rawValue < b.rawValue }

    var tighter: Strength { Strength(rawValue: rawValue + 1) ?? .power }
  }

  package var strength: Strength {
    switch self {
    case .or: .or
    case .and: .and
    case .otherwise: .otherwise
    case .equal, .unequal, .less, .lessOrEqual, .more, .moreOrEqual: .comparison
    case .plus, .minus: .sum
    case .times, .over, .remainder: .product
    case .power: .power
    }
  }

  init?(_ kind: Token.Kind) {
    switch kind {
    case .keyword(.or): self = .or
    case .keyword(.and): self = .and
    case .keyword(.otherwise): self = .otherwise
    case .sign(let sign): self.init(rawValue: sign.rawValue)
    default: return nil
    }
  }
}
