import Language
import MemoryModel

/// The answer of `explain`: the lines of the ledger, each an expression that can be pasted back.
final class ExplanationValue: Entity {
  /// A part, or a sum of parts, with the lines that make it up.
  struct Section: Sendable {
    let name: String
    let lines: [Line]

    var bytes: Int { lines.reduce(0) { $0 + $1.bytes } }
  }

  let sections: [Section]
  let phase: Phase

  init(_ sections: [Section], phase: Phase) {
    self.sections = sections
    self.phase = phase
  }

  let kind = "an explanation"
  let fields = ["bytes", "lines"]

  func field(_ name: String) -> Value? {
    switch name {
    case "bytes": .bytes(sections.reduce(0) { $0 + $1.bytes })
    case "lines": .entity(table)
    default: nil
    }
  }

  private var lines: [Line] { sections.flatMap(\.lines) }

  private var table: Table {
    Table(
      columns: [
        Table.Column("part"), Table.Column("name"), Table.Column("bytes"),
        Table.Column("expression"), Table.Column("source"),
      ],
      rows: lines.map { line in
        [
          .text(line.part.rawValue), .text(line.name), .bytes(line.bytes),
          .text("\(line.formula)"), .text(line.source),
        ]
      })
  }

  func text(_ style: Style) -> String {
    sections.map { "\($0.name) = \(style.memory($0.bytes))" }.joined(separator: ", ")
  }

  func view(_ style: Style) -> View {
    var blocks: [View.Block] = []
    for section in sections {
      if !blocks.isEmpty { blocks.append(.blank) }
      blocks.append(.line(heading(section, style)))
      for line in section.lines { blocks += self.blocks(line, style) }
    }
    return View(blocks)
  }

  private func heading(_ section: Section, _ style: Style) -> Markup {
    let amount = style.text(Value.bytes(section.bytes))
    return Markup(section.name, .strong) + Markup(" = ") + Markup(amount, .number)
      + Markup(" at the peak, which is \(EstimateLayout.moment(phase))", .muted)
  }

  /// The line in names, in numbers, and where it comes from.
  private func blocks(_ line: Line, _ style: Style) -> [View.Block] {
    let amount = style.text(Value.bytes(line.bytes))
    var blocks: [View.Block] = [
      .line(Markup("  ") + Markup(line.name, .name) + Markup("  ") + Markup(amount, .number))
    ]
    if line.formula.symbolic != "\(line.formula)" {
      blocks.append(.line(Markup("    = \(line.formula.symbolic)")))
    }
    blocks.append(.line(Markup("    = \(line.formula)", .number)))
    if !line.source.isEmpty { blocks.append(.line(Markup("    \(line.source)", .muted))) }
    return blocks
  }

  var datum: Datum {
    .object([
      "kind": .text("explanation"),
      "lines": .list(
        lines.map { line in
          .object([
            "name": .text(line.name), "part": .text(line.part.rawValue),
            "expression": .text("\(line.formula)"), "bytes": .whole(line.bytes),
            "source": .text(line.source),
          ])
        }),
    ])
  }
}
