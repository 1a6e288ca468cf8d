import Language

/// A plot as shapes.
struct PlotShapes {
  let plot: Plot
  private let limitLook: String

  private static let rowHeight = 22.0
  private static let widestLabel = 30
  private static let gap = 12.0
  private static let areaHeight = 300.0

  init(_ plot: Plot) {
    self.plot = plot
    limitLook = plot.isBroken ? "bad" : "good"
  }

  func draw(on sheet: inout Sheet) {
    switch plot.marks {
    case .bars(let bars): draw(bars, on: &sheet)
    case .lines(let lines, let x): draw(lines, over: x, on: &sheet)
    case .cells(let cells): draw(cells, on: &sheet)
    }
    legendOfLimit(on: &sheet)
  }

  private func share(_ value: Double) -> Double { min(1, max(0, plot.scale.share(of: value))) }

  private func legendOfLimit(on sheet: inout Sheet) {
    guard let limit = plot.limit else { return }
    if case .cells = plot.marks {
      sheet.write(Markup("× ", .bad) + Markup("above \(limit.name)", .muted))
    } else if plot.isLimitBeyond {
      sheet.write(Markup("\(limit.name), beyond the picture", .muted))
    }
  }

  /// The kinds with their signs, one behind the other.
  private func kinds(on sheet: inout Sheet, sign: (inout Sheet, Int, Double, Double) -> Void) {
    guard !plot.kinds.isEmpty else { return }
    var x = sheet.left
    sheet.y += Sheet.lineHeight
    for (kind, name) in plot.kinds.enumerated() {
      if x > sheet.left, x + 14 + Sheet.length(name) > sheet.right {
        x = sheet.left
        sheet.y += Sheet.lineHeight
      }
      sign(&sheet, kind, x + 5, sheet.y - 10)
      sheet.text(Markup(name), x: x + 14, y: sheet.y - 5)
      x += 14 + Sheet.length(name) + 24
    }
    sheet.y += 4
  }

  private static func cut(_ text: String, to letters: Int = widestLabel) -> Markup {
    Markup(text).onOneLine.cut(to: letters, "…")
  }

  // MARK: bars

  private func draw(_ bars: [Plot.Bar], on sheet: inout Sheet) {
    kinds(on: &sheet) { sheet, kind, x, y in
      sheet.rectangle(x - 5, y - 5, 10, 10, "p\(SVG.part(kind))")
    }
    let labels = bars.map { Double(Self.cut($0.label).cells) * Sheet.letter }.max() ?? 0
    let figures = (bars.map(\.figure) + [plot.scale.title]).map { Sheet.length($0) }.max() ?? 0
    let end = sheet.left + labels + Self.gap + figures
    let start = end + Self.gap
    let room = sheet.right - start - 2 * Sheet.letter
    sheet.text(Markup(plot.scale.title, .muted), x: end, y: sheet.y + 14, .end)
    let top = sheet.y + Sheet.lineHeight
    let bottom = top + Double(bars.count) * Self.rowHeight + 4
    for tick in plot.scale.ticks(in: room, length: { Sheet.length($0) + 10 }) {
      let x = start + share(tick.value) * room
      sheet.line(x, top, x, bottom, "grid")
      sheet.text(Markup(tick.label, .muted), x: x, y: bottom + 15, .middle)
    }
    for (row, bar) in bars.enumerated() {
      let y = top + Double(row) * Self.rowHeight
      sheet.text(Self.cut(bar.label), x: sheet.left, y: y + 16)
      sheet.text(Markup(bar.figure), x: end, y: y + 16, .end)
      guard let to = bar.to else { continue }
      let (from, until) = (share(min(bar.from, to)), share(max(bar.from, to)))
      let length = from < until ? max(1, (until - from) * room) : 0
      sheet.rectangle(start + from * room, y + 4, length, 15, "p\(SVG.part(bar.kind))")
    }
    let zero = start + share(0) * room
    sheet.line(zero, top, zero, bottom, "axis")
    sheet.y = bottom + Sheet.lineHeight
    guard let limit = plot.limit, !plot.isLimitBeyond else { return }
    let x = start + share(limit.value) * room
    sheet.line(x, top - 4, x, bottom, "limit \(limitLook)")
    let isRight = x + Sheet.length(limit.name) / 2 > sheet.right
    sheet.text(
      Markup(limit.name, plot.isBroken ? .bad : .good), x: isRight ? sheet.right : x,
      y: sheet.y + 14, isRight ? .end : .middle)
    sheet.y += Sheet.lineHeight
  }

  // MARK: lines

  private func draw(_ lines: [Plot.Line], over x: Scale, on sheet: inout Sheet) {
    kinds(on: &sheet) { sheet, kind, x, y in sheet.point(kind, x: x, y: y) }
    let ticks = plot.scale.ticks
    let start = sheet.left + (ticks.map { Sheet.length($0.label) }.max() ?? 0) + Self.gap
    let room = sheet.right - start - 4 * Sheet.letter
    sheet.text(Markup(plot.scale.title, .muted), x: sheet.left, y: sheet.y + 14)
    let top = sheet.y + Sheet.lineHeight + 8
    let bottom = top + Self.areaHeight
    func across(_ value: Double) -> Double { start + min(1, max(0, x.share(of: value))) * room }
    func up(_ value: Double) -> Double { bottom - share(value) * Self.areaHeight }
    for tick in ticks {
      sheet.line(start, up(tick.value), start + room, up(tick.value), "grid")
      sheet.text(Markup(tick.label, .muted), x: start - 8, y: up(tick.value) + 4.5, .end)
    }
    sheet.line(start, bottom, start + room, bottom, "axis")
    for tick in x.ticks(in: room, length: { Sheet.length($0) + 12 }) {
      sheet.line(across(tick.value), bottom, across(tick.value), bottom + 4, "axis")
      sheet.text(Markup(tick.label, .muted), x: across(tick.value), y: bottom + 18, .middle)
    }
    sheet.text(Markup(x.title), x: start + room / 2, y: bottom + 37, .middle)
    if let limit = plot.limit, !plot.isLimitBeyond {
      let y = up(limit.value)
      sheet.line(start, y, start + room, y, "limit \(limitLook)")
      sheet.text(
        Markup(limit.name, plot.isBroken ? .bad : .good), x: start + 6, y: y - 5)
    }
    for (index, line) in lines.enumerated() {
      draw(line.thinned(to: 300, over: x), index, on: &sheet, across: across, up: up)
    }
    sheet.y = bottom + 42
  }

  private func draw(
    _ line: Plot.Line, _ index: Int, on sheet: inout Sheet,
    across: (Double) -> Double, up: (Double) -> Double
  ) {
    var strokes: [[(x: Double, y: Double)]] = [[]]
    for point in line.points {
      if let y = point.y {
        strokes[strokes.count - 1].append((across(point.x), up(y)))
      } else if strokes.last?.isEmpty == false {
        strokes.append([])
      }
    }
    for stroke in strokes where line.isJoined && stroke.count > 1 {
      sheet.path(Sheet.path(stroke), "line l\(SVG.part(index))")
    }
    let every = line.isJoined ? max(1, line.points.count / 24) : 1
    for stroke in strokes {
      for (place, point) in stroke.enumerated() where place % every == 0 {
        sheet.point(index, x: point.x, y: point.y)
      }
    }
  }

  // MARK: cells

  private func draw(_ all: Plot.Cells, on sheet: inout Sheet) {
    let names = (all.rows + [all.titles.rows]).map { Self.cut($0, to: 20).cells }.max() ?? 0
    let start = sheet.left + Double(names) * Sheet.letter + Self.gap
    let room = sheet.right - start
    let cells = all.binned(columns: 120, rows: 80)
    let pitch = min(96, room / Double(cells.columns.count))
    let height = cells.rows.count > 24 ? 14.0 : 26
    let letters = Int(pitch / Sheet.letter) - 2
    sheet.text(Markup(cells.titles.columns), x: start, y: sheet.y + 14)
    sheet.text(Self.cut(cells.titles.rows, to: 20), x: sheet.left, y: sheet.y + 32)
    var free = 0.0
    for (column, name) in cells.columns.enumerated() {
      let center = start + (Double(column) + 0.5) * pitch
      let half = Sheet.length(name) / 2
      guard center - half >= free, center + half <= sheet.right + 4 else { continue }
      sheet.text(Markup(name, .muted), x: center, y: sheet.y + 32, .middle)
      free = center + half + 6
    }
    let top = sheet.y + 38
    for (row, values) in cells.values.enumerated() {
      let y = top + Double(row) * height
      let step = max(1, Int(16 / height))
      if row % step == 0 {
        let name = Self.cut(cells.rows[row], to: 20).text
        sheet.text(Markup(name, .muted), x: sheet.left, y: y + height / 2 + 4.5)
      }
      for (column, value) in values.enumerated() {
        guard let value else { continue }
        let isAbove = plot.limit.map { value > $0.value } ?? false
        let x = start + Double(column) * pitch
        sheet.rectangle(
          x + 0.5, y + 0.5, pitch - 1, height - 1, "p0", opacity: 0.08 + 0.72 * share(value))
        let figure = (isAbove ? "× " : "") + CellsDrawing.figure(value)
        if Width.cells(figure) <= letters, height > 20 {
          sheet.text(Markup(figure), x: x + pitch / 2, y: y + height / 2 + 4.5, .middle)
        } else if isAbove {
          sheet.text(Markup("×"), x: x + pitch / 2, y: y + height / 2 + 4.5, .middle)
        }
      }
    }
    sheet.y = top + Double(cells.rows.count) * height + 6
    let range = [plot.scale.first, plot.scale.last].map { CellsDrawing.figure($0) }
    let title = plot.scale.title.isEmpty ? "" : " \(plot.scale.title)"
    sheet.write(
      Markup("the stronger the colour, the more: \(range[0]) to \(range[1])\(title)", .muted))
  }
}
