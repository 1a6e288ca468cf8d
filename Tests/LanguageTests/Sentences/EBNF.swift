/// The rules of a grammar, as they stand in the `ebnf` blocks of a page.
struct EBNF: Sendable {
  indirect enum Form: Sendable {
    case terminal(String)
    case rule(String)
    case sequence([Form])
    case either([Form])
    case repeated(Form)
    case optional(Form)
    case letters(ClosedRange<Unicode.Scalar>)
    /// `? in words ?`
    case special(String)
  }

  private(set) var rules: [String: Form] = [:]
  /// What could not be read.
  private(set) var faults: [String] = []
  private var tokens: [String] = []
  private var at = 0

  init(page: String) {
    var isOpen = false
    var text = ""
    for line in page.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("```") {
        isOpen = line == "```ebnf"
      } else if isOpen {
        text += line + "\n"
      }
    }
    tokens = Self.tokens(of: text)
    while at < tokens.count { rule() }
  }

  /// Names, signs, quoted terminals with their quotes, and `? … ?`; comments are left out.
  private static func tokens(of text: String) -> [String] {
    var tokens: [String] = []
    var rest = Substring(text)
    while let first = rest.first {
      if first.isWhitespace {
        rest.removeFirst()
      } else if rest.hasPrefix("(*") {
        rest = rest.firstRange(of: "*)").map { rest[$0.upperBound...] } ?? ""
      } else if "\"'?".contains(first) {
        let inner = rest.dropFirst().prefix { $0 != first }
        tokens.append(String(first) + inner)
        rest = rest.dropFirst(inner.count + 2)
      } else if first.isLetter {
        let name = rest.prefix { $0.isLetter || $0 == "_" }
        tokens.append(String(name))
        rest = rest[name.endIndex...]
      } else {
        tokens.append(String(first))
        rest.removeFirst()
      }
    }
    return tokens
  }

  private var next: String { at < tokens.count ? tokens[at] : ";" }

  private mutating func take(_ token: String) -> Bool {
    guard next == token else { return false }
    at += 1
    return true
  }

  private mutating func rule() {
    let name = next
    at += 1
    if !take("=") { faults.append("no `=` behind \(name)") }
    rules[name] = either()
    if !take(";") {
      faults.append("no `;` behind the rule \(name), but `\(next)`")
      at += 1
    }
  }

  private mutating func either() -> Form {
    var forms = [sequence()]
    while take("|") { forms.append(sequence()) }
    return forms.count == 1 ? forms[0] : .either(forms)
  }

  private mutating func sequence() -> Form {
    var forms: [Form] = []
    while ![";", "|", ")", "]", "}"].contains(next) { forms.append(single()) }
    return forms.count == 1 ? forms[0] : .sequence(forms)
  }

  private mutating func single() -> Form {
    let token = next
    at += 1
    switch token {
    case "(": return closed(")")
    case "[": return .optional(closed("]"))
    case "{": return .repeated(closed("}"))
    default: break
    }
    let inner = String(token.dropFirst())
    if token.hasPrefix("?") { return .special(inner.trimmed) }
    guard token.hasPrefix("\"") || token.hasPrefix("'") else { return .rule(token) }
    if next == "…", at + 1 < tokens.count, let low = inner.unicodeScalars.first,
      let high = tokens[at + 1].unicodeScalars.last, low <= high
    {
      at += 2
      return .letters(low...high)
    }
    return .terminal(inner)
  }

  private mutating func closed(_ bracket: String) -> Form {
    let form = either()
    if !take(bracket) { faults.append("no `\(bracket)` before `\(next)`") }
    return form
  }

  /// The rules that a form names.
  static func references(_ form: Form) -> [String] {
    switch form {
    case .rule(let name): [name]
    case .sequence(let forms), .either(let forms): forms.flatMap(references)
    case .repeated(let inner), .optional(let inner): references(inner)
    case .terminal, .letters, .special: []
    }
  }
}

extension String {
  fileprivate var trimmed: String {
    String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
  }
}
