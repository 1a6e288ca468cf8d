/// How many cells of a terminal a text takes.
enum Width {
  static func cells(_ text: String) -> Int {
    // Almost all that is shown is printable ASCII, where a byte is a cell.
    if text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return text.utf8.count }
    return text.reduce(0) { $0 + cells($1) }
  }

  /// A character is as wide as the first of its scalars that takes room at all.
  static func cells(_ character: Character) -> Int {
    let scalars = character.unicodeScalars
    // The variation selector asks for the picture, and pictures are two cells wide.
    if scalars.count > 1, scalars.contains("\u{FE0F}") { return 2 }
    for scalar in scalars {
      let cells = cells(scalar)
      if cells > 0 { return cells }
    }
    return 0
  }

  private static func cells(_ scalar: Unicode.Scalar) -> Int {
    if scalar.value < 0x300 { return scalar.value < 0x20 || isDelete(scalar) ? 0 : 1 }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format, .control: return 0
    default: return isWide(scalar) || scalar.properties.isEmojiPresentation ? 2 : 1
    }
  }

  private static func isDelete(_ scalar: Unicode.Scalar) -> Bool {
    (0x7F...0x9F).contains(scalar.value)
  }

  private static func isWide(_ scalar: Unicode.Scalar) -> Bool {
    guard scalar.value >= 0x1100 else { return false }
    return wide.contains { $0.contains(scalar.value) }
  }

  /// East Asian Wide and Fullwidth of Unicode's EastAsianWidth.txt, in blocks; emoji are asked of
  /// the standard library.
  private static let wide: [ClosedRange<UInt32>] = [
    0x1100...0x115F,  // Hangul initials
    0x2329...0x232A,
    0x2E80...0x303E,  // radicals, punctuation
    0x3041...0x3247,  // kana, Bopomofo, Jamo
    0x3250...0xA4CF,  // ideographs, Yi
    0xA960...0xA97F,
    0xAC00...0xD7A3,  // Hangul syllables
    0xF900...0xFAFF,
    0xFE10...0xFE19,
    0xFE30...0xFE6B,
    0xFF01...0xFF60,  // full-width forms
    0xFFE0...0xFFE6,
    0x16FE0...0x18DFF,  // Tangut, Khitan
    0x1AFF0...0x1B2FB,  // historic kana, Nushu
    0x1F200...0x1F265,
    0x20000...0x3FFFD,
  ]
}
