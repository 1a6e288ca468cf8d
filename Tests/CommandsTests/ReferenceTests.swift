import Commands
import Language
import Support
import Testing

/// docs/reference.md is what `help` says, page by page.
@Suite struct ReferenceTests {
  private static let head = """
    # Reference

    Every word and every name of the setup, as `help NAME` shows it; the examples are run. Written by
    `scripts/reference` from the words themselves, and held to them by a test.

    """

  private static func page(_ name: String) -> String {
    let answer = Conversation(width: 96).say("help \(name)")
    return "### \(name)\n\n```text\n\(answer.drop { $0 == "\n" })```\n"
  }

  private static var text: String {
    let vocabulary = Vocabulary.vram
    var sections = [head, "## The setup\n"]
    sections += vocabulary.slots.map { page($0.name) }
    for group in Word.Group.allCases {
      sections.append("## Words: \(group.rawValue)\n")
      sections += vocabulary.words(in: group).map { page($0.name) }
    }
    return sections.joined(separator: "\n")
  }

  @Test func theReferenceIsTrue() {
    let problem = Golden.difference(Self.text, file: "reference.md", in: "../../docs")
    #expect(problem == nil, "\(problem ?? "")")
  }
}
