import Language
import MemoryModel
import Step

/// The answer of `parameters`: a model's tensors, by what they are for.
final class ParametersValue: Entity {
  let model: ModelValue
  let tensors: [TensorCount]

  var architecture: Architecture { model.architecture }

  init(_ model: ModelValue) {
    self.model = model
    tensors = model.architecture.tensorCounts
  }

  let kind = "a count of parameters"

  static let fields = ["total"] + TensorRole.allCases.map(\.rawValue) + ["tensors"]
  var fields: [String] { Self.fields }
  var headline: [String] { fields.dropLast() }

  func field(_ name: String) -> Value? {
    switch name {
    case "total": .parameters(architecture.parameters)
    case "tensors": .entity(table)
    default: TensorRole(rawValue: name).map { .parameters(count($0)) }
    }
  }

  private func count(_ role: TensorRole) -> Int {
    tensors.reduce(0) { $0 + ($1.role == role ? $1.parameters : 0) }
  }

  /// What of it is explained for a field: one role, or all.
  func explanation(of field: String, _ asked: Explained) -> ExplanationValue? {
    if field != "total", TensorRole(rawValue: field) == nil { return nil }
    let own = tensors.filter { field == "total" || field == $0.role.rawValue }
    let lines = own.map { tensor in
      ExplanationValue.Line(
        part: tensor.role.rawValue, name: tensor.name, tensor.formula, asked.names, model,
        sources: [])
    }
    return ExplanationValue(
      of: field, own.reduce(0) { $0 + $1.parameters }, .parameters,
      "parameters of \(architecture.name)", lines: lines, summary: lines, depth: asked.depth,
      question: asked.question)
  }

  private var table: Table {
    Table(
      columns: ["class", "name", "shape", "copies", "parameters"].map { Table.Column($0) },
      rows: tensors.map { tensor in
        [
          .text(tensor.role.rawValue), .text(tensor.name), .text(shape(tensor, String.init)),
          .whole(tensor.copies), .parameters(tensor.parameters),
        ]
      })
  }

  func text(_ style: Style) -> String { Figures.number(Double(architecture.parameters)) }

  func equals(_ other: any Entity) -> Bool {
    (other as? ParametersValue)?.architecture == architecture
  }

  var datum: Datum {
    .object([
      "kind": .text("parameters"), "total": .whole(architecture.parameters),
      "classes": .object(TensorRole.allCases.map { Datum.Member($0.rawValue, .whole(count($0))) }),
      "tensors": .list(
        tensors.map { tensor in
          .object([
            "class": .text(tensor.role.rawValue), "name": .text(tensor.name),
            "shape": .list(tensor.shape.map { .whole($0) }), "copies": .whole(tensor.copies),
            "parameters": .whole(tensor.parameters),
          ])
        }),
    ])
  }
}

// MARK: - How it is shown

extension ParametersValue {
  func view(_ style: Style) -> View {
    let total = architecture.parameters
    var rows: [Grid.Row] = []
    for role in TensorRole.allCases {
      let own = tensors.filter { $0.role == role }
      if own.isEmpty { continue }
      let share = Double(count(role)) / Double(max(total, 1))
      let single = own.count == 1 ? own.first : nil
      rows.append(row(role.rawValue, count(role), .bar(share), single.map(several) ?? ""))
      if single != nil { continue }
      rows += own.map { row("  \($0.name)", $0.parameters, .empty, several($0)) }
    }
    rows.append(.rule(columns: 2))
    rows.append(row("total", total, .empty, "", strong: true))
    let columns = [
      Grid.Column(""), Grid.Column("", .right), Grid.Column(""), Grid.Column("", elastic: true),
    ]
    return View([
      .line(Markup(architecture.name, .strong) + Markup(" · \(Figures.short(total)) parameters")),
      .blank, .grid(Grid(columns: columns, rows: rows, indent: 2)),
    ])
  }

  private func row(
    _ name: String, _ count: Int, _ bar: Grid.Cell, _ note: String, strong: Bool = false
  ) -> Grid.Row {
    .cells([
      .markup(Markup(name, strong ? .strong : .name)),
      .markup(Markup(Figures.prose(count), strong ? .strong : .number)), bar,
      .markup(Markup(note, .muted)),
    ])
  }

  /// `32 of 4096 × 14336`.
  private func several(_ tensor: TensorCount) -> String {
    (tensor.copies == 1 ? "" : "\(tensor.copies) of ") + shape(tensor, Figures.prose)
  }

  private func shape(_ tensor: TensorCount, _ figure: (Int) -> String) -> String {
    tensor.shape.map(figure).joined(separator: " × ")
  }
}
