import Language

/// Lines of a plot over a scale, their points in a sign of their own.
struct LinesDrawing {
  private let drawing: PlotDrawing
  private let drawn: [Plot.Line]
  private let x: Scale
  private let margin: Int
  private let room: Int
  /// As many rows between any two ticks.
  private let height: Int

  private static let usualHeight = 15.0

  init(_ drawing: PlotDrawing, _ lines: [Plot.Line], _ x: Scale) {
    (self.drawing, self.x) = (drawing, x)
    let ticks = drawing.plot.scale.ticks.map { Width.cells($0.label) }.max() ?? 1
    margin = min(max(ticks, 1), drawing.width / 2)
    let steps = max(1, drawing.plot.scale.ticks.count - 1)
    height = steps * max(1, Int((Self.usualHeight / Double(steps)).rounded())) + 1
    // Half of the last label stands beyond the end.
    let last = (x.ticks.last.map { Width.cells($0.label) } ?? 0) / 2
    let room = max(4, drawing.width - margin - 3 - last)
    self.room = room
    drawn = lines.map { $0.thinned(to: room, over: x) }
  }

  var lines: [Markup] {
    var raster = Raster(width: room, height: height)
    drawLimit(&raster)
    for (index, line) in drawn.enumerated() where line.isJoined { draw(line, index, &raster) }
    for (index, line) in drawn.enumerated() { mark(line, index, &raster) }
    let picture = (0..<height).reversed().map { left($0) + raster.line($0) }
    return kinds + unit + picture + [axis, labels, title]
      + drawing.limitLegend(sign: drawing.theme.rule + drawing.theme.rule)
  }

  // MARK: inside

  private func column(_ value: Double) -> Int {
    Int((min(1, max(0, x.share(of: value))) * Double(room - 1)).rounded())
  }

  private func row(_ value: Double) -> Int {
    let share = drawing.plot.scale.share(of: value)
    return Int((min(1, max(0, share)) * Double(height - 1)).rounded())
  }

  private func drawLimit(_ raster: inout Raster) {
    guard let limit = drawing.plot.limit, !drawing.plot.isLimitBeyond else { return }
    for column in 0..<room {
      raster.set(drawing.theme.rule, drawing.limitRole, column: column, row: row(limit.value))
    }
  }

  /// From point to point, a step at each column where the row changes.
  private func draw(_ line: Plot.Line, _ index: Int, _ raster: inout Raster) {
    for (a, b) in zip(line.points, line.points.dropFirst()) {
      guard let from = a.y, let to = b.y else { continue }
      let (start, end) = (column(a.x), column(b.x))
      var last = row(from)
      for column in start...max(start, end) {
        let share = start == end ? 1 : Double(column - start) / Double(end - start)
        let next = row(from * (1 - share) + to * share)
        step(&raster, column, last, next, .part(index))
        last = next
      }
    }
  }

  private func step(
    _ raster: inout Raster, _ column: Int, _ from: Int, _ to: Int, _ role: Markup.Role
  ) {
    let isUnicode = drawing.theme.isUnicode
    guard from != to else {
      return raster.set(isUnicode ? "━" : "=", role, column: column, row: to)
    }
    for row in min(from, to)...max(from, to) {
      raster.set(isUnicode ? "┃" : "|", role, column: column, row: row)
    }
    let isRising = to > from
    raster.set(isUnicode ? (isRising ? "┛" : "┓") : "+", role, column: column, row: from)
    raster.set(isUnicode ? (isRising ? "┏" : "┗") : "+", role, column: column, row: to)
  }

  /// The points, as many as leave the line visible; lines beside one another mark other ones.
  private func mark(_ line: Plot.Line, _ index: Int, _ raster: inout Raster) {
    var free = line.points.count > room / 3 ? 2 * index : -1
    for (place, point) in line.points.enumerated() {
      guard let y = point.y else { continue }
      let column = column(point.x)
      let neighbours = [place - 1, place + 1].filter(line.points.indices.contains)
      let isAlone = neighbours.allSatisfy { line.points[$0].y == nil }
      guard column >= free || isAlone || !line.isJoined else { continue }
      raster.set(drawing.theme.point(index), .part(index), column: column, row: row(y))
      free = column + (line.points.count > room / 3 ? 3 + 2 * drawn.count : 1)
    }
  }

  // MARK: around

  private var kinds: [Markup] {
    guard !drawing.plot.kinds.isEmpty else { return [] }
    var line = Markup()
    for (index, name) in drawing.plot.kinds.enumerated() {
      if index > 0 { line.append("   ", .plain) }
      line +=
        Markup(drawing.theme.point(index) + " ", .part(index))
        + drawing.theme.spelt(Markup(name, .name))
    }
    return line.wrapped(to: drawing.width)
  }

  private var unit: [Markup] {
    let title = drawing.theme.spelt(Markup(drawing.plot.scale.title, .muted))
    if title.isEmpty { return [] }
    return [
      Pen(title.cut(to: drawing.width, drawing.theme.ellipsis), at: max(0, margin - title.cells))
        .line
    ]
  }

  private func left(_ row: Int) -> Markup {
    // Of two in one row the upper is shown.
    let tick = drawing.plot.scale.ticks.last { self.row($0.value) == row }
    let label = drawing.theme.spelt(Markup(tick?.label ?? "", .muted))
      .cut(to: margin, drawing.theme.ellipsis)
    let edge = Markup(
      tick == nil ? drawing.theme.edge : drawing.theme.isUnicode ? "┤" : "+", .muted)
    var pen = Pen(label, at: margin - label.cells)
    pen.write(edge, at: margin + 1)
    return pen.line
  }

  private var axis: Markup {
    let corner = drawing.theme.isUnicode ? "└" : "+"
    return Pen(
      Markup(corner + String(repeating: drawing.theme.rule, count: room), .muted), at: margin + 1
    ).line
  }

  private var labels: Markup { drawing.labels(x.ticks, in: room, at: margin + 2, x) }

  private var title: Markup {
    let title = drawing.theme.spelt(Markup(x.title, .name)).cut(to: room, drawing.theme.ellipsis)
    return Pen(title, at: margin + 2 + (room - title.cells) / 2).line
  }
}
