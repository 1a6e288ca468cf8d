import Catalog
import Language

extension Session {
  /// The page on a word, a name of the setup or of the user, an entry of the catalog or a unit.
  func page(on topic: String) throws(Fault) -> [View.Block]? {
    if let word = vocabulary[topic] { return pageOfWord(word, answered(word.examples)) }
    if let slot = SetupSlot.all.first(where: { $0.name == topic }) {
      return pageOfSlot(slot.slot, answered(slot.examples, after: "model = llama8b"))
    }
    if names.contains(topic), let value = value(of: topic) { return pageOfOwn(topic, value, style) }
    if let entry = Catalog.entry(named: topic) ?? Catalog.model(publishedAs: topic)?.entry,
      let (value, note) = try library(meantBy: topic)
    {
      tell(note.map { [$0] } ?? [])
      return pageOfEntry(entry, value, style) + answered(examples(of: entry))
    }
    if let topic = HelpTopic.named(topic) {
      return pageOfTopic(topic) + answered(topic.examples, after: "model = llama8b")
    }
    if let unit = Unit.named(topic) { return pageOfUnit(unit) + answered(examples(of: unit)) }
    // A choice is told with the name of the setup that takes it.
    let slot = SetupSlot.all.first { slot in slot.slot.kind.choices.contains { $0.name == topic } }
    return try slot.flatMap { (slot) throws(Fault) in try page(on: slot.name) }
  }

  /// Examples with what each answers, in a session of their own, as a reader would see it.
  private func answered(_ examples: [Word.Example], after first: String = "") -> [View.Block] {
    var answer: [View.Block] = []
    let world = world
    let session = Session(
      vocabulary,
      World(
        read: { (path) throws(Unreadable) in try world.read(path) },
        show: { answer += $0.view($1).blocks }, report: { _ in }))
    session.world.say = { answer += $0.blocks }
    (session.world.exists, session.world.head) = (world.exists, world.head)
    _ = session.run(Source(first))
    return examples.flatMap { example in
      answer = []
      if example.isAnswered { _ = session.run(Source(example.code)) }
      return shown(example, answer)
    }
  }

  private func shown(_ example: Word.Example, _ answer: [View.Block]) -> [View.Block] {
    let note = example.note.isEmpty ? "" : "   # \(example.note)"
    return [.blank, .line(Markup("  " + example.code, .name) + Markup(note, .muted))]
      + answer.map(\.indented)
  }
}

private func examples(of entry: Entry) -> [Word.Example] {
  let name = entry.name
  switch entry.kind {
  case .model:
    return [Word.Example("\(name).parameters"), Word.Example("estimate(model: \(name)).weights")]
  case .gpu: return [Word.Example("\(name).usable"), Word.Example("fits(\(name), model: llama8b)")]
  }
}

private func examples(of unit: Unit) -> [Word.Example] {
  [Word.Example("3 \(unit.name)"), Word.Example("3 \(unit.name) * 2")]
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
    rows.append(Self.row("besides", Self.topics.map(\.name)))
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
    case .chart(let chart): .chart(chart.indented(by: 4))
    case .plot(let plot): .plot(plot.indented(by: 4))
    case .blank: .blank
    }
  }
}

private func pageOfWord(_ word: Word, _ examples: [View.Block]) -> [View.Block] {
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
  blocks += examples
  if !word.related.isEmpty {
    blocks += [.blank, .line(Markup("see also: \(word.related.joined(separator: ", "))", .muted))]
  }
  return blocks
}

private func pageOfSlot(_ slot: Slot, _ examples: [View.Block]) -> [View.Block] {
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
  return blocks + examples + [.blank, .line(Markup("see also: setup, estimate", .muted))]
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

private func pageOfTopic(_ topic: HelpTopic) -> [View.Block] {
  [.line(Markup(topic.names[0], .strong)), .line(Markup(topic.summary))]
    + (topic.text.isEmpty ? [] : [.line(Markup(topic.text))])
}

private func pageOfUnit(_ unit: Unit) -> [View.Block] {
  let base =
    switch unit.dimension {
    case .memory: " bytes"
    case .none: ""
    default: " of the base unit"
    }
  return [
    .line(Markup(unit.name, .strong) + Markup(", a unit of \(unit.dimension.name)")),
    .line(Markup("1 \(unit.name) = \(Figures.number(unit.scale))\(base)")),
  ]
}

private let columns = [Grid.Column(""), Grid.Column("", elastic: true)]

private func row(_ name: String, _ note: String) -> Grid.Row {
  .cells([.markup(Markup(name, .name)), .markup(Markup(note))])
}
