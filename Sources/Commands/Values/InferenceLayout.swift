import Language
import MemoryModel
import Step

/// An inference as a person reads it: what runs, the parts with bars, the totals.
struct InferenceLayout {
  private let value: InferenceValue
  private let estimate: Estimate
  private let style: Style

  init(_ value: InferenceValue, _ style: Style) {
    (self.value, self.style) = (value, style)
    estimate = value.estimate
  }

  var view: View {
    let notes = value.notes.map { View.Block.line(Markup("  note: ", .warning) + Markup($0)) }
    return View([.line(heading), .blank, .grid(grid)] + (notes.isEmpty ? [] : [.blank] + notes))
  }

  private var heading: Markup {
    let setup = estimate.setup
    let sizes = "running it · batch \(setup.batch) × \(Figures.prose(setup.seq)) tokens"
    return Markup(setup.architecture.name, .strong) + Markup(" · \(sizes)")
  }

  private var grid: Grid {
    let parts = InferenceValue.parts.prefix { $0 != .allocator }
    let largest = parts.map { estimate[$0] }.max() ?? 0
    var rows = parts.enumerated().map { index, part in
      let share = Double(estimate[part]) / Double(max(largest, 1))
      return row(part.rawValue, estimate[part], unit: index == 0, bar: share, note: note(part))
    }
    rows.append(.rule(columns: 2))
    let share = Inference.margin(of: estimate.allocated)
    let margin = "± \(Figures.number(share * 100, digits: 2)) %, by traced forwards"
    rows.append(row("allocated", estimate.allocated, unit: true, note: margin))
    rows.append(row("allocator", estimate[.allocator], note: "what torch caches"))
    rows.append(row("context", estimate[.context], note: "CUDA and its libraries"))
    let moment = "peak on the prompt · runs from \(style.memory(estimate.needed))"
    rows.append(row("total", estimate.total, unit: true, strong: true, note: moment))
    if let card = value.asked.card { rows.append(FitsValue(estimate, card).row(style)) }
    return Grid(
      columns: [
        Grid.Column(""), Grid.Column("", .decimal), Grid.Column(""), Grid.Column("", elastic: true),
      ], rows: rows, indent: 2)
  }

  private func row(
    _ name: String, _ bytes: Int, unit: Bool = false, strong: Bool = false, bar: Double? = nil,
    note: String
  ) -> Grid.Row {
    let figure = style.figure(bytes) + (unit ? " " + style.memoryUnit.name : "")
    let remark = Grid.Cell.markup(Markup(note, .muted))
    return .cells([
      .markup(Markup(name, strong ? .strong : .name)),
      .markup(Markup(figure, strong ? .strong : .number)),
      bar.map { .bar($0) } ?? remark, bar == nil ? .empty : remark,
    ])
  }

  private func note(_ part: Part) -> String {
    switch part {
    case .weights:
      let format = EstimateLayout(value.asked, style).weightFormat
      return "\(Figures.short(estimate.parameters)) parameters\(format)"
    case .cache:
      let format = estimate.setup.cache == .fp8 ? "fp8" : estimate.setup.precision.products.rawValue
      return "\(Figures.prose((value.cacheOfToken / 1024).threeDigits)) KiB a token, in \(format)"
    case .logits: return "of the last token of each sequence"
    default: return "what a layer makes of the whole prompt"
    }
  }
}
