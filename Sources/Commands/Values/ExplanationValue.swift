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
    /// That for other programs.
    var expression: String
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
  /// What a difference comes from, setting by setting.
  let settings: [Line]
  /// Whether the lines are told one after another, and not by size.
  let isInOrder: Bool
  /// How far it goes into detail: 1 is the summary, 2 the lines, 3 their sources.
  let depth: Int
  /// Said at the end.
  let notes: [String]
  /// How it is asked for, without a depth.
  let question: String
  /// What stands for the amount, where that is not what was asked.
  let verdict: String?

  init(
    of subject: String, _ amount: Int, _ measure: Measure, _ remark: String, lines: [Line],
    summary: [Line], settings: [Line] = [], inOrder isInOrder: Bool = false, depth: Int = 1,
    notes: [String] = [], question: String = "", verdict: String? = nil
  ) {
    (self.subject, self.amount, self.measure, self.remark) = (subject, amount, measure, remark)
    (self.lines, self.depth, self.notes, self.question) = (lines, depth, notes, question)
    (self.summary, self.settings, self.isInOrder) = (summary, settings, isInOrder)
    self.verdict = verdict
  }

  /// The same with more said at its end.
  func noting(_ more: [String]) -> ExplanationValue {
    ExplanationValue(
      of: subject, amount, measure, remark, lines: lines, summary: summary, settings: settings,
      inOrder: isInOrder, depth: depth, notes: notes + more, question: question, verdict: verdict)
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
          .text(line.part), .text(line.name), value(line.amount), .text(line.expression),
          .text(line.sources.joined(separator: ", ")),
        ]
      })
  }

  func text(_ style: Style) -> String { "\(subject) = \(verdict ?? figure(amount, style))" }

  func view(_ style: Style) -> View { ExplanationLayout(self, style).view }

  var datum: Datum {
    var members = [
      Datum.Member("kind", .text("explanation")), Datum.Member("lines", .list(lines.map(datum))),
    ]
    if !settings.isEmpty { members.append(Datum.Member("settings", .list(settings.map(datum)))) }
    return .object(members)
  }

  private func datum(_ line: Line) -> Datum {
    .object([
      "name": .text(line.name), "part": .text(line.part), "expression": .text(line.expression),
      measure.rawValue: .whole(line.amount), "source": .text(line.sources.joined(separator: ", ")),
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
      numbers: formula.spelled(number: { Figures.number($0) }), expression: "\(formula)",
      sources: sources)
  }

  /// What only a figure is known of, and how to ask for it.
  init(_ part: String, _ name: String, _ amount: Int, asked: String, sources: [String] = []) {
    let bytes = "\(Figures.number(Double(amount))) bytes"
    self.init(
      part: part, name: name, amount: amount, names: asked, numbers: bytes,
      expression: "\(amount) bytes", sources: sources)
  }

  /// A difference, and how to ask for its sides.
  init(_ part: String, _ name: String, _ sides: (Int, Int), asked: String, sources: [String] = []) {
    self.init(
      part: part, name: name, amount: sides.0 - sides.1, names: asked,
      numbers:
        "\(Figures.number(Double(sides.0))) bytes - \(Figures.number(Double(sides.1))) bytes",
      expression: "\(sides.0) bytes - \(sides.1) bytes", sources: sources)
  }
}
