import Language

/// A page of help on what is no name: a keyword, a sign, a part of an estimate.
struct HelpTopic: Sendable {
  /// As users ask for it; the first is what lists of topics show.
  let names: [String]
  /// One line: what it is.
  let summary: String
  let text: String
  /// Lines that run after `model = llama8b`.
  let examples: [Word.Example]

  init(_ names: [String], _ summary: String, _ text: String = "", _ examples: String...) {
    self.names = names
    self.summary = summary
    self.text = text
    self.examples = examples.map { Word.Example($0) }
  }

  static let all = syntax + parts

  static func named(_ name: String) -> HelpTopic? { all.first { $0.names.contains(name) } }
}

extension Vocabulary {
  /// What `help` explains besides names, for completion.
  package static let topics = HelpTopic.all.map { (name: $0.names[0], note: $0.summary) }
}
