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
      if index.isMultiple(of: 2) { append(String(piece), .plain) }
      else { append("`\(piece)`", .name) }
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
  /// Clauses between middle dots stay whole if they can, and a number keeps its unit.
  func wrapped(to width: Int) -> [Markup] {
    guard cells > width else { return [self] }
    let glyphs = glyphs
    let indent = glyphs.prefix { $0.isSpace }
    let room = max(1, width - indent.count)
    var pieces = Self.pieces(glyphs[indent.count...], isEnd: Self.isSeparator)
    if pieces.contains(where: { Self.cells($0) > room }) {
      pieces = Self.pieces(glyphs[indent.count...]) { !Self.isNumber($0) }
    }
    var lines: [Markup] = []
    var line = glyphs[0..<0]
    for piece in pieces {
      let longer = glyphs[(line.isEmpty ? piece : line).startIndex..<piece.endIndex]
      if line.isEmpty || Self.cells(longer) <= room {
        line = longer
      } else {
        lines.append(Markup(indent) + Markup(line).withoutTrailingSpaces)
        line = piece
      }
    }
    return lines + [Markup(indent) + Markup(line).withoutTrailingSpaces]
  }

  /// Runs of words, each up to a word that may end a line, with the spaces behind it.
  private static func pieces(
    _ glyphs: ArraySlice<Glyph>, isEnd: (ArraySlice<Glyph>) -> Bool
  ) -> [ArraySlice<Glyph>] {
    var pieces: [ArraySlice<Glyph>] = []
    var start = glyphs.startIndex
    var word = start
    while word < glyphs.endIndex {
      let end = glyphs[word...].firstIndex(where: \.isSpace) ?? glyphs.endIndex
      let next = glyphs[end...].firstIndex { !$0.isSpace } ?? glyphs.endIndex
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

  /// Without the spaces at its end, which a line does not show.
  private static func cells(_ glyphs: ArraySlice<Glyph>) -> Int {
    let end = glyphs.lastIndex { !$0.isSpace } ?? glyphs.startIndex
    return glyphs.prefix(through: end).reduce(0) { $0 + Width.cells($1.character) }
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
