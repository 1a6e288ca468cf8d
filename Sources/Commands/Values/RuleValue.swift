import Language
import MemoryModel
import Step

/// The answer of `rule_of_thumb`: the four components of the guides.
final class RuleValue: Entity {
  static let kind = "a rule of thumb"
  static let fields = ["total", "weights", "gradients", "optimizer", "activations"]

  let rule: RuleOfThumb
  let setup: Setup

  init(_ rule: RuleOfThumb, _ setup: Setup) {
    self.rule = rule
    self.setup = setup
  }

  var kind: String { Self.kind }
  var fields: [String] { Self.fields }

  func field(_ name: String) -> Value? {
    if name == "total" { return .bytes(rule.total) }
    guard fields.contains(name), let part = Part(rawValue: name) else { return nil }
    return .bytes(rule.bytes(of: part))
  }

  var headline: [String] { Self.fields }

  func text(_ style: Style) -> String { style.memory(rule.total) }

  func view(_ style: Style) -> View {
    var rows: [Grid.Row] = rule.lines.enumerated().map { index, line in
      row(line.name, line.bytes, line.source, style, unit: index == 0)
    }
    rows.append(.rule(columns: 2))
    rows.append(row("total", rule.total, "compare(rule_of_thumb, estimate)", style, unit: true))
    let columns = [Grid.Column(""), Grid.Column("", .decimal), Grid.Column("", elastic: true)]
    return View([
      .line(Markup("What the guides' rule of thumb says of \(setup.architecture.name)")), .blank,
      .grid(Grid(columns: columns, rows: rows, indent: 2)),
    ])
  }

  private func row(
    _ name: String, _ bytes: Int, _ note: String, _ style: Style, unit: Bool
  ) -> Grid.Row {
    .amount(Markup(name, .name), bytes, style, unit: unit, [.markup(Markup(note, .muted))])
  }

  var datum: Datum {
    .object(
      [Datum.Member("kind", .text("rule_of_thumb"))]
        + fields.compactMap { name in
          field(name)?.quantity.map { Datum.Member(name, .number($0.number)) }
        })
  }
}
