/// The TextMate grammar. A name of the language that is a field behind a dot, or the label of an
/// argument, is none.
enum TextMate {
  struct Rule {
    let scope: String
    /// What must stand before it, and what must not: looked at apart from `match` by the tests, as
    /// Swift's expressions do not look behind.
    var after: String?
    var notAfter: String?
    let match: String

    var pattern: String {
      (after.map { "(?<=\($0))" } ?? "") + (notAfter.map { "(?<!\($0))" } ?? "") + match
    }
  }

  private static let digits = "[0-9](?:_?[0-9])*"
  private static let part = #"[\p{L}\p{N}_]"#
  private static let name = #"[\p{L}_][\p{L}\p{N}_]*"#

  private static func whole(_ scope: String, _ names: [String]) -> Rule {
    Rule(scope: scope, notAfter: part, match: "(?:\(names.alternatives))(?!\(part))")
  }

  private static let number =
    #"\#(digits)(?:\.\#(digits))?(?:[eE][+-]?\#(digits)|%(?!\#(part)|\()"#
    + #"|[\#(Listed.magnitudes.joined())](?!\#(part)))?"#

  /// In the order in which they are tried.
  static let rules: [Rule] = [
    Rule(scope: "comment.line.number-sign.vram", match: "#.*$"),
    Rule(scope: "constant.numeric.vram", notAfter: part, match: number),
    Rule(
      scope: "keyword.other.unit.vram", after: #"[0-9kKMBT%] |[0-9]|[0-9a-zA-Z]/|\bin "#,
      match: "(?:\(Listed.units.alternatives))(?!\(part))"),
    Rule(scope: "variable.other.member.vram", after: #"[^.]\."#, match: name),
    Rule(
      scope: "variable.parameter.vram", notAfter: #"[\p{L}\p{N}_.]"#, match: name + "(?=:)"),
    whole("keyword.control.vram", Listed.control),
    whole("keyword.operator.word.vram", Listed.wordOperators),
    whole("constant.language.vram", Listed.constants),
    whole("variable.language.setup.vram", Listed.slots),
    whole("support.function.vram", Listed.words),
    Rule(scope: "entity.name.function.vram", notAfter: part, match: name + #"(?=\()"#),
    Rule(scope: "variable.other.vram", match: name),
    Rule(
      scope: "keyword.operator.vram",
      match: (Listed.operators + Listed.mathematical).alternatives),
    Rule(scope: "punctuation.vram", match: #"[()\[\]{},:;.$]"#),
  ]

  static var text: String {
    let patterns = ["    { \"include\": \"#text\" }"] + rules.map(line)
    return """
      {
        "name": "vram",
        "scopeName": "source.vram",
        "fileTypes": ["vram"],
        "firstLineMatch": "^#!.*\\\\bvram\\\\b",
        "patterns": [{ "include": "#code" }],
        "repository": {
          "code": {
            "patterns": [
      \(patterns.map { "        " + $0.drop { $0 == " " } }.joined(separator: ",\n"))
            ]
          },
          "text": {
            "name": "string.quoted.double.vram",
            "begin": "\\"",
            "end": "\\"",
            "patterns": [
              { "name": "constant.character.escape.vram", "match": "\\\\\\\\[nt\\"\\\\\\\\{}]" },
              {
                "name": "meta.embedded.vram",
                "begin": "\\\\{",
                "end": "\\\\}",
                "beginCaptures": { "0": { "name": "punctuation.section.embedded.begin.vram" } },
                "endCaptures": { "0": { "name": "punctuation.section.embedded.end.vram" } },
                "patterns": [{ "include": "#braces" }, { "include": "#code" }]
              }
            ]
          },
          "braces": {
            "begin": "\\\\{",
            "end": "\\\\}",
            "patterns": [{ "include": "#braces" }, { "include": "#code" }]
          }
        }
      }

      """
  }

  private static func line(_ rule: Rule) -> String {
    "    { \"name\": \"\(rule.scope)\", \"match\": \"\(json(rule.pattern))\" }"
  }

  private static func json(_ text: String) -> String {
    text.map { $0 == "\\" || $0 == "\"" ? "\\\($0)" : "\($0)" }.joined()
  }
}
