/// Writes a `Draft`, breaking lines that would be too long.
struct DraftPrinter {
  private static let widest = 100
  private static let step = 2

  private let source: Source
  private(set) var bytes: [UInt8] = []
  private var column = 0

  init(_ source: Source) { self.source = source }

  mutating func print(_ draft: Draft) {
    lines(draft.items, draft.dangling, indent: 0)
    if !bytes.isEmpty { bytes.append(ascii("\n")) }
  }

  // MARK: text

  private mutating func write(_ text: [UInt8]) {
    bytes += text
    if let newline = text.lastIndex(of: ascii("\n")) {
      column = columns(of: Array(text[(newline + 1)...]))
    } else {
      column += columns(of: text)
    }
  }

  private mutating func write(_ text: String) { write(Array(text.utf8)) }

  /// Begins a line, unless nothing is written yet.
  private mutating func newline(_ indent: Int, isApart: Bool = false) {
    if !bytes.isEmpty {
      if isApart { bytes.append(ascii("\n")) }
      bytes.append(ascii("\n"))
    }
    bytes += [UInt8](repeating: ascii(" "), count: indent)
    column = indent
  }

  private func fits(_ width: Int) -> Bool { column + width <= Self.widest }

  // MARK: lines

  /// The statements of a script or a block: those that their author put on one line stay there.
  private mutating func lines(_ items: [Draft.Item], _ dangling: [Draft.Comment], indent: Int) {
    var start = 0
    while start < items.count {
      var end = start + 1
      while end < items.count, items[end].sharesLine { end += 1 }
      let isWhole = start == 0 && end == items.count && indent > 0
      line(Array(items[start..<end]), indent: indent, isFirst: start == 0, isSplit: isWhole)
      start = end
    }
    comments(dangling, indent: indent, isFirst: items.isEmpty)
  }

  private mutating func line(_ items: [Draft.Item], indent: Int, isFirst: Bool, isSplit: Bool) {
    let widths = items.compactMap(\.width)
    let width = indent + widths.reduce(0, +) + 2 * (items.count - 1)
    let isOneLine = !isSplit && widths.count == items.count && width <= Self.widest
    for (index, item) in items.enumerated() {
      if isOneLine, index > 0 {
        write("; ")
      } else {
        begin(item, indent: indent, isFirst: isFirst && index == 0)
      }
      let isClosed = item.isClosed && !(isOneLine && index < items.count - 1)
      parts(item.parts, indent: indent, tail: isClosed ? 1 : 0)
      if isClosed { write(";") }
      end(item, indent: indent)
    }
  }

  /// The comments above an item, and the line that it stands on.
  private mutating func begin(_ item: Draft.Item, indent: Int, isFirst: Bool) {
    comments(item.leading, indent: indent, isFirst: isFirst)
    newline(indent, isApart: item.isApart && !(isFirst && item.leading.isEmpty))
  }

  private mutating func comments(_ comments: [Draft.Comment], indent: Int, isFirst: Bool) {
    for (index, comment) in comments.enumerated() {
      newline(indent, isApart: comment.isApart && !(isFirst && index == 0))
      write(comment.text)
    }
  }

  /// The comments behind an item: one on its line, others below.
  private mutating func end(_ item: Draft.Item, indent: Int) {
    for (index, comment) in item.trailing.enumerated() {
      if index == 0 { write("  ") } else { newline(indent) }
      write(comment)
    }
  }

  // MARK: parts

  /// - Parameter tail: how wide the sign is that must follow on the last line.
  private mutating func parts(_ parts: [Draft.Part], indent: Int, tail: Int) {
    var level = indent
    for (index, part) in parts.enumerated() {
      if !part.comments.isEmpty {
        level = indent + Self.step
        for comment in part.comments {
          write(bytes.last == ascii(" ") ? "" : "  ")
          write(comment)
          newline(level)
        }
      } else if part.gap == .soft, breaks(parts[index...], at: indent + Self.step, tail) {
        level = indent + Self.step
        newline(level)
      } else if part.gap != .none {
        write(" ")
      }
      switch part.body {
      case .word(let text): write(text)
      case .group(let group):
        let next = parts[(index + 1)...]
        let rest = next.first?.gap == .soft ? 0 : reach(of: next, tail)
        if let width = group.width, fits(width + rest) || group.items.isEmpty {
          flat(group)
        } else {
          broken(group, indent: level)
        }
      }
    }
  }

  /// Whether the line breaks in the soft gap before these parts: where they go beyond the edge here
  /// and have room on a line of their own, or where not even their first bracket has room.
  private func breaks(_ parts: ArraySlice<Draft.Part>, at indent: Int, _ tail: Int) -> Bool {
    guard column > indent else { return false }
    if let width = width(of: parts, tail) {
      if fits(width) { return false }
      if indent + width - 1 <= Self.widest { return true }
    }
    return !fits(reach(of: parts, tail))
  }

  /// How wide the parts are on one line up to the next soft gap, or nil where they need several.
  private func width(of parts: ArraySlice<Draft.Part>, _ tail: Int) -> Int? {
    var sum = 0
    for (offset, part) in parts.enumerated() {
      if offset > 0, part.gap == .soft { return sum }
      guard let width = part.width else { return nil }
      sum += width
    }
    return sum + tail
  }

  /// How far they reach at least: up to the next soft gap, or to the first bracket that can be broken.
  private func reach(of parts: ArraySlice<Draft.Part>, _ tail: Int) -> Int {
    var sum = 0
    for (offset, part) in parts.enumerated() {
      if offset > 0, part.gap == .soft { return sum }
      if case .group(let group) = part.body, group.width == nil || !group.items.isEmpty {
        return sum + (part.gap == .none ? 1 : 2)
      }
      sum += part.width ?? 0
    }
    return sum + tail
  }

  // MARK: brackets

  private mutating func flat(_ group: Draft.Group) {
    write(group.open)
    if group.isPadded { write(" ") }
    for (index, item) in group.items.enumerated() {
      if index > 0 { write(group.shape == .block ? "; " : ", ") }
      for part in item.parts {
        if part.gap != .none { write(" ") }
        switch part.body {
        case .word(let text): write(text)
        case .group(let inner): flat(inner)
        }
      }
    }
    if group.isPadded { write(" ") }
    write(group.close)
  }

  /// One item a line.
  private mutating func broken(_ group: Draft.Group, indent: Int) {
    let inner = indent + Self.step
    write(group.open)
    if group.shape == .block {
      lines(group.items, group.dangling, indent: inner)
    } else {
      for (index, item) in group.items.enumerated() {
        begin(item, indent: inner, isFirst: index == 0)
        let isLast = index == group.items.count - 1
        let hasComma = !isLast || group.shape != .single
        parts(item.parts, indent: inner, tail: hasComma ? 1 : 0)
        if hasComma { write(",") }
        end(item, indent: inner)
      }
      comments(group.dangling, indent: inner, isFirst: group.items.isEmpty)
    }
    newline(indent)
    write(group.close)
  }
}
