import Language

/// A fault as people read it: what is wrong, the place, what to try, and how it came there.
struct DiagnosticDrawing {
  private let diagnostic: Diagnostic
  private let width: Int
  private let theme: Theme
  private let spots: [Spot]
  private let callers: [Spot]
  private let gutter: Gutter

  init(_ diagnostic: Diagnostic, width: Int, _ theme: Theme) {
    self.diagnostic = diagnostic
    self.width = width
    self.theme = theme
    spots = diagnostic.labels.map { Spot($0.place) }
    callers = diagnostic.trail.map { Spot($0) }
    let largest = (spots + callers).map(\.line).max() ?? 1
    gutter = Gutter(digits: String(largest).count, theme: theme)
  }

  var lines: [Markup] {
    let (snippets, isHintShown) = snippets
    var lines = heading + snippets
    for (index, line) in hintLines.enumerated() where !(isHintShown && index == 0) {
      lines += wrapped(line, indent: gutter.cells)
    }
    return lines + trail
  }

  // MARK: words

  private var heading: [Markup] {
    var message = diagnostic.message
    if message.hasSuffix("."), !message.hasSuffix("..") { message.removeLast() }
    let text = Markup(title, role) + Markup(" ") + Markup(message: message)
    return theme.spelt(text).lines.enumerated().flatMap { index, line in
      wrapped(line, indent: index == 0 ? 0 : Self.turnover, turnover: Self.turnover)
    }
  }

  private var title: String {
    switch diagnostic.kind {
    case .assertion: "assertion failed:"
    case .note: "note:"
    default: "error:"
    }
  }

  private var role: Markup.Role { diagnostic.kind == .note ? .warning : .bad }

  /// How far the second line of a long message stands in.
  private static let turnover = 2

  private var hintLines: [Markup] {
    guard let hint = diagnostic.hint, !hint.isEmpty else { return [] }
    return theme.spelt(Markup(message: hint)).lines
  }

  private func wrapped(_ line: Markup, indent: Int, turnover: Int? = nil) -> [Markup] {
    let room = max(20, width - (turnover ?? indent))
    return line.wrapped(to: room).enumerated().map { index, piece in
      Pen(piece, at: index == 0 ? indent : turnover ?? indent).line
    }
  }

  // MARK: places

  /// The snippets, and whether the hint's first line stands in one of them.
  private var snippets: (lines: [Markup], isHintShown: Bool) {
    var lines: [Markup] = []
    var isHintShown = false
    for group in sources {
      guard let first = group.first, !spots[first].source.bytes.isEmpty else { continue }
      lines += header(spots[first], "")
      var above: Int?
      for (line, labels) in byLine(group) {
        if let above, line > above + 1 { lines.append(gutter.gap) }
        above = line
        let snippet = Snippet(
          labels.map(mark), aside: labels.first == 0 ? aside : nil, gutter, width: width, theme)
        lines += snippet.lines
        isHintShown = isHintShown || snippet.hasAside
      }
    }
    return (lines, isHintShown)
  }

  private func mark(_ label: Int) -> Snippet.Mark {
    let text = theme.spelt(Markup(message: diagnostic.labels[label].text)).onOneLine
    return Snippet.Mark(spot: spots[label], text: text, role: label == 0 ? role : .name)
  }

  /// What may stand beside the caret: the hint, where nothing else is said.
  private var aside: Markup? {
    diagnostic.labels.allSatisfy(\.text.isEmpty) ? hintLines.first : nil
  }

  /// The labels, by source, in the order in which the sources are first spoken of.
  private var sources: [[Int]] {
    var groups: [[Int]] = []
    for index in spots.indices {
      if let group = groups.firstIndex(where: { spots[$0[0]].source === spots[index].source }) {
        groups[group].append(index)
      } else {
        groups.append([index])
      }
    }
    return groups
  }

  private func byLine(_ labels: [Int]) -> [(line: Int, labels: [Int])] {
    Dictionary(grouping: labels) { spots[$0].line }
      .map { (line: $0.key, labels: $0.value) }.sorted { $0.line < $1.line }
  }

  /// Where a snippet is from. What was typed at the prompt stands right above.
  private func header(_ spot: Spot, _ words: String) -> [Markup] {
    guard let name = spot.source.name else { return [] }
    let place = "\(words)\(Line.printable(name)):\(spot.line):\(spot.column)"
    return [gutter.corner + Markup(place, .muted)]
  }

  // MARK: calls

  private var trail: [Markup] {
    var lines: [Markup] = []
    var last: Spot?
    for spot in callers where !spot.source.bytes.isEmpty {
      // A function that calls itself came by the same place many times.
      if let last, last.source === spot.source, last.line == spot.line, last.cells == spot.cells {
        continue
      }
      last = spot
      let named = header(spot, "called from ")
      lines += named.isEmpty ? [Markup(" called from", .muted)] : named
      let mark = Snippet.Mark(spot: spot, text: Markup(), role: .muted)
      lines += Snippet([mark], gutter, width: width, theme).lines
    }
    return lines
  }
}

/// What stands left of the program's text.
struct Gutter {
  let digits: Int
  let theme: Theme

  var cells: Int { digits + 4 }

  func margin(_ line: Int? = nil) -> Markup {
    let number = line.map(String.init) ?? ""
    let space = String(repeating: " ", count: max(0, digits - number.count) + 1)
    return Markup("\(space)\(number) \(theme.edge) ", .muted)
  }

  /// In place of lines that are not shown.
  var gap: Markup {
    let dots = String(theme.ellipsis.prefix(digits + 1))
    let space = String(repeating: " ", count: max(1, digits + 1 - dots.count))
    return Markup("\(space)\(dots)", .muted)
  }

  /// Before the name of a file.
  var corner: Markup {
    Markup(String(repeating: " ", count: digits + 2) + (theme.isUnicode ? "┌ " : "> "), .muted)
  }
}
