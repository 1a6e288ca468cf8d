import Language
import Support
import Testing

/// grammar.md is true: its examples are run, its rules are the parser's.
@Suite("grammar.md") struct GrammarTests {
  private static let page = Files.read(Files.root + "/grammar.md") ?? ""

  /// A fenced block of examples, run line by line in one session.
  struct Block: Sendable, CustomTestStringConvertible {
    let title: String
    let lines: [String]
    var testDescription: String { title }
  }

  private static let blocks: [Block] = {
    var blocks: [Block] = []
    var title = ""
    var open: [String]?
    for line in page.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
      if line.hasPrefix("#") { title = line }
      guard line.hasPrefix("```") else {
        open?.append(line)
        continue
      }
      if let lines = open, lines.contains(where: { $0.contains(" --") }) {
        blocks.append(Block(title: title, lines: lines))
      }
      open = open == nil ? [] : nil
    }
    return blocks
  }()

  /// The words that the examples may use. With the whole vocabulary here, the questions' examples
  /// are run too.
  private func session() -> Desk { Desk(.tiny) }

  @Test(arguments: blocks) func examples(_ block: Block) {
    let desk = session()
    for line in block.lines {
      if let at = line.firstRange(of: " --!") {
        let message = line[at.upperBound...].drop { $0 == " " }
        #expect(desk.answer(String(line[..<at.lowerBound])) == "! " + message, "\(line)")
      } else if let at = line.firstRange(of: " -->") {
        let answer = line[at.upperBound...].drop { $0 == " " }
        #expect(desk.answer(String(line[..<at.lowerBound])) == answer, "\(line)")
      } else {
        Issue.record("I find no arrow in: \(line)")
      }
    }
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
      .compactMap { Files.read(Files.root + "/Sources/Language/\($0).swift") }.joined()
    #expect(sources.contains("func \(rule)("), "the parser has no method \(rule)")
    let isInPage = Self.page.split(separator: "\n").contains { line in
      line.split(separator: " ").starts(with: [Substring(rule), "="])
    }
    #expect(isInPage, "grammar.md has no rule \(rule)")
  }
}
