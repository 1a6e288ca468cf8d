import Language

/// A chart as shapes: amounts on one another, over time.
struct ChartShapes {
  private let chart: Chart
  private let scale: Scale
  private let limit: Plot.Limit?

  /// Columns for all sections together.
  private static let columns = 330
  private static let height = 280.0

  init(_ chart: Chart) {
    self.chart = chart
    let most = chart.most / chart.unit.scale
    limit = chart.limit.map { Plot.Limit($0 / chart.unit.scale, "") }
    scale = Scale(chart.unit.name, of: [Plot.top(most, limit)], fromZero: true)
  }

  func draw(on sheet: inout Sheet) {
    let widths = ChartDrawing.widths(chart.sections, in: Self.columns)
    let columns = zip(chart.sections, widths).flatMap {
      ChartDrawing.columns($0.moments, $1).map(\.amounts)
    }
    guard !columns.isEmpty else { return }
    let start = sheet.left + (scale.ticks.map { Sheet.length($0.label) }.max() ?? 0) + 12
    let pitch = (sheet.right - start) / Double(columns.count)
    sheet.text(Markup(scale.title, .muted), x: sheet.left, y: sheet.y + 14)
    let top = sheet.y + 2 * Sheet.lineHeight
    let bottom = top + Self.height
    func up(_ value: Double) -> Double {
      bottom - min(1, max(0, scale.share(of: value))) * Self.height
    }
    for tick in scale.ticks {
      sheet.line(start, up(tick.value), sheet.right, up(tick.value), "grid")
      sheet.text(Markup(tick.label, .muted), x: start - 8, y: up(tick.value) + 4.5, .end)
    }
    let parts = columns.map(\.count).max() ?? 0
    for part in 0..<parts {
      let outline = outline(of: part, columns) { (start + Double($0) * pitch, up($1)) }
      if !outline.isEmpty { sheet.path(Sheet.path(outline) + "Z", "p\(SVG.part(part))") }
    }
    peak(columns, start: start, pitch: pitch, y: top, on: &sheet)
    if let limit, scale.share(of: limit.value) <= 1 {
      let isBroken = chart.most > chart.limit ?? 0
      sheet.line(
        start, up(limit.value), sheet.right, up(limit.value), "limit \(isBroken ? "bad" : "good")")
    }
    sheet.line(start, bottom, sheet.right, bottom, "axis")
    titles(widths, start: start, pitch: pitch, y: bottom, on: &sheet)
    sheet.y = bottom + 2 * Sheet.lineHeight + 6
  }

  /// Along the tops of a part from left to right, and back along what it stands on.
  private func outline(
    of part: Int, _ columns: [[Double]], at place: (Int, Double) -> (x: Double, y: Double)
  ) -> [(x: Double, y: Double)] {
    func sum(_ amounts: [Double], _ parts: Int) -> Double {
      amounts.prefix(parts).reduce(0) { $0 + max(0, $1) } / chart.unit.scale
    }
    let (upper, lower) = (columns.map { sum($0, part + 1) }, columns.map { sum($0, part) })
    guard upper != lower else { return [] }
    func edge(_ heights: [Double]) -> [(x: Double, y: Double)] {
      var points: [(x: Double, y: Double)] = []
      for (column, height) in heights.enumerated() {
        if column > 0, heights[column - 1] == height { continue }
        if column > 0 { points.append(place(column, heights[column - 1])) }
        points.append(place(column, height))
      }
      return points + [place(heights.count, heights.last ?? 0)]
    }
    return edge(upper) + edge(lower).reversed()
  }

  private func peak(
    _ columns: [[Double]], start: Double, pitch: Double, y: Double, on sheet: inout Sheet
  ) {
    let sums = columns.map { $0.reduce(0, +) }
    let place = sums.firstIndex(of: sums.max() ?? 0) ?? 0
    let x = start + (Double(place) + 0.5) * pitch
    let isRight = x + Sheet.length(chart.peak) > sheet.right
    let text = isRight ? "\(chart.peak) ▼" : "▼ \(chart.peak)"
    let letter = isRight ? Sheet.letter / 2 : -Sheet.letter / 2
    sheet.text(Markup(text, .strong), x: x + letter, y: y - 8, isRight ? .end : .start)
  }

  private func titles(
    _ widths: [Int], start: Double, pitch: Double, y: Double, on sheet: inout Sheet
  ) {
    var (x, last, free) = (start, "", 0.0)
    for (section, width) in zip(chart.sections, widths) {
      let room = Double(width) * pitch
      if x > start { sheet.line(x, y, x, y + 6, "axis") }
      let title = Sheet.length(section.title) <= room ? section.title : ""
      sheet.text(Markup(title), x: x + 3, y: y + 16)
      if section.group != last, x >= free {
        sheet.text(Markup(section.group, .muted), x: x + 3, y: y + 34)
        free = x + Sheet.length(section.group) + 8
      }
      last = section.group
      x += room
    }
  }
}
