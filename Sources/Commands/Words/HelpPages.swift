import Catalog
import Language

extension Session {
  /// The page on a word, a name of the setup or of the user, an entry of the catalog or a unit.
  func page(on topic: String) throws(Fault) -> [View.Block]? {
    if let word = vocabulary[topic] { return pageOfWord(word, answers(of: word)) }
    if let slot = slot(named: topic) { return pageOfSlot(slot) }
    if names.contains(topic), let value = value(of: topic) { return pageOfOwn(topic, value, style) }
    if let entry = Catalog.entry(named: topic), let value = try library(topic) {
      return pageOfEntry(entry, value, style)
    }
    return Unit.named(topic).map(pageOfUnit)
  }

  /// What each example of a word answers, in a session of its own, as a reader would see it.
  private func answers(of word: Word) -> [[View.Block]] {
    // Help that runs the examples of help, or a file, would have no end.
    guard word.group != .session else { return word.examples.map { _ in [] } }
    var shown: [View.Block] = []
    let read = world.read
    let session = Session(
      vocabulary,
      World(
        read: { (path) throws(Unreadable) in try read(path) },
        show: { shown += $0.view($1).blocks }, report: { _ in }))
    return word.examples.map { example in
      shown = []
      _ = session.run(Source(example.code))
      return shown
    }
  }
}

extension Vocabulary {
  /// The language on one screen.
  var map: [View.Block] {
    var blocks: [View.Block] = [
      .line("Say what you train, then ask:"),
      .line(Markup("  model = llama8b; method = qlora(r: 16)", .name)),
      .line(Markup("  estimate", .name)),
      .line(Markup("  fits(rtx4090)", .name)),
      .line(Markup("  sweep(batch, 1...8)", .name)),
      .blank,
    ]
    let names = slots.map(\.name)
    var rows = [Self.row("setup", names)]
    for group in Word.Group.allCases {
      rows.append(Self.row(group.rawValue, words(in: group).map(\.name)))
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

extension View.Block {
  /// The same, further from the left.
  fileprivate var indented: View.Block {
    switch self {
    case .line(let markup): .line(Markup("    ") + markup)
    case .grid(let grid):
      .grid(Grid(columns: grid.columns, rows: grid.rows, indent: grid.indent + 4))
    case .blank: .blank
    }
  }
}

private func pageOfWord(_ word: Word, _ answers: [[View.Block]]) -> [View.Block] {
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
  for (example, answer) in zip(word.examples, answers) {
    let note = example.note.isEmpty ? "" : "   # \(example.note)"
    blocks += [.blank, .line(Markup("  " + example.code, .name) + Markup(note, .muted))]
    blocks += answer.map(\.indented)
  }
  if !word.related.isEmpty {
    blocks += [.blank, .line(Markup("see also: \(word.related.joined(separator: ", "))", .muted))]
  }
  return blocks
}

private func pageOfSlot(_ slot: Slot) -> [View.Block] {
  var blocks: [View.Block] = [
    .line(Markup(slot.name, .strong) + Markup(", a name of the setup")),
    .line(Markup(slot.summary)),
  ]
  let style = Style()
  let fallback = slot.fallback.truth.map { $0 ? "on" : "off" } ?? style.text(slot.fallback)
  blocks += [
    .blank, .line(Markup("  default  \(fallback)")), .line(Markup("  takes    \(slot.kind.name)")),
  ]
  let notes = slot.kind.choices.filter { !$0.note.isEmpty }
  if !notes.isEmpty {
    blocks.append(.blank)
    blocks.append(
      .grid(Grid(columns: columns, rows: notes.map { row($0.name, $0.note) }, indent: 2)))
  }
  return blocks
}

/// What the user bound: a function with the `##` lines above it, or a value.
private func pageOfOwn(_ name: String, _ value: Value, _ style: Style) -> [View.Block] {
  guard case .function(let function) = value else {
    return [.line(Markup(name, .strong) + Markup(", yours: \(value.kindName)"))]
      + value.view(style).blocks
  }
  return [.line(Markup(style.text(value), .strong) + Markup(", yours"))]
    + function.documentation.map { .line(Markup($0)) }
}

private func pageOfEntry(_ entry: Entry, _ value: Value, _ style: Style) -> [View.Block] {
  var blocks: [View.Block] = [.line(Markup(entry.documentation)), .blank]
  blocks += value.view(style).blocks
  if let target = entry.aliasOf {
    blocks.append(.line(Markup("\(entry.name) is short for \(target)", .muted)))
  }
  return blocks
}

private func pageOfUnit(_ unit: Unit) -> [View.Block] {
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
