import Language

/// Bars of a plot, a line each: its label, its figure, and how far it reaches.
struct BarsDrawing {
  private let drawing: PlotDrawing
  private let bars: [Plot.Bar]
  private let labels: Int
  private let figures: Int
  /// Cells for the bars.
  private let room: Int

  private static let gap = 2
  private static let longest = 60

  init(_ drawing: PlotDrawing, _ bars: [Plot.Bar]) {
    (self.drawing, self.bars) = (drawing, bars)
    figures = bars.map { Width.cells($0.figure) }.max() ?? 0
    let widest = bars.map { Width.cells($0.label) }.max() ?? 0
    let shared = drawing.width - figures - 2 * Self.gap
    labels = min(widest, max(6, shared * 3 / 5))
    room = max(4, min(shared - labels, Self.longest))
  }

  var lines: [Markup] {
    let sign = drawing.theme.edge
    return kinds + title + bars.map(line) + drawing.limitLegend(sign: sign)
  }

  private var kinds: [Markup] {
    guard !drawing.plot.kinds.isEmpty else { return [] }
    var line = Markup()
    for (kind, name) in drawing.plot.kinds.enumerated() {
      if kind > 0 { line.append("   ", .plain) }
      line += drawing.theme.spelt(Markup("█ ", .part(kind)) + Markup(name, .name))
    }
    return line.wrapped(to: drawing.width)
  }

  /// The unit, above the figures.
  private var title: [Markup] {
    let title = drawing.theme.spelt(Markup(drawing.plot.scale.title, .muted))
    guard !title.isEmpty else { return [] }
    let end = labels + Self.gap + figures
    return [
      Pen(title.cut(to: drawing.width, drawing.theme.ellipsis), at: max(0, end - title.cells)).line
    ]
  }

  private func line(_ bar: Plot.Bar) -> Markup {
    let theme = drawing.theme
    var pen = Pen(theme.spelt(Markup(bar.label, .name)).cut(to: labels, theme.ellipsis), at: 0)
    let figure = theme.spelt(Markup(bar.figure, .number))
    pen.write(figure, at: labels + Self.gap + figures - figure.cells)
    pen.write(drawn(bar), at: labels + figures + 2 * Self.gap)
    return pen.line
  }

  private func drawn(_ bar: Plot.Bar) -> Markup {
    var raster = Raster(width: room, height: 1)
    if let to = bar.to { fill(&raster, min(bar.from, to), max(bar.from, to), bar) }
    if let limit = drawing.plot.limit, !drawing.plot.isLimitBeyond {
      let column = min(room - 1, Int(place(limit.value)))
      raster.set(drawing.theme.edge, drawing.limitRole, column: column, row: 0)
    }
    return raster.line(0)
  }

  private func place(_ figure: Double) -> Double {
    min(1, max(0, drawing.plot.scale.share(of: figure))) * Double(room)
  }

  /// From a whole cell on, to an eighth of one: a bar of something is never nothing.
  private func fill(_ raster: inout Raster, _ from: Double, _ to: Double, _ bar: Plot.Bar) {
    guard from < to else { return }
    let theme = drawing.theme
    let start = min(Double(room - 1), place(from).rounded())
    let length = max(place(to) - start, 0.125)
    let isOneKind = drawing.plot.kinds.isEmpty
    let isFine = theme.isUnicode && (theme.isColored || isOneKind)
    let full = String(
      repeating: theme.fill(isOneKind ? 0 : bar.kind), count: max(1, Int(length.rounded())))
    let fine = Bars(isUnicode: true).bar(length / Double(room), cells: room)
    for (cell, sign) in (isFine ? fine : full).enumerated() {
      let role = isOneKind ? Markup.Role.name : .part(bar.kind)
      raster.set(String(sign), role, column: Int(start) + cell, row: 0)
    }
  }
}
