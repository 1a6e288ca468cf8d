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
  /// At the beginning of an argument of a call.
  case argument(OpenCall)

  /// Whether any name may stand there, too.
  var takesAnything: Bool {
    switch self {
    case .text, .number, .field: false
    default: true
    }
  }

  init(_ before: String) { self.init(Parser.tokens(before), endsInSpace: before.last == " ") }

  init(_ tokens: [Token.Kind], endsInSpace: Bool) {
    let call = OpenCall.all(in: tokens).first
    switch tokens.last {
    case .text: self = .text
    case .number where endsInSpace: self = .number
    case .sign(.dot): self = Self.name(tokens.dropLast()).map(Self.field) ?? .anything
    case .sign(.assign): self = Self.name(tokens.dropLast()).map(Self.binding) ?? .anything
    case .sign(.colon):
      let label = Self.name(tokens.dropLast())
      self = call.flatMap { call in label.map { .label(call: call.name, $0) } } ?? .anything
    case .sign(.comma), .sign(.openParenthesis): self = call.map(Self.argument) ?? .anything
    case .name where endsInSpace && Self.beginsStatement(tokens):
      self = call.map(Self.argument) ?? .anything
    default: self = .anything
    }
  }

  private static func name(_ tokens: ArraySlice<Token.Kind>) -> String? {
    if case .name(let name) = tokens.last { name } else { nil }
  }

  /// Whether the last token is the first of its statement.
  private static func beginsStatement(_ tokens: [Token.Kind]) -> Bool {
    switch tokens.dropLast().last {
    case nil, .newline, .sign(.semicolon): true
    default: false
    }
  }
}
