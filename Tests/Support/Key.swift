/// Keys as a terminal sends them.
package enum Key {
  package static let enter = "\r"
  package static let tab = "\t"
  package static let up = "\u{1B}[A"
  package static let down = "\u{1B}[B"
  package static let left = "\u{1B}[D"
  package static let right = "\u{1B}[C"
  package static let home = "\u{1}"
  package static let end = "\u{5}"
  package static let delete = "\u{1B}[3~"
  package static let backspace = "\u{7F}"
  package static let escape = "\u{1B}"

  /// A text as a terminal sends it that marks pastes.
  package static func paste(_ text: String) -> String { "\u{1B}[200~\(text)\u{1B}[201~" }

  package static func control(_ letter: Character) -> String {
    letter.asciiValue.map { String(UnicodeScalar($0 & 0x1F)) } ?? ""
  }
}
