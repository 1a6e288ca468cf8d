/// What the language may ask of the outside; the rim of the program supplies it.
package struct World {
  /// The bytes of a file. The error says why not, as a person would: "there is no such file".
  package var read: (_ path: String) throws(Unreadable) -> [UInt8]
  /// Shows an answer.
  package var show: (Value, Style) -> Void
  /// Shows what is wrong, and goes on.
  package var report: (Diagnostic) -> Void
  /// Whether somebody pressed Ctrl-C.
  package var isInterrupted: () -> Bool
  /// The texts after the script's name.
  package var arguments: [String]

  package init(
    read: @escaping (String) throws(Unreadable) -> [UInt8],
    show: @escaping (Value, Style) -> Void,
    report: @escaping (Diagnostic) -> Void,
    isInterrupted: @escaping () -> Bool = { false },
    arguments: [String] = []
  ) {
    self.read = read
    self.show = show
    self.report = report
    self.isInterrupted = isInterrupted
    self.arguments = arguments
  }
}

/// Why a file cannot be read.
package struct Unreadable: Error {
  package let reason: String
  package init(_ reason: String) { self.reason = reason }
}
