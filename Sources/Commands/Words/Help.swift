import Language

extension Word {
  static let help = Word(
    "help", .session, "what a word, a name of the setup, a model or a card is",
    [Parameter("topic", .word, .optional, "its name; without it, a map of the language")],
    examples: [
      Example("help sweep", isAnswered: false),
      Example("help rtx4090", "a card", isAnswered: false),
      Example("help with", "a keyword, a sign, a part of an estimate", isAnswered: false),
    ],
    related: ["setup", "models", "gpus"]
  ) { (arguments, frame) throws(Fault) in
    let session = frame.session
    guard let topic = arguments.text("topic") else {
      return .entity(HelpPage("help", session.vocabulary.map))
    }
    if let blocks = try session.page(on: topic) { return .entity(HelpPage(topic, blocks)) }
    let names =
      session.vocabulary.words.map(\.name) + session.vocabulary.slots.map(\.name)
      + session.vocabulary.library.names() + HelpTopic.all.flatMap(\.names)
    throw .value(
      "There is no page of help for `\(topic)`.", at: arguments.place(of: "topic"),
      hint: session.vocabulary.hint(forForeign: topic)
        ?? Suggestion.hint(for: topic, in: names) ?? "`help` alone shows what there is")
  }
}

/// A page of help: something to read.
final class HelpPage: Entity {
  private let topic: String
  private let blocks: [View.Block]

  init(_ topic: String, _ blocks: [View.Block]) {
    self.topic = topic
    self.blocks = blocks
  }

  let kind = "a page of help"
  let fields: [String] = []
  func field(_ name: String) -> Value? { nil }
  func text(_ style: Style) -> String { "help on \(topic)" }
  func view(_ style: Style) -> View { View(blocks) }

  var datum: Datum {
    let lines = blocks.compactMap { block -> String? in
      if case .line(let markup) = block { markup.text } else { nil }
    }
    return .object([
      "kind": .text("help"), "topic": .text(topic),
      "text": .text(lines.joined(separator: "\n")),
    ])
  }
}
