import Support
import Testing

/// Documents are programs: what they show is what the program says.
@Suite struct DocumentTests {
  @Test(arguments: ["README.md", "docs/prompt.md", "docs/field.md", "docs/teaching.md"])
  func conversationsAreTrue(_ name: String) throws {
    let document = try #require(Files.read(Files.root + "/" + name))
    let exchanges = Transcript(of: document).exchanges
    #expect(!exchanges.isEmpty)
    let conversation = Conversation(width: 88)
    for exchange in exchanges {
      let answer = conversation.say(exchange.typed)
      let said = answer.split(separator: "\n", omittingEmptySubsequences: false)
      // Blank lines around a big answer may be left out in print.
      let lines = said.drop { $0.isEmpty }
      let end = lines.lastIndex { !$0.isEmpty }.map { $0 + 1 } ?? lines.startIndex
      let shown = lines[..<end].map { $0 + "\n" }.joined()
      let printed = exchange.answer.drop { $0 == "\n" }
      #expect(shown == printed, "\(name):\(exchange.line) \(exchange.typed)")
    }
  }

  private static let grammar = ExampleBlock.all(in: Files.read(Files.root + "/grammar.md") ?? "")

  @Test(arguments: grammar)
  func examplesOfTheGrammarAreTrue(_ block: ExampleBlock) {
    let conversation = Conversation()
    for example in block.examples {
      #expect(conversation.brief(example.code) == example.answer, "\(example.code)")
    }
  }
}
