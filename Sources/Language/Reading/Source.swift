/// A piece of program text and where it came from.
package final class Source: Sendable {
  /// A file's path, `-e`, or nil for what was typed at the prompt.
  package let name: String?
  package let bytes: [UInt8]

  /// Where the first byte lies that is no UTF-8.
  let stranger: Int?

  package init(_ text: String, name: String? = nil) {
    self.name = name
    self.bytes = Array(text.utf8)
    stranger = nil
  }

  package init(bytes: [UInt8], name: String?) {
    self.name = name
    self.bytes = bytes
    stranger = Self.stranger(in: bytes)
  }

  private static func stranger(in bytes: [UInt8]) -> Int? {
    if String(validating: bytes, as: UTF8.self) != nil { return nil }
    var parser = Unicode.UTF8.ForwardParser()
    var iterator = bytes.makeIterator()
    var offset = 0
    while case .valid(let scalar) = parser.parseScalar(from: &iterator) { offset += scalar.count }
    return offset
  }

  /// The text of a span.
  package func text(_ span: Span) -> String {
    String(decoding: bytes[clamped(span)], as: UTF8.self)
  }

  /// The line that a byte lies in, counted from 1, and its column in characters, from 1.
  package func position(of offset: Int) -> (line: Int, column: Int) {
    let end = min(offset, bytes.count)
    let line = bytes[..<end].count { $0 == newline } + 1
    let start = bytes[..<end].lastIndex(of: newline).map { $0 + 1 } ?? 0
    return (line, String(decoding: bytes[start..<end], as: UTF8.self).count + 1)
  }

  /// The span of the line, without its newline, that a byte lies in.
  package func line(around offset: Int) -> Span {
    let at = min(offset, bytes.count)
    let start = bytes[..<at].lastIndex(of: newline).map { $0 + 1 } ?? 0
    var end = bytes[at...].firstIndex(of: newline) ?? bytes.count
    // Windows ends its lines with a carriage return before the newline.
    if end > start, bytes[end - 1] == 13 { end -= 1 }
    return Span(start, end)
  }

  /// What stands on the line from there up to one of these signs, or a sign for it where it is
  /// nothing, or long.
  func rest(from start: Int, until stops: String) -> String {
    let line = text(Span(start, line(around: start).end))
    let rest = line.prefix { !stops.contains($0) }.drop { $0 == " " }
    let trimmed = String(rest.reversed().drop { $0 == " " }.reversed())
    return trimmed.isEmpty || trimmed.utf8.count > 40 ? "…" : trimmed
  }

  private func clamped(_ span: Span) -> Range<Int> {
    let end = min(span.end, bytes.count)
    return min(span.start, end)..<end
  }

  private var newline: UInt8 { 10 }
}

/// Bytes `start..<end` of a source.
package struct Span: Sendable, Hashable {
  private let low: Int32
  private let high: Int32

  package init(_ start: Int, _ end: Int) {
    low = Int32(clamping: max(0, start))
    high = Int32(clamping: max(0, start, end))
  }

  package var start: Int { Int(low) }
  package var end: Int { Int(high) }

  /// The span from the start of this one to the end of another.
  package func to(_ other: Span) -> Span { Span(start, max(end, other.end)) }
}

/// A span and the source that it lies in: what a caret needs.
package struct Place: Sendable {
  package let source: Source
  package let span: Span

  package init(_ source: Source, _ span: Span) {
    self.source = source
    self.span = span
  }

  package var text: String { source.text(span) }
}
