import Language

/// A place as people look at it: a line, a column, and what part of the line is meant.
///
/// Spans are taken as they come. One that lies outside of its source is moved to its end.
struct Spot {
  let source: Source
  /// Both counted from 1, the column in characters.
  let line: Int
  let column: Int
  /// The line's text as it is shown.
  let text: String
  /// The cells of the line that are meant; at least one.
  let cells: Range<Int>

  init(_ place: Place) {
    source = place.source
    let count = source.bytes.count
    var start = min(max(0, place.span.start), count)
    let end = min(max(start, place.span.end), count)
    if source.bytes[start..<end].allSatisfy(Self.isBlank) {
      start = Self.stepped(back: start, in: source)
    }
    (line, column) = source.position(of: start)

    let span = source.line(around: start)
    var bytes = source.bytes[span.start..<max(span.start, span.end)]
    if bytes.last == UInt8(ascii: "\r") { bytes.removeLast() }
    text = Self.shown(bytes)
    // A span of several lines is shown up to the end of its first.
    let first = Width.cells(Self.shown(bytes.prefix(start - span.start)))
    let last = Width.cells(Self.shown(bytes.prefix(max(start, end) - span.start)))
    cells = first..<max(first + 1, last)
  }

  /// Where something is missing, the caret stands behind the last character, not on an empty line.
  private static func stepped(back start: Int, in source: Source) -> Int {
    let line = source.line(around: start)
    guard source.bytes[line.start..<line.end].allSatisfy(isBlank) else { return start }
    return source.bytes[..<line.start].lastIndex { !isBlank($0) }.map { $0 + 1 } ?? start
  }

  private static func isBlank(_ byte: UInt8) -> Bool { byte <= 32 }

  private static func shown(_ bytes: ArraySlice<UInt8>) -> String {
    Line.printable(String(decoding: bytes, as: UTF8.self))
  }
}
