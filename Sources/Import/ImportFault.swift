/// Why a file of another tool could not be read: one sentence, and what to try.
package struct ImportFault: Error, Sendable, Hashable {
  package var message: String
  package var hint: String?
  /// Where in the text, from 1; a column counts characters.
  package var line: Int?
  package var column: Int?
  /// Whether the file could not be asked for at all, so that nothing is said of it.
  package var isOutOfReach: Bool
  /// The key that it is about, where arguments stand for a file.
  var key: String?

  package init(
    _ message: String, hint: String? = nil, line: Int? = nil, column: Int? = nil,
    isOutOfReach: Bool = false
  ) {
    self.message = message
    self.hint = hint
    self.line = line
    self.column = column
    self.isOutOfReach = isOutOfReach
  }
}

extension ImportFault {
  /// A fault of a key that stands in no file.
  init(_ message: String, hint: String? = nil, key: String?) {
    self.init(message, hint: hint)
    self.key = key
  }

  /// A fault at a byte of a text: line and column are counted only now, when they are needed.
  init(_ message: String, hint: String? = nil, at offset: Int, of bytes: [UInt8]) {
    let before = bytes.prefix(offset)
    let lineStart = (before.lastIndex(of: UInt8(ascii: "\n")) ?? -1) + 1
    self.init(
      message, hint: hint,
      line: 1 + before.count { $0 == UInt8(ascii: "\n") },
      column: 1 + String(decoding: before[lineStart...], as: UTF8.self).unicodeScalars.count)
  }
}
