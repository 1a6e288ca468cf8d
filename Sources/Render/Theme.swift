import Language

/// What the screen can do, and how roles look on it.
///
/// Colour only tells kinds apart and never alone: without it every text reads the same.
struct Theme: Sendable {
  let isColored: Bool
  let isUnicode: Bool

  /// Markup as it goes to the screen, without spaces at its end.
  func paint(_ markup: Markup) -> String {
    let runs = markup.withoutTrailingSpaces.runs
    guard isColored else { return runs.map(\.text).joined() }
    var text = ""
    var index = runs.startIndex
    while index < runs.endIndex {
      let role = runs[index].role
      var piece = ""
      while index < runs.endIndex, runs[index].role == role {
        piece += runs[index].text
        index += 1
      }
      text += Self.painted(piece, Self.code(role))
    }
    return text
  }

  private static func painted(_ text: String, _ code: String?) -> String {
    guard let code, text.contains(where: { $0 != " " }) else { return text }
    return "\u{1B}[\(code)m\(text)\u{1B}[0m"
  }

  /// The parameters of SGR. Figures stay plain: nearly every answer is one.
  private static func code(_ role: Markup.Role) -> String? {
    switch role {
    case .plain, .number, .code: nil
    case .strong: "1"
    case .muted: "2"
    case .name: "36"
    case .good: "32"
    case .warning: "33"
    case .bad: "31"
    case .part(let place): parts[place % parts.count].code
    }
  }

  // MARK: parts

  /// How parts look beside one another: a colour, and a sign where there is none.
  private static let parts: [(code: String, sign: String, ascii: String)] = [
    ("34", "█", "#"), ("36", "╳", "x"), ("32", "╱", "/"), ("35", "▓", "="), ("33", "▒", "+"),
    ("31", "░", ":"), ("90", "·", "."),
  ]

  /// What a cell of a part is filled with.
  func fill(_ place: Int) -> String {
    let part = Self.parts[place % Self.parts.count]
    return !isUnicode ? part.ascii : isColored ? "█" : part.sign
  }

  // MARK: signs

  var ellipsis: String { isUnicode ? "…" : "..." }
  /// Between a line's number and its text.
  var edge: String { isUnicode ? "│" : "|" }
  var rule: String { isUnicode ? "─" : "-" }

  /// A text in the signs that the screen has.
  func spelt(_ markup: Markup) -> Markup {
    if isUnicode && isColored { return markup }
    var spelt = Markup()
    for run in markup.runs {
      if case .part(let place) = run.role {
        spelt.append(run.text.spelling("█", as: fill(place)), run.role)
      } else {
        spelt.append(isUnicode ? run.text : Self.ascii(run.text), run.role)
      }
    }
    return spelt
  }

  /// Our own typography in ASCII. Other letters are somebody's name, and stay.
  private static func ascii(_ text: String) -> String {
    if text.utf8.allSatisfy({ $0 < 0x80 }) { return text }
    return text.reduce(into: "") { $0 += asciiSigns[$1] ?? String($1) }
  }

  private static let asciiSigns: [Character: String] = [
    "…": "...", "·": "|", "×": "x", "±": "+/-", "–": "-", "—": "-", "−": "-", "→": "->",
    "≤": "<=", "≥": ">=", "≈": "~", "─": "-", "│": "|", "“": "\"", "”": "\"", "’": "'",
    "\u{A0}": " ",
  ]
}
