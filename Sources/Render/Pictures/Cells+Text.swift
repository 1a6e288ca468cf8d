import Language

/// A heat map: figures over two names, the larger the darker.
struct CellsDrawing {
  private let drawing: PlotDrawing
  private let cells: Plot.Cells
  private let margin: Int
  /// Of a column, with the gap behind it.
  private let pitch: Int
  private let hasFigures: Bool

  private static let mostRows = 40
  /// Columns of a name beside the rows.
  private static let widestName = 16
  private static let shade = 2

  init(_ drawing: PlotDrawing, _ cells: Plot.Cells) {
    self.drawing = drawing
    let names = (cells.rows + [cells.titles.rows]).map { Width.cells($0) }.max() ?? 0
    margin = min(names, Self.widestName, drawing.width / 3)
    let room = drawing.width - margin - 2
    let figures = cells.values.joined().compactMap { $0 }.map { Self.figure($0).count }
    let widest = max(figures.max() ?? 0, cells.columns.map { Width.cells($0) }.max() ?? 0)
    // Shade, a sign for what is above the limit, the figure, and a gap.
    let whole = Self.shade + 2 + widest + 2
    hasFigures = whole * cells.columns.count <= room
    pitch = hasFigures ? whole : Self.shade + 1
    self.cells = cells.binned(columns: max(1, room / pitch), rows: Self.mostRows)
  }

  var lines: [Markup] {
    let title = drawing.theme.spelt(Markup(cells.titles.columns, .name))
      .cut(to: drawing.width - margin - 2, drawing.theme.ellipsis)
    return [Pen(title, at: margin + 2).line, head] + cells.rows.indices.map(line) + legend
  }

  static func figure(_ value: Double) -> String {
    value == value.rounded() ? Figures.prose(value) : Figures.fixed(value, 2, grouped: ",")
  }

  private var head: Markup {
    let theme = drawing.theme
    let title = theme.spelt(Markup(cells.titles.rows, .name)).cut(to: margin, theme.ellipsis)
    var pen = Pen(title, at: 0)
    var free = 0
    for (column, name) in cells.columns.enumerated() {
      let label = theme.spelt(Markup(name, .muted))
      let start = margin + 2 + column * pitch
      let at = hasFigures ? start + pitch - 2 - label.cells : start
      guard at >= free, at + label.cells <= drawing.width else { continue }
      pen.write(label, at: at)
      free = at + label.cells + 1
    }
    return pen.line
  }

  private func line(_ row: Int) -> Markup {
    let theme = drawing.theme
    var pen = Pen(
      theme.spelt(Markup(cells.rows[row], .muted)).cut(to: margin, theme.ellipsis), at: 0)
    for (column, value) in cells.values[row].enumerated() {
      let start = margin + 2 + column * pitch
      guard let value else {
        pen.write(theme.spelt(Markup("–", .muted)), at: hasFigures ? start + pitch - 3 : start)
        continue
      }
      let isAbove = drawing.plot.limit.map { value > $0.value } ?? false
      pen.write(Markup(shade(value), isAbove ? .bad : .name), at: start)
      if isAbove { pen.write(theme.spelt(Markup("×", .bad)), at: start + Self.shade) }
      guard hasFigures else { continue }
      let figure = Markup(Self.figure(value), isAbove ? .bad : .number)
      pen.write(figure, at: start + pitch - 2 - figure.cells)
    }
    return pen.line
  }

  private func shade(_ value: Double) -> String {
    let signs = drawing.theme.isUnicode ? ["░", "▒", "▓", "█"] : [".", ":", "=", "#"]
    let share = min(1, max(0, drawing.plot.scale.share(of: value)))
    return String(repeating: signs[min(signs.count - 1, Int(share * 4))], count: Self.shade)
  }

  private var legend: [Markup] {
    let (theme, scale) = (drawing.theme, drawing.plot.scale)
    let title = scale.title.isEmpty ? "" : " \(scale.title)"
    var line = Markup()
    for step in 0..<4 {
      let from = scale.first * (1 - Double(step) / 4) + scale.last * Double(step) / 4
      line += Markup(shade(from), .name)
      line.append(" from \(Self.figure(from))\(step == 0 ? title : "")   ", .muted)
    }
    var lines = theme.spelt(line.withoutTrailingSpaces).wrapped(to: drawing.width)
    if let limit = drawing.plot.limit {
      let said = Markup("× ", .bad) + Markup("above \(limit.name)", .muted)
      lines += theme.spelt(said).wrapped(to: drawing.width)
    }
    return lines
  }
}
