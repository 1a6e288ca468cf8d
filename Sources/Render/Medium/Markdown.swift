import Language

/// Views as Markdown: grids as tables with pipes, other lines as they are.
enum Markdown {
  static func text(_ view: View) -> String {
    var lines: [String] = []
    for block in view.blocks {
      switch block {
      case .blank: if lines.last?.isEmpty == false { lines.append("") }
      case .line(let markup): lines.append(markup.withoutTrailingSpaces.text)
      case .grid(let grid):
        // A table stands apart: the next line would be its next row.
        if lines.last?.isEmpty == false { lines.append("") }
        lines += table(grid) + [""]
      case .chart(let chart):
        if lines.last?.isEmpty == false { lines.append("") }
        lines += table(chart.table) + [""]
      case .plot(let plot):
        if lines.last?.isEmpty == false { lines.append("") }
        lines += table(plot.table) + [""]
      }
    }
    return lines.map { $0 + "\n" }.joined()
  }

  private static func table(_ grid: Grid) -> [String] {
    let columns = shownColumns(grid)
    let rows = grid.rows.compactMap { row -> [String]? in
      guard case .cells(let cells) = row else { return nil }
      return text(cells, in: columns)
    }
    let titles = columns.map { escaped(grid.columns[$0].title) }
    let widths = columns.indices.map { index in
      ([titles] + rows).map { Width.cells($0[index]) }.max().map { max($0, 3) } ?? 3
    }
    let alignments = columns.map { grid.columns[$0].alignment }
    let divider = zip(widths, alignments).map { width, alignment in
      let line = String(repeating: "-", count: width - 1)
      return alignment == .left ? line + "-" : line + ":"
    }
    return ([titles, divider] + rows).map { cells in
      let padded = zip(zip(cells, widths), alignments).map { pair, alignment in
        Self.padded(pair.0, pair.1, atLeft: alignment == .left)
      }
      return "| " + padded.joined(separator: " | ") + " |"
    }
  }

  /// Columns of bars have nothing to say here: their figures stand beside them.
  private static func shownColumns(_ grid: Grid) -> [Int] {
    grid.columns.indices.filter { index in
      !grid.rows.contains { row in
        guard case .cells(let cells) = row, index < cells.count else { return false }
        if case .markup = cells[index] { return false }
        return true
      }
    }
  }

  /// The texts of a row; one that stood among bars goes to the next column if that is free.
  private static func text(_ cells: [Grid.Cell], in columns: [Int]) -> [String] {
    var texts = columns.map { index -> String in
      guard index < cells.count, case .markup(let markup) = cells[index] else { return "" }
      return escaped(markup.onOneLine.text)
    }
    for (index, cell) in cells.enumerated() where !columns.contains(index) {
      guard case .markup(let markup) = cell, !markup.isEmpty,
        let next = columns.firstIndex(where: { $0 > index }), texts[next].isEmpty
      else { continue }
      texts[next] = escaped(markup.onOneLine.text)
    }
    return texts
  }

  private static func escaped(_ text: String) -> String {
    text.spelling("|", as: "\\|")
  }

  private static func padded(_ text: String, _ width: Int, atLeft: Bool) -> String {
    let space = String(repeating: " ", count: max(0, width - Width.cells(text)))
    return atLeft ? text + space : space + text
  }
}
