import Language
import MemoryModel

/// The answer of `explain`: lines, each an expression that can be pasted back.
final class ExplanationValue: Entity {
  /// What is explained: memory, or a count.
  enum Measure: String { case bytes, parameters }

  struct Line: Sendable {
    let part: String
    let name: String
    let amount: Int
    let formula: Formula
    /// The formula with its names, as the prompt reads them.
    let names: String
    /// The library, its version, the file and the function, where there is one to name.
    let source: String

    /// The formula without a name.
    var numbers: String { formula.spelled(number: { Figures.number($0) }) }
  }

  /// A part with the lines that make it up.
  struct Section: Sendable {
    let name: String
    let lines: [Line]

    var amount: Int { lines.reduce(0) { $0 + $1.amount } }
  }

  let sections: [Section]
  let measure: Measure
  /// What stands behind the amount of each section.
  private let remark: String

  init(_ sections: [Section], of measure: Measure, _ remark: String) {
    self.sections = sections
    self.measure = measure
    self.remark = remark
  }

  let kind = "an explanation"
  var fields: [String] { [measure.rawValue, "lines"] }

  func field(_ name: String) -> Value? {
    switch name {
    case measure.rawValue: value(sections.reduce(0) { $0 + $1.amount })
    case "lines": .entity(table)
    default: nil
    }
  }

  private var lines: [Line] { sections.flatMap(\.lines) }

  private func value(_ amount: Int) -> Value {
    measure == .bytes ? .bytes(amount) : .whole(amount)
  }

  private func text(_ amount: Int, _ style: Style) -> String {
    measure == .bytes ? style.text(value(amount)) : Figures.prose(amount)
  }

  private var table: Table {
    Table(
      columns: ["part", "name", measure.rawValue, "expression", "source"].map { Table.Column($0) },
      rows: lines.map { line in
        [
          .text(line.part), .text(line.name), value(line.amount), .text("\(line.formula)"),
          .text(line.source),
        ]
      })
  }

  func text(_ style: Style) -> String {
    sections.map { "\($0.name) = \(text($0.amount, style))" }.joined(separator: ", ")
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
    Markup(section.name, .strong) + Markup(" = ")
      + Markup(text(section.amount, style), .number) + Markup(" \(remark)", .muted)
  }

  /// The line in names, in numbers, and where it comes from.
  private func blocks(_ line: Line, _ style: Style) -> [View.Block] {
    let amount = text(line.amount, style)
    var blocks: [View.Block] = [
      .line(Markup("  ") + Markup(line.name, .name) + Markup("  ") + Markup(amount, .number))
    ]
    if line.names != line.numbers { blocks.append(.line(Markup("    = \(line.names)"))) }
    blocks.append(.line(Markup("    = \(line.numbers)", .number)))
    if !line.source.isEmpty { blocks.append(.line(Markup("    \(line.source)", .muted))) }
    return blocks
  }

  var datum: Datum {
    .object([
      "kind": .text("explanation"),
      "lines": .list(
        lines.map { line in
          .object([
            "name": .text(line.name), "part": .text(line.part),
            "expression": .text("\(line.formula)"), measure.rawValue: .whole(line.amount),
            "source": .text(line.source),
          ])
        }),
    ])
  }
}
