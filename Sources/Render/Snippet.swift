import Language

/// A line of a program with carets under parts of it and words about them.
struct Snippet {
  struct Mark {
    let spot: Spot
    var text: Markup
    let role: Markup.Role
  }

  /// The lines of the snippet.
  let lines: [Markup]
  /// Whether what was to stand beside the first caret found room there.
  let hasAside: Bool

  /// - Parameters:
  ///   - marks: all on one line; the first is the one that the fault is about.
  ///   - aside: what stands beside the first caret if there is room and nothing else is said.
  init(_ marks: [Mark], aside: Markup? = nil, _ gutter: Gutter, width: Int, _ theme: Theme) {
    let drawing = SnippetDrawing(marks, aside, gutter, room: max(12, width - gutter.cells), theme)
    lines = drawing.lines
    hasAside = drawing.aside != nil
  }
}

private struct SnippetDrawing {
  private let gutter: Gutter
  private let room: Int
  private let theme: Theme
  private let number: Int
  private let window: Window
  private let marks: [Placed]
  let aside: Markup?

  init(
    _ marks: [Snippet.Mark], _ aside: Markup?, _ gutter: Gutter, room: Int, _ theme: Theme
  ) {
    (self.gutter, self.room, self.theme) = (gutter, room, theme)
    number = marks.first?.spot.line ?? 1
    let last = marks.max { $0.spot.cells.upperBound < $1.spot.cells.upperBound }
    let isSilent = marks.allSatisfy(\.text.isEmpty)
    let beside = isSilent ? aside : last?.text
    window = Window(
      marks.first?.spot.text ?? "", marks.map(\.spot.cells), beside: beside?.cells ?? 0,
      room: room, theme)
    self.marks = zip(marks, window.marks).map { Placed(mark: $0, cells: $1) }
    let end = window.marks.map(\.upperBound).max() ?? 0
    let fits = end + 1 + (aside?.cells ?? 0) <= room
    self.aside = isSilent && window.marks.first?.upperBound == end && fits ? aside : nil
  }

  var lines: [Markup] {
    let (beside, below) = arranged
    var carets = caretRow
    if let aside, let first = marks.first {
      carets.write(aside, at: first.cells.upperBound + 1)
    }
    if let beside {
      carets.write(beside.mark.text, at: beside.cells.upperBound + 1)
    }
    let rows = [carets.line] + texts(below)
    return [gutter.margin(number) + Markup(window.text)] + rows.map { gutter.margin() + $0 }
  }

  private struct Placed {
    let mark: Snippet.Mark
    let cells: Range<Int>
  }

  /// Whose text stands beside the carets, and whose below them, from right to left.
  private var arranged: (beside: Placed?, below: [Placed]) {
    var spoken = marks.filter { !$0.mark.text.isEmpty }.sorted { a, b in
      (a.cells.lowerBound, a.cells.upperBound) > (b.cells.lowerBound, b.cells.upperBound)
    }
    let end = marks.map(\.cells.upperBound).max() ?? 0
    guard let last = spoken.first, last.cells.upperBound == end,
      end + 1 + last.mark.text.cells <= room
    else { return (nil, spoken) }
    spoken.removeFirst()
    return (last, spoken)
  }

  private var caretRow: Pen {
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
  /// Cells before what is meant that should be seen at least.
  private static let context = 6

  /// - Parameter beside: cells that a text behind the last mark would like.
  init(_ line: String, _ marks: [Range<Int>], beside: Int, room: Int, _ theme: Theme) {
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
    // Rather a little less of the line than the text on a line of its own.
    let wanted = focus.upperBound + 1 + beside - room
    if beside > 0, wanted > left, focus.lowerBound - wanted >= sign + Self.context {
      left = wanted
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
