import Language
import Support
import Testing

/// grammar.md is true: its examples are run, its rules are the parser's.
@Suite("grammar.md") struct GrammarTests {
  private static let page = Files.read(Files.root + "/grammar.md") ?? ""

  /// From the questions on, what speaks of memory needs the words of the whole program, and is run
  /// with those.
  private static let blocks = Array(
    ExampleBlock.all(in: page).prefix { $0.title != "## Questions" })

  @Test(arguments: blocks) func examples(_ block: ExampleBlock) {
    let desk = Desk(.tiny)
    for example in block.examples { #expect(desk.answer(example.code) == example.answer) }
  }

  @Test func enough() { #expect(Self.blocks.count >= 9) }

  /// The page names every keyword and every unit.
  @Test(arguments: Keyword.allCases.map(\.rawValue) + Unit.all.map(\.name))
  func names(_ name: String) {
    // Units of work are listed without their prefixes.
    let shown =
      name.hasSuffix("FLOP") || name.hasSuffix("FLOPs") ? String(name.drop { $0 != "F" }) : name
    #expect(Self.page.contains("`\(shown)`") || Self.page.contains("\"\(shown)\""))
  }

  /// Every rule of the page that has a method of its own in the parser is written above it too.
  @Test(arguments: [
    "script", "statement", "binding", "function", "formal", "command", "block", "expression",
    "piped",
    "conversion", "negation", "range", "sign", "power", "postfix", "arguments", "argument",
    "primary", "measured", "money", "list", "comprehension", "record", "choice",
  ])
  func rules(_ rule: String) {
    let sources = ["Parser", "Parser+Statements", "Parser+Expressions", "Parser+Primaries"]
      .compactMap { Files.read(Files.root + "/Sources/Language/Reading/\($0).swift") }.joined()
    #expect(sources.contains("func \(rule)("), "the parser has no method \(rule)")
    let isInPage = Self.page.split(separator: "\n").contains { line in
      line.split(separator: " ").starts(with: [Substring(rule), "="])
    }
    #expect(isInPage, "grammar.md has no rule \(rule)")
  }
}
