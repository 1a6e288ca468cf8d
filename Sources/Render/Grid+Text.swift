import Language

/// A grid drawn on a screen of some width, line by line.
struct GridDrawing {
  private let measure: Measure
  private let layout: Layout
  private let theme: Theme
  /// How much of the longest bar a share of one takes.
  private let scale: Double

  init(_ grid: Grid, width: Int, _ theme: Theme) {
    self.theme = theme
    measure = Measure(grid, theme)
    layout = Layout(measure, width: width)
    let largest = measure.largestShare
    scale = largest > 0 ? 1 / largest : 0
  }

  var lines: [Markup] {
    var lines = measure.grid.hasTitles ? titles : []
    for (row, cells) in zip(measure.grid.rows, measure.rows) {
      switch row {
      case .rule(let columns): lines.append(rule(columns))
      case .cells: lines += draw(cells ?? [])
      }
    }
    return lines
  }

  // MARK: rows

  private func draw(_ cells: [Measure.Cell]) -> [Markup] {
    var first = Pen()
    var below: [Markup] = []
    for (index, cell) in cells.enumerated() where !cell.isEmpty {
      let start = layout.starts[index]
      let isAmongBars = measure.columns[index].hasBars && cell.share == nil
      if index == layout.stacked || isAmongBars && layout.stacked != nil {
        below += hung(cell.markup)
      } else if index == layout.wrapped || isAmongBars {
        let room = index == layout.wrapped ? layout.widths[index] : layout.screen - start
        let lines = cell.markup.wrapped(to: max(room, 1))
        first.write(lines[0], at: start)
        below += lines.dropFirst().map { Pen($0, at: start).line }
      } else {
        first.write(shown(cell, in: index), at: start + offset(cell, in: index))
      }
    }
    return [first.line] + below
  }

  private func shown(_ cell: Measure.Cell, in index: Int) -> Markup {
    if let share = cell.share {
      if !cell.stack.isEmpty {
        let stack = Stack(cell.stack, scale: scale * Double(layout.widths[index]))
        return theme.spelt(stack.bar)
      }
      let bars = Bars(isUnicode: theme.isUnicode)
      return Markup(bars.bar(share * scale, cells: layout.widths[index]), .name)
    }
    guard measure.columns[index].isElastic else { return cell.markup }
    return cell.markup.cut(to: layout.widths[index], theme.ellipsis)
  }

  /// How far a cell stands in from the start of its column.
  private func offset(_ cell: Measure.Cell, in index: Int) -> Int {
    let column = measure.columns[index]
    let width = layout.widths[index]
    switch column.alignment {
    case _ where cell.share != nil: return 0
    case .left: return 0
    case .right: return max(0, width - cell.cells)
    case .decimal where cell.figure > 0:
      return max(0, width - column.numbers) + column.whole - cell.whole
    case .decimal:
      // A dash stands where the units of the numbers stand.
      let end = max(0, width - column.numbers) + column.whole
      return max(0, (cell.cells <= end && column.whole > 0 ? end : width) - cell.cells)
    }
  }

  /// Text on lines of its own, below its row.
  private func hung(_ markup: Markup) -> [Markup] {
    let start = measure.grid.indent + Layout.hanging
    return markup.wrapped(to: max(layout.screen - start, Layout.leastElastic))
      .map { Pen($0, at: start).line }
  }

  /// A line under so many columns; under numbers it ends with their last digit, as in a sum.
  private func rule(_ columns: Int) -> Markup {
    let start = measure.grid.indent
    let shown = measure.columns.indices.prefix(columns).last { layout.widths[$0] > 0 }
    guard let last = shown else { return Markup() }
    let column = measure.columns[last]
    var end = layout.starts[last] + layout.widths[last]
    if column.alignment == .decimal, column.whole > 0 { end -= column.behind - column.fraction }
    let line = String(repeating: theme.rule, count: max(0, end - start))
    return Pen(Markup(line, .muted), at: start).line
  }

  // MARK: titles

  /// Titles, on as many lines as the longest needs, standing on their columns.
  private var titles: [Markup] {
    let folded = measure.columns.indices.map { index in
      layout.widths[index] == 0 || measure.columns[index].title.isEmpty
        ? [] : measure.columns[index].title.wrapped(to: layout.widths[index])
    }
    let height = folded.map(\.count).max() ?? 0
    return (0..<height).map { row in
      var pen = Pen()
      for (index, lines) in folded.enumerated() where row >= height - lines.count {
        let line = lines[row - (height - lines.count)]
        let isLeft = measure.columns[index].alignment == .left
        let offset = isLeft ? 0 : max(0, layout.widths[index] - line.cells)
        pen.write(line, at: layout.starts[index] + offset)
      }
      return pen.line
    }
  }
}

/// Writes markup at places of a line, from left to right.
struct Pen {
  private(set) var line = Markup()
  private var x = 0

  init() {}

  init(_ markup: Markup, at start: Int) { write(markup, at: start) }

  mutating func write(_ markup: Markup, at start: Int) {
    if start > x {
      line.append(String(repeating: " ", count: start - x), .plain)
      x = start
    }
    line += markup
    x += markup.cells
  }
}
