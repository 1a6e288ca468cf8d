import Language

/// What kind of thing the text before the cursor asks for.
enum CompletionPlace: Equatable {
  case anything
  /// Inside a text.
  case text
  /// Behind a number: a unit.
  case number
  /// Behind `name.`
  case field(String)
  /// Behind `name =`.
  case binding(String)
  /// Behind `label:` in a call.
  case label(call: String, String)
  /// At the beginning of an argument of a call: how many stand before it.
  case argument(call: String, index: Int)

  /// Whether any name may stand there, too.
  var takesAnything: Bool {
    switch self {
    case .text, .number, .field: false
    default: true
    }
  }

  init(_ before: String) {
    let tokens = Parser.tokens(before)
    switch tokens.last {
    case .text: self = .text
    case .number where before.last == " ": self = .number
    case .sign(.dot): self = Self.name(tokens.dropLast()).map(Self.field) ?? .anything
    case .sign(.assign): self = Self.name(tokens.dropLast()).map(Self.binding) ?? .anything
    case .sign(.colon):
      let call = Self.call(around: tokens)?.name
      let label = Self.name(tokens.dropLast())
      self = call.flatMap { call in label.map { .label(call: call, $0) } } ?? .anything
    case .sign(.comma), .sign(.openParenthesis):
      self =
        Self.call(around: tokens).map { .argument(call: $0.name, index: $0.index) } ?? .anything
    case .name(let word) where tokens.count == 1 && before.last == " ":
      // A word at the start may be followed by its arguments: `fits rtx4090`.
      self = .argument(call: word, index: 0)
    default: self = .anything
    }
  }

  private static func name(_ tokens: ArraySlice<Token.Kind>) -> String? {
    if case .name(let name) = tokens.last { name } else { nil }
  }

  /// The name before the innermost open parenthesis, and the commas since.
  private static func call(around tokens: [Token.Kind]) -> (name: String, index: Int)? {
    var depth = 0
    var commas = 0
    for (index, token) in tokens.enumerated().reversed() {
      switch token {
      case .sign(.closeParenthesis), .sign(.closeBracket), .sign(.closeBrace): depth += 1
      case .sign(.openBracket), .sign(.openBrace): depth -= 1
      case .sign(.openParenthesis) where depth > 0: depth -= 1
      case .sign(.openParenthesis):
        return name(tokens[..<index]).map { ($0, commas) }
      case .sign(.comma) where depth == 0: commas += 1
      default: break
      }
    }
    return nil
  }
}
