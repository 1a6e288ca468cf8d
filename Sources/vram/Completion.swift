import Commands
import Language
import Terminal

/// What could stand at the cursor: names by what they are, and the arguments of the call around it.
struct Completion {
  private let session: Session

  init(_ session: Session) { self.session = session }

  func names(in text: String, at cursor: Int) -> Completions {
    let bytes = Array(text.utf8.prefix(cursor))
    let start = (bytes.lastIndex { !Self.isPart($0) } ?? -1) + 1
    let prefix = String(decoding: bytes[start...], as: UTF8.self)
    let candidates = candidates(Array(bytes[..<start]))
    let names = candidates.filter { $0.text.hasPrefix(prefix) }
    return Completions(replaceFrom: start, names: unique(names))
  }

  private static func isPart(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "_") || (byte >= 48 && byte <= 57) || byte >= 0x80
      || (byte | 0x20 >= 97 && byte | 0x20 <= 122)
  }

  private func candidates(_ before: [UInt8]) -> [Completions.Name] {
    let place = CompletionPlace(before)
    switch place.kind {
    case .text: return []
    case .field(let base): return fields(of: base)
    case .choice(let slot): return choices(of: session.slot(named: slot)?.kind) + everything
    case .argument(let name): return arguments(of: name) + everything
    case .name: return everything
    }
  }

  /// The first of names that are offered twice: an argument hides a name of the setup.
  private func unique(_ names: [Completions.Name]) -> [Completions.Name] {
    var seen: Set<String> = []
    return names.filter { seen.insert($0.text).inserted }
  }

  /// A word is not asked before the line is whole: its fields are known from what it answers.
  private func fields(of base: String) -> [Completions.Name] {
    var names = Vocabulary.fields(of: base)
    let value = session.value(of: base) ?? (try? session.library(base))
    if case .entity(let entity) = value { names = entity.fields }
    return names.map { Completions.Name($0) }
  }

  private func choices(of kind: Kind?) -> [Completions.Name] {
    (kind?.choices ?? []).map { Completions.Name($0.name, note: $0.note) }
  }

  private func arguments(of name: String) -> [Completions.Name] {
    guard let word = session.vocabulary[name] else { return [] }
    let own = word.parameters.map { parameter in
      Completions.Name(parameter.name + ":", note: parameter.note)
    }
    guard word.takesSetup else { return own }
    return own + session.vocabulary.slots.map { Completions.Name($0.name + ":", note: $0.summary) }
  }

  private var everything: [Completions.Name] {
    let vocabulary = session.vocabulary
    return session.names.sorted().map { Completions.Name($0, note: "yours") }
      + vocabulary.slots.map { Completions.Name($0.name, note: $0.summary) }
      + vocabulary.words.map { Completions.Name($0.name, note: $0.summary) }
      + vocabulary.library.names().map { Completions.Name($0, note: "of the catalog") }
  }
}

/// What kind of thing the text before the cursor asks for.
struct CompletionPlace {
  enum Kind: Equatable {
    case name
    /// Inside a text.
    case text
    /// Behind `name.`
    case field(String)
    /// Behind `name =`.
    case choice(String)
    /// Inside the parentheses of a call.
    case argument(String)
  }

  let kind: Kind

  init(_ before: [UInt8]) {
    let tokens = Parser.tokens(String(decoding: before, as: UTF8.self))
    kind = Self.kind(tokens)
  }

  private static func kind(_ tokens: [Token.Kind]) -> Kind {
    switch tokens.last {
    case .sign(.dot):
      if case .name(let name) = tokens.dropLast().last { return .field(name) }
      return .name
    case .sign(.assign), .sign(.colon):
      if case .name(let name) = tokens.dropLast().last { return .choice(name) }
      return .name
    case .sign(.comma), .sign(.openParenthesis):
      return call(around: tokens).map(Kind.argument) ?? .name
    case .text: return .text
    default: return .name
    }
  }

  /// The name before the innermost open parenthesis.
  private static func call(around tokens: [Token.Kind]) -> String? {
    var depth = 0
    for (index, token) in tokens.enumerated().reversed() {
      switch token {
      case .sign(.closeParenthesis), .sign(.closeBracket): depth += 1
      case .sign(.openBracket): depth -= 1
      case .sign(.openParenthesis) where depth > 0: depth -= 1
      case .sign(.openParenthesis):
        if index > 0, case .name(let name) = tokens[index - 1] { return name }
        return nil
      default: break
      }
    }
    return nil
  }
}
