import Language

/// A line of a program with carets under parts of it and words about them.
struct Snippet {
  struct Mark {
    let spot: Spot
    var text: Markup
    let role: Markup.Role
  }

  /// All on one line; the first is the one that the fault is about.
  let marks: [Mark]
  let gutter: Gutter
  let width: Int
  let theme: Theme

  /// Cells for the program's text.
  private var room: Int { max(12, width - gutter.cells) }

  var lines: [Markup] {
    guard let first = marks.first else { return [] }
    let window = Window(first.spot.text, marks.map(\.spot.cells), room: room, theme)
    let marks = zip(marks, window.marks).map { Placed(mark: $0, cells: $1) }
    let code = gutter.margin(first.spot.line) + Markup(window.text)
    let (beside, below) = arranged(marks)
    var carets = caretRow(marks)
    if let beside {
      carets.write(beside.mark.text, at: beside.cells.upperBound + 1)
    }
    return [code, gutter.margin() + carets.line] + texts(below).map { gutter.margin() + $0 }
  }

  private struct Placed {
    let mark: Mark
    let cells: Range<Int>
  }

  /// Whose text stands beside the carets, and whose below them, from right to left.
  private func arranged(_ marks: [Placed]) -> (beside: Placed?, below: [Placed]) {
    var spoken = marks.filter { !$0.mark.text.isEmpty }
      .sorted { ($0.cells.lowerBound, $0.cells.upperBound) > ($1.cells.lowerBound, $1.cells.upperBound) }
    let end = marks.map(\.cells.upperBound).max() ?? 0
    guard let last = spoken.first, last.cells.upperBound == end,
      end + 1 + last.mark.text.cells <= room
    else { return (nil, spoken) }
    spoken.removeFirst()
    return (last, spoken)
  }

  private func caretRow(_ marks: [Placed]) -> Pen {
    let end = marks.map(\.cells.upperBound).max() ?? 0
    var roles = [Markup.Role?](repeating: nil, count: end)
    // The first last, so that it lies on top.
    for placed in marks.reversed() {
      for cell in placed.cells { roles[cell] = placed.mark.role }
    }
    var pen = Pen()
    for (cell, role) in roles.enumerated() {
      if let role { pen.write(Markup("^", role), at: cell) }
    }
    return pen
  }

  /// Each text under the start of its carets, with a line up to those that wait for theirs.
  private func texts(_ below: [Placed]) -> [Markup] {
    below.enumerated().flatMap { index, placed -> [Markup] in
      let text = placed.mark.text
      let start = max(0, min(placed.cells.lowerBound, room - text.cells))
      let waiting = below[(index + 1)...].filter { $0.cells.lowerBound < start }.reversed()
      return text.wrapped(to: room).map { piece in
        var pen = Pen()
        for other in waiting {
          pen.write(Markup(theme.edge, other.mark.role), at: other.cells.lowerBound)
        }
        pen.write(piece, at: start)
        return pen.line
      }
    }
  }
}

/// The part of a line that fits on the screen, around what is meant.
struct Window {
  let text: String
  /// The marks as cells of the window.
  let marks: [Range<Int>]

  init(_ line: String, _ marks: [Range<Int>], room: Int, _ theme: Theme) {
    let end = max(Width.cells(line), marks.map(\.upperBound).max() ?? 0)
    guard end > room else {
      (text, self.marks) = (line, marks)
      return
    }
    let focus = Self.focus(marks, room: room)
    let sign = Width.cells(theme.ellipsis)
    var left = 0
    if focus.upperBound > room - sign {
      left = max(0, focus.lowerBound - max(sign + 1, (room - focus.count) / 2))
      left = min(left, end - room)
    }
    let isCut = Width.cells(line) > left + room
    let from = left > 0 ? left + sign : 0
    let to = isCut ? left + room - sign : left + room
    text =
      (left > 0 ? theme.ellipsis : "") + Self.part(of: line, from, to)
      + (isCut ? theme.ellipsis : "")
    self.marks = marks.map { mark in
      let start = min(max(0, mark.lowerBound - left), room - 1)
      return start..<max(start + 1, min(room, mark.upperBound - left))
    }
  }

  /// All that is meant if it fits, or else the first of it.
  private static func focus(_ marks: [Range<Int>], room: Int) -> Range<Int> {
    guard let first = marks.first else { return 0..<0 }
    let low = marks.map(\.lowerBound).min() ?? 0
    let high = marks.map(\.upperBound).max() ?? 0
    if high - low <= room * 3 / 4 { return low..<high }
    return first.lowerBound..<min(first.upperBound, first.lowerBound + room / 2)
  }

  /// The characters in these cells; half of a wide one is a space.
  private static func part(of line: String, _ from: Int, _ to: Int) -> String {
    var text = ""
    var x = 0
    for character in line {
      let end = x + Width.cells(character)
      if x >= from, end <= to {
        text.append(character)
      } else if end > from, x < to {
        text += String(repeating: " ", count: min(end, to) - max(x, from))
      }
      x = end
    }
    return text
  }
}
