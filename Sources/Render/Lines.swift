import Language

// Lines of markup: measured, cut and wrapped.

/// A character and the role it plays.
private struct Glyph {
  let character: Character
  let role: Markup.Role

  var isSpace: Bool { character == " " }
}

extension Markup {
  /// How many cells it takes.
  var cells: Int { runs.reduce(0) { $0 + Width.cells($1.text) } }

  var isEmpty: Bool { runs.isEmpty }

  private var glyphs: [Glyph] {
    runs.flatMap { run in run.text.map { Glyph(character: $0, role: run.role) } }
  }

  private init(_ glyphs: some Sequence<Glyph>) {
    self.init()
    var text = ""
    var role = Role.plain
    for glyph in glyphs {
      if glyph.role != role {
        append(text, role)
        (text, role) = ("", glyph.role)
      }
      text.append(glyph.character)
    }
    append(text, role)
  }

  var withoutTrailingSpaces: Markup {
    guard runs.last?.text.utf8.last == UInt8(ascii: " ") else { return self }
    let glyphs = glyphs
    let end = glyphs.lastIndex { !$0.isSpace }.map { $0 + 1 } ?? 0
    return Markup(glyphs[..<end])
  }

  /// Text of a message: what stands in backticks is a name.
  init(message: String) {
    self.init()
    var pieces = message.split(separator: "`", omittingEmptySubsequences: false)[...]
    // A backtick without its fellow is only a sign.
    let odd = pieces.count.isMultiple(of: 2) ? pieces.popLast() : nil
    for (index, piece) in pieces.enumerated() {
      if index.isMultiple(of: 2) {
        append(String(piece), .plain)
      } else {
        append("`\(piece)`", .name)
      }
    }
    if let odd { append("`" + odd, .plain) }
  }

  /// The lines of a text that has line ends in it, without signs that a terminal would obey.
  var lines: [Markup] {
    guard runs.contains(where: { $0.text.unicodeScalars.contains(where: Line.isControl) }) else {
      return [self]
    }
    var lines = [Markup()]
    for run in runs {
      let pieces = run.text.split(omittingEmptySubsequences: false) { $0.isNewline }
      for (index, piece) in pieces.enumerated() {
        if index > 0 { lines.append(Markup()) }
        lines[lines.count - 1].append(Line.printable(piece), run.role)
      }
    }
    return lines
  }

  /// Cut short with a sign where it is wider than that.
  func cut(to width: Int, _ ellipsis: String) -> Markup {
    guard cells > width else { return self }
    var room = width - Width.cells(ellipsis)
    var kept: [Glyph] = []
    for glyph in glyphs {
      room -= Width.cells(glyph.character)
      if room < 0 { break }
      kept.append(glyph)
    }
    while kept.last?.isSpace == true { kept.removeLast() }
    return Markup(kept) + Markup(ellipsis, kept.last?.role ?? .plain)
  }

  /// Broken into lines no wider than that, where its words allow it.
  ///
  /// Clauses between middle dots stay whole if they can, the end of a line standing for the dot;
  /// so do names, and a number keeps its unit.
  func wrapped(to width: Int) -> [Markup] {
    guard cells > width else { return [self] }
    let glyphs = glyphs
    let indent = glyphs.prefix { $0.isSpace }
    let room = max(1, width - indent.count)
    var pieces = [glyphs[indent.count...]]
    for breaks in [Self.clauses, Self.words, Self.parts] {
      pieces = pieces.flatMap { Self.cells($0) <= room ? [$0] : breaks($0) }
    }
    return Self.balanced(pieces, in: glyphs, room).map { Markup(indent) + Markup($0) }
  }

  /// Pieces in as few lines as they need; lines of clauses about as long as one another, so that
  /// no short one is left over.
  private static func balanced(
    _ pieces: [ArraySlice<Glyph>], in glyphs: [Glyph], _ room: Int
  ) -> [ArraySlice<Glyph>] {
    var lines = filled(pieces, in: glyphs, room)
    guard pieces.contains(where: { isSeparator(lastWord($0)) }) else { return lines }
    var narrower = room - 1
    let widest = pieces.map { cells($0) }.max() ?? 0
    while narrower >= widest {
      let other = filled(pieces, in: glyphs, narrower)
      guard other.count == lines.count else { break }
      (lines, narrower) = (other, narrower - 1)
    }
    return lines
  }

  private static func filled(
    _ pieces: [ArraySlice<Glyph>], in glyphs: [Glyph], _ room: Int
  ) -> [ArraySlice<Glyph>] {
    guard var line = pieces.first else { return [[]] }
    var lines: [ArraySlice<Glyph>] = []
    for piece in pieces.dropFirst() {
      let longer = glyphs[line.startIndex..<piece.endIndex]
      if cells(longer) <= room {
        line = longer
      } else {
        lines.append(withoutEnd(line))
        line = piece
      }
    }
    return lines + [withoutEnd(line)]
  }

  private static func clauses(_ glyphs: ArraySlice<Glyph>) -> [ArraySlice<Glyph>] {
    pieces(glyphs, isSpace: \.isSpace, isEnd: isSeparator)
  }

  private static func words(_ glyphs: ArraySlice<Glyph>) -> [ArraySlice<Glyph>] {
    pieces(
      glyphs, isSpace: { $0.isSpace && $0.role != .name },
      isEnd: { $0.first?.role == .code ? isOpen($0) : !isNumber($0) })
  }

  private static func parts(_ glyphs: ArraySlice<Glyph>) -> [ArraySlice<Glyph>] {
    pieces(glyphs, isSpace: \.isSpace, isEnd: { _ in true })
  }

  /// Runs of words, each up to a word that may end a line, with the spaces behind it.
  private static func pieces(
    _ glyphs: ArraySlice<Glyph>, isSpace: (Glyph) -> Bool, isEnd: (ArraySlice<Glyph>) -> Bool
  ) -> [ArraySlice<Glyph>] {
    var pieces: [ArraySlice<Glyph>] = []
    var start = glyphs.startIndex
    var word = start
    while word < glyphs.endIndex {
      let end = glyphs[word...].firstIndex(where: isSpace) ?? glyphs.endIndex
      let next = glyphs[end...].firstIndex { !isSpace($0) } ?? glyphs.endIndex
      if isEnd(glyphs[word..<end]) || next == glyphs.endIndex {
        pieces.append(glyphs[start..<next])
        start = next
      }
      word = next
    }
    return pieces
  }

  private static func isSeparator(_ word: ArraySlice<Glyph>) -> Bool {
    word.count == 1 && (word.first?.character == "·" || word.first?.character == "|")
  }

  private static func isNumber(_ word: ArraySlice<Glyph>) -> Bool {
    word.allSatisfy { $0.character.isNumber || ".,_±×".contains($0.character) }
  }

  /// Whether an expression goes on behind it, also on a new line.
  private static func isOpen(_ word: ArraySlice<Glyph>) -> Bool {
    word.last.map { "*/+-,".contains($0.character) } ?? false
  }

  private static func cells(_ glyphs: ArraySlice<Glyph>) -> Int {
    withoutEnd(glyphs).reduce(0) { $0 + Width.cells($1.character) }
  }

  /// Without what a line does not show at its end: spaces, and a dot with nothing behind it.
  private static func withoutEnd(_ glyphs: ArraySlice<Glyph>) -> ArraySlice<Glyph> {
    let shown = trimmed(glyphs)
    let word = lastWord(shown)
    return isSeparator(word) && word.count < shown.count ? trimmed(shown.dropLast()) : shown
  }

  private static func trimmed(_ glyphs: ArraySlice<Glyph>) -> ArraySlice<Glyph> {
    glyphs[..<(glyphs.lastIndex { !$0.isSpace }.map { $0 + 1 } ?? glyphs.startIndex)]
  }

  private static func lastWord(_ glyphs: ArraySlice<Glyph>) -> ArraySlice<Glyph> {
    let shown = trimmed(glyphs)
    return shown[(shown.lastIndex(where: \.isSpace).map { $0 + 1 } ?? shown.startIndex)...]
  }
}

/// Text that a screen shows and does not obey.
enum Line {
  static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.value < 0x7F { return scalar.value < 0x20 }
    switch scalar.properties.generalCategory {
    case .control, .lineSeparator, .paragraphSeparator: return true
    // Marks of direction can make a line read otherwise than it runs; joiners make emoji.
    case .format: return scalar != "\u{200D}" && scalar != "\u{200C}" && scalar != "\u{AD}"
    default: return false
    }
  }

  /// One line with tabs as spaces and a stand-in for what cannot be shown.
  static func printable(_ text: some StringProtocol) -> String {
    guard text.unicodeScalars.contains(where: isControl) else { return String(text) }
    var shown = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if scalar == "\t" {
        shown.append(contentsOf: "  ".unicodeScalars)
      } else {
        shown.append(isControl(scalar) ? "\u{FFFD}" : scalar)
      }
    }
    return String(shown)
  }
}
