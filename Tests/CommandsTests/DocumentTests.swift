import Support
import Testing

/// Documents are programs: what they show is what the program says.
@Suite struct DocumentTests {
  @Test(arguments: [
    "README.md", "docs/prompt.md", "docs/field.md", "docs/teaching.md", "docs/questions.md",
  ])
  func conversationsAreTrue(_ name: String) throws {
    let document = try #require(Files.read(Files.root + "/" + name))
    let exchanges = Transcript(of: document).exchanges
    #expect(!exchanges.isEmpty)
    let conversation = Conversation(width: 88)
    if Golden.isRecording {
      let new = Transcript.document(document) { Self.printed(conversation.say($0)) }
      return Files.write(new, to: Files.root + "/" + name)
    }
    for exchange in exchanges {
      let shown = Self.printed(conversation.say(exchange.typed))
      let printed = exchange.answer.drop { $0 == "\n" }
      #expect(shown == printed, "\(name):\(exchange.line) \(exchange.typed)")
    }
  }

  /// Blank lines around a big answer may be left out in print.
  private static func printed(_ answer: String) -> String {
    let lines = answer.split(separator: "\n", omittingEmptySubsequences: false).drop { $0.isEmpty }
    let end = lines.lastIndex { !$0.isEmpty }.map { $0 + 1 } ?? lines.startIndex
    return lines[..<end].map { $0 + "\n" }.joined()
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
