import Commands
import Language

/// What the editors' files list, from the language itself.
enum Listed {
  static let keywords = Keyword.allCases.map(\.rawValue).sorted()

  /// Keywords that work like operators.
  static let wordOperators = ["and", "by", "in", "not", "or", "otherwise", "with"]
  static let control = keywords.filter { !wordOperators.contains($0) }

  /// The letters that a number may end in: those that the lexer takes with its digits.
  static let magnitudes = (UInt8(ascii: "A")...UInt8(ascii: "z"))
    .map { String(UnicodeScalar($0)) }
    .filter { letter in
      // Anything else is a token of its own behind the number.
      Parser.tokens("1" + letter).count == 1
    }

  /// The longest first, as each is tried in turn.
  static let operators = Sign.allCases.map(\.rawValue)
    .filter { !"()[]{},:;.$".contains($0) }
    .sorted { ($1.count, $0) < ($0.count, $1) }
  static let mathematical = ["×", "·", "÷", "−", "≤", "≥", "≠", "…"]

  static let units = Unit.all.map(\.name).sorted()
  static let words = Vocabulary.vram.words.map(\.name).sorted()
  static let slots = Vocabulary.vram.slots.map(\.name).sorted()
  static let constants = ["true", "false", "on", "off", "yes", "no", "none", "missing"]
}

extension [String] {
  var alternatives: String { map(escaped).joined(separator: "|") }
}

/// A text as a regular expression has it.
func escaped(_ text: String) -> String {
  text.map { "^.*+|$()[]{}?\\".contains($0) ? "\\\($0)" : "\($0)" }.joined()
}
