import Commands
import Language
import Support
import Testing

/// The colours of the editors are those of the language: its words, and what its lexer makes of text.
@Suite("Colours for editors") struct EditorTests {
  private static let folder = Files.root + "/editors"

  @Test func theFilesAreNotStale() {
    let files = [
      ("vscode/syntaxes", "vram.tmLanguage.json", TextMate.text),
      ("vim/syntax", "vram.vim", Vim.text),
    ]
    for (place, file, text) in files {
      let difference = Golden.difference(text, file: file, in: place, test: Self.folder + "/here")
      #expect(difference == nil, "Run scripts/editors. \(difference ?? "")")
    }
  }

  @Test func theListsAreThoseOfTheLanguage() {
    #expect(Listed.magnitudes.sorted() == ["B", "K", "M", "T", "k"])
    #expect(Listed.keywords.count == Listed.control.count + Listed.wordOperators.count)
    for sign in Listed.mathematical { #expect(Parser.tokens(sign).count == 1) }
    for file in [TextMate.text, Vim.text] {
      for name in Listed.words + Listed.slots + Listed.units { #expect(file.contains(name)) }
    }
  }

  static let lines: [String] = {
    let scripts = Files.list(Files.root + "/scripts/scenarios").map { "scripts/scenarios/" + $0 }
    let pages = (scripts + ["Sources/Catalog/gpus.vram"]).compactMap {
      Files.read(Files.root + "/" + $0)
    }
    let examples = ExampleBlock.all(in: Files.read(Files.root + "/grammar.md") ?? "")
      .flatMap { $0.examples.map(\.code) }
    let own = [
      "10%3 + 85% * x%(2)", "a.in + b.model.total", "1_000.5e-3...8K by *2",
      "f(model: x, größe: 3)",
      "24GiB + 2 bytes/param in GB/s", "$1.40/hour", "xs1 + x1.y2 <= 3 != 4 ..< 5", "a×b ≤ c",
    ]
    // What stands in braces of a text is cut as a program of its own.
    return (own + examples + pages.flatMap { $0.split(separator: "\n").map(String.init) })
      .filter { line in !line.contains("\"{") && !(line.contains("\"") && line.contains("{")) }
  }()

  /// Cut by the grammar's rules, each line falls into the lexer's own tokens.
  @Test func theRulesCutTextAsTheLexerDoes() throws {
    let scanner = try Scanner()
    #expect(Self.lines.count > 200)
    for line in Self.lines {
      let pieces = scanner.pieces(of: line)
      var kinds: [Token.Kind] = []
      for piece in pieces {
        let own = Parser.tokens(piece.text)
        if piece.scope.hasPrefix("comment") {
          #expect(own.isEmpty, "\(line)")
        } else {
          #expect(own.count == 1 && fits(own[0], piece.scope), "\(piece) in: \(line)")
        }
        kinds += own
      }
      #expect(kinds == Parser.tokens(line), "\(line)")
    }
  }

  private func fits(_ kind: Token.Kind, _ scope: String) -> Bool {
    switch kind {
    case .number: scope.hasPrefix("constant.numeric")
    case .text: scope.hasPrefix("string")
    case .keyword:
      ["keyword.control", "keyword.operator.word", "variable.other.member"]
        .contains { scope.hasPrefix($0) }
    case .sign: scope.hasPrefix("keyword.operator.vram") || scope.hasPrefix("punctuation")
    case .name(let name): fits(name, scope)
    case .newline, .end: false
    }
  }

  private func fits(_ name: String, _ scope: String) -> Bool {
    switch scope {
    case "keyword.other.unit.vram": Unit.named(name) != nil
    case "support.function.vram": Listed.words.contains(name)
    case "variable.language.setup.vram": Listed.slots.contains(name)
    default: !scope.hasPrefix("keyword") && !scope.hasPrefix("punctuation")
    }
  }
}

/// Applies the grammar's rules as an editor does: at each place the first that fits.
private struct Scanner {
  struct Piece {
    let text: String
    let scope: String
  }

  private struct Rule {
    let scope: String
    let after: Regex<AnyRegexOutput>?
    let notAfter: Regex<AnyRegexOutput>?
    let match: Regex<AnyRegexOutput>
  }

  private let rules: [Rule]

  init() throws {
    let text = TextMate.Rule(
      scope: "string.quoted.double.vram", match: #""(?:\\.|[^"\\{])*""#)
    rules = try ([text] + TextMate.rules).map { rule in
      Rule(
        scope: rule.scope, after: try rule.after.map { try Regex("(?:\($0))$") },
        notAfter: try rule.notAfter.map { try Regex("(?:\($0))$") }, match: try Regex(rule.match))
    }
  }

  func pieces(of line: String) -> [Piece] {
    var pieces: [Piece] = []
    var at = line.startIndex
    while at < line.endIndex {
      if let (rule, end) = match(line, at) {
        pieces.append(Piece(text: String(line[at..<end]), scope: rule.scope))
        at = end
      } else {
        if line[at] != " " { pieces.append(Piece(text: String(line[at]), scope: "nothing")) }
        at = line.index(after: at)
      }
    }
    return pieces
  }

  private func match(_ line: String, _ at: String.Index) -> (Rule, String.Index)? {
    for rule in rules {
      guard let found = line[at...].prefixMatch(of: rule.match), !found.range.isEmpty else {
        continue
      }
      if let after = rule.after, line[..<at].firstMatch(of: after) == nil { continue }
      if let notAfter = rule.notAfter, line[..<at].firstMatch(of: notAfter) != nil { continue }
      return (rule, found.range.upperBound)
    }
    return nil
  }
}
