import Language
import MemoryModel

/// The answer of `explain`: where a figure comes from, in expressions that can be pasted back.
final class ExplanationValue: Entity {
  /// What is explained: memory, or a count.
  enum Measure: String { case bytes, parameters }

  /// One cause of it.
  struct Line: Sendable {
    /// Of what it is a part; empty where that is said once, above.
    let part: String
    let name: String
    let amount: Int
    /// The expression with its names, as the prompt reads them; empty for what is only told.
    let names: String
    /// The same without a name.
    let numbers: String
    /// The library, its version, the file and the function, of each that has to do with it.
    let sources: [String]
  }

  /// What it is of: `logits`.
  let subject: String
  let amount: Int
  let measure: Measure
  /// What stands behind the amount.
  let remark: String
  /// Each line of it, in the order in which it is made.
  let lines: [Line]
  /// The same in short: what is alike is one line.
  let summary: [Line]
  /// How far it goes into detail: 1 is the summary, 2 the lines, 3 their sources.
  let depth: Int
  /// Said at the end.
  let notes: [String]
  /// How it is asked for, without a depth.
  let question: String

  init(
    of subject: String, _ amount: Int, _ measure: Measure, _ remark: String, lines: [Line],
    summary: [Line], depth: Int = 1, notes: [String] = [], question: String = ""
  ) {
    (self.subject, self.amount, self.measure, self.remark) = (subject, amount, measure, remark)
    (self.lines, self.depth, self.notes, self.question) = (lines, depth, notes, question)
    self.summary = summary
  }

  let kind = "an explanation"
  var fields: [String] { [measure.rawValue, "lines", "summary"] }

  func field(_ name: String) -> Value? {
    switch name {
    case measure.rawValue: value(amount)
    case "lines": .entity(table(lines))
    case "summary": .entity(table(summary))
    default: nil
    }
  }

  private func value(_ amount: Int) -> Value {
    measure == .bytes ? .bytes(amount) : .whole(amount)
  }

  /// An amount as it is read.
  func figure(_ amount: Int, _ style: Style) -> String {
    measure == .bytes ? style.text(value(amount)) : Figures.prose(amount)
  }

  private func table(_ lines: [Line]) -> Table {
    Table(
      columns: ["part", "name", measure.rawValue, "expression", "source"].map { Table.Column($0) },
      rows: lines.map { line in
        [
          .text(line.part), .text(line.name), value(line.amount), .text(line.numbers),
          .text(line.sources.joined(separator: ", ")),
        ]
      })
  }

  func text(_ style: Style) -> String { "\(subject) = \(figure(amount, style))" }

  func view(_ style: Style) -> View { ExplanationLayout(self, style).view }

  var datum: Datum {
    .object([
      "kind": .text("explanation"),
      "lines": .list(
        lines.map { line in
          .object([
            "name": .text(line.name), "part": .text(line.part),
            "expression": .text(line.numbers), measure.rawValue: .whole(line.amount),
            "source": .text(line.sources.joined(separator: ", ")),
          ])
        }),
    ])
  }
}

extension ExplanationValue.Line {
  init(
    part: String, name: String, _ formula: Formula, _ names: FormulaNames, _ model: ModelValue,
    sources: [String]
  ) {
    self.init(
      part: part, name: name, amount: whole(formula.value),
      names: names.spelling(of: formula, model),
      numbers: formula.spelled(number: { Figures.number($0) }), sources: sources)
  }
}
