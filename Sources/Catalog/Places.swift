/// Where an entry lies in its file.
struct Place: Sendable {
  let name: String
  let kind: Entry.Kind
  let aliasOf: String?
  /// Which of `CatalogFile.all`.
  let file: Int
  let line: Int
  let text: Range<Int>
  let documentation: Range<Int>
}

/// The index of the catalog: where each name lies, found by looking at the first byte of each line.
///
/// It relies on the layout that the texts keep: a binding begins at column 0 and its other lines are
/// indented; `##` lines directly above belong to it; any other `#` line and an empty line end it.
struct Places: Sendable {
  private(set) var inOrder: [Place] = []
  private(set) var byName: [String: Place] = [:]

  init(of files: [CatalogFile]) {
    for (index, file) in files.enumerated() {
      file.text.withUTF8Buffer { bytes in
        var scan = Scan(bytes: bytes, file: index, kind: file.kind)
        while let place = scan.next() { inOrder.append(place) }
      }
    }
    byName.reserveCapacity(inOrder.count)
    for place in inOrder { byName[place.name] = place }
  }
}

/// One pass over a text, a line at a time.
private struct Scan {
  let bytes: UnsafeBufferPointer<UInt8>
  let file: Int
  let kind: Entry.Kind
  private var position = 0
  private var line = 0

  init(bytes: UnsafeBufferPointer<UInt8>, file: Int, kind: Entry.Kind) {
    self.bytes = bytes
    self.file = file
    self.kind = kind
  }

  /// The next binding, or nil at the end of the text.
  mutating func next() -> Place? {
    var documentation = position..<position
    while position < bytes.count {
      let start = position
      let first = bytes[start]
      skipLine()
      if first.isLetter {
        return binding(from: start, documentation: documentation)
      }
      let isDocumentation =
        first == UInt8(ascii: "#") && start + 1 < position && bytes[start + 1] == first
      if !isDocumentation {
        documentation = position..<position
      } else {
        documentation = (documentation.isEmpty ? start : documentation.lowerBound)..<position
      }
    }
    return nil
  }

  /// The binding whose first line began at `start` and was just passed.
  private mutating func binding(from start: Int, documentation: Range<Int>) -> Place {
    let firstLine = line
    while position < bytes.count, bytes[position] == UInt8(ascii: " ") { skipLine() }
    var end = position
    while end > start, bytes[end - 1].isBlank { end -= 1 }

    let nameEnd = endOfName(from: start, to: end)
    var right = nameEnd
    while right < end, bytes[right].isBlank || bytes[right] == UInt8(ascii: "=") { right += 1 }
    let rightIsName = right < end && endOfName(from: right, to: end) == end
    return Place(
      name: string(start..<nameEnd), kind: kind, aliasOf: rightIsName ? string(right..<end) : nil,
      file: file, line: firstLine, text: start..<end, documentation: documentation)
  }

  private mutating func skipLine() {
    var end = position
    while end < bytes.count, bytes[end] != UInt8(ascii: "\n") { end += 1 }
    position = min(end + 1, bytes.count)
    line += 1
  }

  private func endOfName(from start: Int, to end: Int) -> Int {
    var place = start
    while place < end, bytes[place].isPartOfName { place += 1 }
    return place
  }

  private func string(_ range: Range<Int>) -> String {
    String(decoding: bytes[range], as: UTF8.self)
  }
}

extension UInt8 {
  var isDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }
  var isLetter: Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self | 0x20) }
  fileprivate var isPartOfName: Bool {
    isLetter || isDigit || self == UInt8(ascii: "_")
  }
  fileprivate var isBlank: Bool { self == UInt8(ascii: " ") || self == UInt8(ascii: "\n") }
}
