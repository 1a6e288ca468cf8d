/// A value of a JSON text.
enum JSON: Sendable, Equatable {
  case null
  case truth(Bool)
  /// Written without a fraction or an exponent, and small enough to be exact.
  case whole(Int)
  /// Any other number, `NaN` and `Infinity` included: Python writes them, so configs hold them.
  case number(Double)
  case text(String)
  case list([JSON])
  case object([String: Member])

  /// A value under a key, and the byte at which it begins.
  struct Member: Sendable, Equatable {
    let value: JSON
    let offset: Int
  }
}

extension JSON {
  /// The value as a message shows it: short, whatever the file holds.
  var shown: String {
    switch self {
    case .null: "null"
    case .truth(let truth): "\(truth)"
    case .whole(let whole): "\(whole)"
    case .number(let number): "\(number)"
    case .text(let text): quoted(text)
    case .list(let items): "a list of \(items.count)"
    case .object: "an object"
    }
  }
}

/// A text of the file in quotes, without control characters and cut where it is long: what a
/// stranger wrote must not run over the user's screen.
func quoted(_ text: String) -> String {
  var shown = ""
  for scalar in text.unicodeScalars.prefix(60) {
    let isPlain = scalar.value >= 0x20 && scalar.properties.generalCategory.isPrinted
    shown.unicodeScalars.append(isPlain ? scalar : "\u{FFFD}")
  }
  return "\"\(shown)\(text.unicodeScalars.dropFirst(60).isEmpty ? "" : "…")\""
}

extension Unicode.GeneralCategory {
  /// Neither a control character nor one that turns or hides what stands around it.
  fileprivate var isPrinted: Bool {
    switch self {
    case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator,
      .paragraphSeparator:
      false
    default: true
    }
  }
}
