/// A word, number, text or sign of the program.
package struct Token: Sendable {
  package enum Kind: Sendable, Equatable {
    case name(String)
    case keyword(Keyword)
    /// The value, magnitudes and `%` applied.
    case number(Double)
    case text([TextPiece])
    case sign(Sign)
    case newline
    case end
  }

  package let kind: Kind
  package let span: Span
  /// Whether white space stands before it: `print [1]` is not `xs[1]`.
  package let spaced: Bool
}

extension Token.Kind {
  /// Whether it can begin no statement, so that it goes on with the one before. A `-` may do either.
  var goesOn: Bool {
    switch self {
    case .keyword(let keyword): ![.if, .not, .for].contains(keyword)
    case .sign(let sign): ![.minus, .dollar, .semicolon].contains(sign) && !sign.isBracket
    default: false
    }
  }
}

/// A part of a text: characters as they stand, or the span of an expression in braces.
package enum TextPiece: Sendable, Equatable {
  case plain(String)
  case expression(Span)
}

package enum Keyword: String, Sendable, CaseIterable {
  case `if`, then, `else`, and, or, not, `in`, `for`, by, with, otherwise
}

package enum Sign: String, Sendable, CaseIterable {
  case assign = "="
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
  case pipe = "|"
  case through = "..."
  case upTo = "..<"
  case dot = "."
  case comma = ","
  case colon = ":"
  case semicolon = ";"
  case openParenthesis = "("
  case closeParenthesis = ")"
  case openBracket = "["
  case closeBracket = "]"
  case openBrace = "{"
  case closeBrace = "}"
  case dollar = "$"
}

extension Sign {
  var isBracket: Bool {
    switch self {
    case .openParenthesis, .closeParenthesis, .openBracket, .closeBracket, .openBrace, .closeBrace:
      true
    default: false
    }
  }
}
