import Language
import MemoryModel
import Step

/// The parts of an estimate with bars, and its sums below them: of a step, or of a model that is run.
struct LedgerGrid {
  let estimate: Estimate
  let parts: [Part]
  let style: Style
  /// The card that it is held against, if one is set.
  let card: CardValue?

  /// - Parameters:
  ///   - margin: how far `allocated` may be off.
  ///   - moment: when the peak is.
  ///   - note: what a part is made of.
  func grid(margin: String, moment: String, note: (Part) -> String) -> Grid {
    let tensors = parts.prefix { $0 != .allocator }
    let largest = tensors.map { estimate[$0] }.max() ?? 0
    var rows = tensors.enumerated().map { index, part in
      let share = Double(estimate[part]) / Double(max(largest, 1))
      return row(part.rawValue, estimate[part], unit: index == 0, bar: share, note: note(part))
    }
    rows.append(.rule(columns: 2))
    rows.append(row("allocated", estimate.allocated, unit: true, note: margin))
    rows.append(row("allocator", estimate[.allocator], note: "what torch caches"))
    rows.append(row("context", estimate[.context], note: "CUDA and its libraries"))
    let when = "peak \(moment) · runs from \(style.memory(estimate.needed))"
    rows.append(row("total", estimate.total, unit: true, strong: true, note: when))
    if let card { rows.append(FitsValue(estimate, card).row(style)) }
    return Grid(columns: Self.columns, rows: rows, indent: 2)
  }

  private static let columns = [
    Grid.Column(""), Grid.Column("", .decimal), Grid.Column(""), Grid.Column("", elastic: true),
  ]

  private func row(
    _ name: String, _ bytes: Int, unit: Bool = false, strong: Bool = false, bar: Double? = nil,
    note: String
  ) -> Grid.Row {
    let remark = Grid.Cell.markup(Markup(note, .muted))
    // Where there is no bar the remark takes its place.
    let rest = bar.map { [.bar($0), remark] } ?? [remark, .empty]
    return .amount(
      Markup(name, strong ? .strong : .name), bytes, style, unit: unit, strong: strong, rest)
  }
}

extension Grid.Row {
  /// A name, so many bytes, and what stands behind them.
  ///
  /// - Parameter unit: whether the unit is shown: in the first of a column, and in sums.
  static func amount(
    _ name: Markup, _ bytes: Int, _ style: Style, unit: Bool, strong: Bool = false,
    _ rest: [Grid.Cell]
  ) -> Grid.Row {
    let figure = style.figure(bytes) + (unit ? " " + style.memoryUnit.name : "")
    return .cells([.markup(name), .markup(Markup(figure, strong ? .strong : .number))] + rest)
  }
}

extension View {
  /// What an answer leaves out, a line each.
  static func notes(_ notes: [String]) -> [Block] {
    notes.map { .line(Markup("  note: ", .warning) + Markup($0)) }
  }
}
