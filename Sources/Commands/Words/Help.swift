import Catalog
import Language

extension Word {
  static let help = Word(
    "help", .session, "what a word, a name of the setup, a model or a card is",
    [Parameter("topic", .word, .optional, "its name; without it, a map of the language")],
    examples: [Example("help sweep")],
    related: ["setup", "models", "gpus"]
  ) { (arguments, frame) throws(Fault) in
    let session = frame.session
    guard let topic = arguments.text("topic") else {
      return .entity(HelpPage("help", HelpPage.map(session.vocabulary)))
    }
    if let word = session.vocabulary[topic] { return .entity(HelpPage(topic, page(word))) }
    if let slot = session.slot(named: topic) { return .entity(HelpPage(topic, page(slot))) }
    if let entry = Catalog.entry(named: topic), let value = try session.library(topic) {
      return .entity(HelpPage(topic, page(entry, value, session.style)))
    }
    if let unit = Unit.named(topic) { return .entity(HelpPage(topic, page(unit))) }
    let names =
      session.vocabulary.words.map(\.name) + session.vocabulary.slots.map(\.name)
      + session.vocabulary.library.names()
    throw .value(
      "There is no page of help for `\(topic)`.", at: arguments.place(of: "topic"),
      hint: Suggestion.hint(for: topic, in: names) ?? "`help` alone shows what there is")
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

  /// The language on one screen.
  static func map(_ vocabulary: Vocabulary) -> [View.Block] {
    var blocks: [View.Block] = [
      .line("Say what you train, then ask:"),
      .line(Markup("  model = llama8b; method = qlora(r: 16)", .name)),
      .line(Markup("  estimate", .name)),
      .line(Markup("  fits(rtx4090)", .name)),
      .line(Markup("  sweep(batch, 1...8)", .name)),
      .blank,
    ]
    let names = vocabulary.slots.map(\.name)
    var rows = [row("setup", names)]
    for group in Word.Group.allCases {
      rows.append(row(group.rawValue, vocabulary.words.filter { $0.group == group }.map(\.name)))
    }
    let columns = [Grid.Column(""), Grid.Column("", elastic: true)]
    blocks.append(.grid(Grid(columns: columns, rows: rows)))
    blocks += [
      .blank,
      .line("Numbers take units: 24 GiB, 2K tokens, 8B params; x in GiB converts."),
      .line("help NAME explains any of these, a model or a card; Ctrl-D leaves."),
    ]
    return blocks
  }

  private static func row(_ title: String, _ names: [String]) -> Grid.Row {
    .cells([.markup(Markup(title, .muted)), .markup(Markup(names.joined(separator: " ")))])
  }
}

private func page(_ word: Word) -> [View.Block] {
  var blocks: [View.Block] = [
    .line(Markup(word.signature, .strong)), .line(Markup(word.summary)),
  ]
  if !word.parameters.isEmpty {
    blocks.append(.blank)
    let rows = word.parameters.map { parameter in
      row(parameter.name, parameter.note.isEmpty ? parameter.kind.name : parameter.note)
    }
    blocks.append(.grid(Grid(columns: columns, rows: rows, indent: 2)))
  }
  if word.takesSetup {
    blocks.append(.line("  and every name of the setup, for this one call: batch: 4, seq: 8K, …"))
  }
  if !word.examples.isEmpty {
    blocks.append(.blank)
    let rows = word.examples.map { row($0.code, $0.note) }
    blocks.append(.grid(Grid(columns: columns, rows: rows, indent: 2)))
  }
  if !word.related.isEmpty {
    blocks += [.blank, .line(Markup("see also: \(word.related.joined(separator: ", "))", .muted))]
  }
  return blocks
}

private func page(_ slot: Slot) -> [View.Block] {
  var blocks: [View.Block] = [
    .line(Markup(slot.name, .strong) + Markup(", a name of the setup")),
    .line(Markup(slot.summary)),
  ]
  let style = Style()
  let fallback = slot.fallback.truth.map { $0 ? "on" : "off" } ?? style.text(slot.fallback)
  blocks += [.blank, .line(Markup("  default  \(fallback)")), .line("  takes    ")]
  blocks[blocks.count - 1] = .line(Markup("  takes    \(slot.kind.name)"))
  let notes = slot.kind.choices.filter { !$0.note.isEmpty }
  if !notes.isEmpty {
    blocks.append(.blank)
    blocks.append(
      .grid(Grid(columns: columns, rows: notes.map { row($0.name, $0.note) }, indent: 2)))
  }
  return blocks
}

private func page(_ entry: Entry, _ value: Value, _ style: Style) -> [View.Block] {
  var blocks: [View.Block] = [.line(Markup(entry.documentation)), .blank]
  blocks += value.view(style).blocks
  if let target = entry.aliasOf {
    blocks.append(.line(Markup("\(entry.name) is short for \(target)", .muted)))
  }
  return blocks
}

private func page(_ unit: Unit) -> [View.Block] {
  let base = unit.dimension == .memory ? "bytes" : "of the base unit"
  return [
    .line(Markup(unit.name, .strong) + Markup(", a unit of \(unit.dimension.name)")),
    .line(Markup("1 \(unit.name) = \(Figures.number(unit.scale)) \(base)")),
  ]
}

private let columns = [Grid.Column(""), Grid.Column("", elastic: true)]

private func row(_ name: String, _ note: String) -> Grid.Row {
  .cells([.markup(Markup(name, .name)), .markup(Markup(note))])
}
