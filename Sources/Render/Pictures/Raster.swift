import Language

/// Cells of a screen that are filled in any order.
struct Raster {
  private struct Cell {
    var sign: Character = " "
    var role = Markup.Role.plain
  }

  let width: Int
  let height: Int
  private var cells: [Cell]

  init(width: Int, height: Int) {
    (self.width, self.height) = (max(0, width), max(0, height))
    cells = [Cell](repeating: Cell(), count: self.width * self.height)
  }

  /// - Parameter row: from below.
  mutating func set(_ sign: String, _ role: Markup.Role, column: Int, row: Int) {
    guard (0..<width).contains(column), (0..<height).contains(row), let sign = sign.first else {
      return
    }
    cells[row * width + column] = Cell(sign: sign, role: role)
  }

  func line(_ row: Int) -> Markup {
    var line = Markup()
    var (text, role) = ("", Markup.Role.plain)
    for cell in cells[row * width..<(row + 1) * width] {
      if cell.role != role {
        line.append(text, role)
        (text, role) = ("", cell.role)
      }
      text.append(cell.sign)
    }
    line.append(text, role)
    return line
  }
}
