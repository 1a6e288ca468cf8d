import Language

/// The cells of a grid, measured: what its layout needs to know of them.
struct Measure {
  /// A cell with its size; of a number, where its decimal point and its end are.
  struct Cell {
    let markup: Markup
    let cells: Int
    /// Cells before the decimal point.
    let whole: Int
    /// Cells up to the end of the digits: none when this is not a number.
    let figure: Int
    let share: Double?
    /// The shares of its parts, where it has some.
    let stack: [Double]

    var isEmpty: Bool { cells == 0 && share == nil }

    init(_ cell: Grid.Cell, _ alignment: Grid.Alignment, _ theme: Theme) {
      switch cell {
      case .bar(let share):
        self.share = share.isFinite ? share : 0
        (markup, cells, whole, figure, stack) = (Markup(), 0, 0, 0, [])
      case .stack(let shares):
        stack = shares.map { $0.isFinite ? $0 : 0 }
        share = stack.reduce(0, +)
        (markup, cells, whole, figure) = (Markup(), 0, 0, 0)
      case .markup(let text):
        (share, stack) = (nil, [])
        markup = theme.spelt(text).onOneLine
        cells = markup.cells
        (whole, figure) = alignment == .decimal ? Self.point(markup.text) : (0, 0)
      }
    }

    /// Where the number at the start of a text has its point and its end.
    private static func point(_ text: String) -> (whole: Int, figure: Int) {
      var (whole, end, index) = (0, 0, 0)
      var hasPoint = false
      for character in text {
        index += 1
        switch character {
        case "0"..."9": end = index
        case "." where !hasPoint && end > 0:
          hasPoint = true
          whole = index - 1
        case ",", "_": if hasPoint || end == 0 { return (whole, end) }
        case "-", "+", "−", "~", "$", "<", ">": if end > 0 { return (hasPoint ? whole : end, end) }
        default: return (hasPoint ? min(whole, end) : end, end)
        }
      }
      return (hasPoint ? min(whole, end) : end, end)
    }
  }

  /// What the cells of a column have in common.
  struct Column {
    let title: Markup
    let alignment: Grid.Alignment
    let isElastic: Bool
    /// Cells before the decimal point, and up to the end of the digits.
    private(set) var whole = 0
    private(set) var fraction = 0
    private(set) var behind = 0
    private(set) var other = 0
    private(set) var hasBars = false

    init(_ column: Grid.Column, _ theme: Theme) {
      title = theme.spelt(Markup(column.title, .muted))
      alignment = column.alignment
      isElastic = column.isElastic
    }

    mutating func note(_ cell: Cell) {
      if cell.share != nil { hasBars = true }
      if cell.figure > 0 {
        whole = max(whole, cell.whole)
        fraction = max(fraction, cell.figure - cell.whole)
        behind = max(behind, cell.cells - cell.whole)
      } else {
        other = max(other, cell.cells)
      }
    }

    /// The width of the numbers, their points under one another.
    var numbers: Int { whole + behind }
    /// The width that its cells want. Text in a column of bars is drawn over what follows.
    var content: Int { hasBars ? 0 : max(numbers, other) }
    var isEmpty: Bool { content == 0 && !hasBars && title.isEmpty }

    /// The least width in which its title takes no more than so many lines.
    func titleCells(lines: Int) -> Int {
      let whole = title.cells
      guard lines > 1, whole > 0 else { return whole }
      return (1...whole).first { width in
        let folded = title.wrapped(to: width)
        return folded.count <= lines && folded.allSatisfy { $0.cells <= width }
      } ?? whole
    }
  }

  let columns: [Column]
  /// Nil stands for a rule.
  let rows: [[Cell]?]
  let grid: Grid

  init(_ grid: Grid, _ theme: Theme) {
    var columns = grid.columns.map { Column($0, theme) }
    rows = grid.rows.map { row in
      guard case .cells(let cells) = row else { return nil }
      return zip(cells, columns.indices).map { cell, index in
        let measured = Cell(cell, columns[index].alignment, theme)
        columns[index].note(measured)
        return measured
      }
    }
    self.columns = columns
    self.grid = grid
  }

  /// The largest share of all bars: it is drawn as the longest.
  var largestShare: Double {
    rows.reduce(0) { most, row in
      (row ?? []).reduce(most) { max($0, $1.share ?? 0) }
    }
  }
}

extension Markup {
  /// Line ends as spaces: a cell is one line.
  var onOneLine: Markup {
    let lines = lines
    return lines.dropFirst().reduce(lines.first ?? Markup()) { $0 + Markup(" ") + $1 }
  }
}
