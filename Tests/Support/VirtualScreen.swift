/// As much of a terminal as is needed to see what a line editor drew.
package struct VirtualScreen {
  private var rows: Int
  private var columns: Int
  private var cells: [[String]]
  private var row = 0
  private var column = 0
  /// A character in the last column leaves the cursor there until the next one comes.
  private var isWrapPending = false
  /// Whether pastes come between marks.
  package private(set) var marksPastes = false
  private var undecoded: [UInt8] = []

  package init(rows: Int, columns: Int) {
    self.rows = rows
    self.columns = columns
    cells = Array(repeating: Self.blank(columns), count: rows)
  }

  /// The rows that hold something, without the blanks at their ends.
  package var text: String {
    var lines = cells.map { row in
      var line = row.joined()
      while line.last == " " { line.removeLast() }
      return line
    }
    while lines.last == "" { lines.removeLast() }
    return lines.joined(separator: "\n")
  }

  /// What stands before the cursor in its row.
  package var beforeCursor: String { cells[row].prefix(column).joined() }

  /// Takes another size without wrapping anew, as xterm does.
  package mutating func resize(rows: Int, columns: Int) {
    if row >= rows { cells.removeFirst(row - rows + 1) }
    row = min(row, rows - 1)
    column = min(column, columns - 1)
    cells = (0..<rows).map { index in
      let old = index < cells.count ? cells[index] : []
      return Array((old + Self.blank(columns)).prefix(columns))
    }
    self.rows = rows
    self.columns = columns
  }

  /// Shows what a program wrote.
  package mutating func show(_ bytes: some Sequence<UInt8>) {
    undecoded += bytes
    var at = 0
    while at < undecoded.count {
      guard let length = Self.unitLength(undecoded, at: at) else { break }
      interpret(Array(undecoded[at..<(at + length)]))
      at += length
    }
    undecoded.removeFirst(at)
  }

  /// The text alone: without escape sequences.
  package static func withoutEscapes(_ bytes: [UInt8]) -> [UInt8] {
    var plain: [UInt8] = []
    var at = 0
    while at < bytes.count {
      guard let length = unitLength(bytes, at: at) else { break }
      if bytes[at] != 0x1B { plain += bytes[at..<(at + length)] }
      at += length
    }
    return plain
  }

  /// How many bytes one character or one escape sequence takes; nil when it has not come whole.
  private static func unitLength(_ bytes: [UInt8], at start: Int) -> Int? {
    let first = bytes[start]
    if first == 0x1B {
      guard start + 1 < bytes.count else { return nil }
      let second = bytes[start + 1]
      if second == UInt8(ascii: "(") { return start + 2 < bytes.count ? 3 : nil }
      guard second == UInt8(ascii: "[") else { return 2 }
      var at = start + 2
      while at < bytes.count {
        if bytes[at] >= 0x40 { return at - start + 1 }
        at += 1
      }
      return nil
    }
    let length = first < 0xC0 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
    return start + length <= bytes.count ? length : nil
  }

  private mutating func interpret(_ unit: [UInt8]) {
    switch unit[0] {
    case 0x1B: if unit.count > 2 && unit[1] == UInt8(ascii: "[") { control(unit) }
    case 0x0D: moveTo(column: 0)
    case 0x0A: lineFeed()
    case 0x08: moveTo(column: column - 1)
    case 0x09: moveTo(column: (column / 8 + 1) * 8)
    case 0..<0x20: break
    default: put(String(decoding: unit, as: UTF8.self))
    }
  }

  private mutating func control(_ unit: [UInt8]) {
    let inner = String(decoding: unit[2..<(unit.count - 1)], as: UTF8.self)
    let numbers = inner.split(separator: ";").map { Int($0) ?? 0 }
    let count = max(1, numbers.first ?? 1)
    switch unit[unit.count - 1] {
    case UInt8(ascii: "A"): move(toRow: row - count)
    case UInt8(ascii: "B"): move(toRow: row + count)
    case UInt8(ascii: "C"): moveTo(column: column + count)
    case UInt8(ascii: "D"): moveTo(column: column - count)
    case UInt8(ascii: "G"): moveTo(column: count - 1)
    case UInt8(ascii: "H"):
      move(toRow: count - 1)
      moveTo(column: (numbers.count > 1 ? max(1, numbers[1]) : 1) - 1)
    case UInt8(ascii: "J"): clearDisplay(numbers.first ?? 0)
    case UInt8(ascii: "K"): clearLine(numbers.first ?? 0)
    case UInt8(ascii: "P"):
      cells[row].removeSubrange(column..<min(columns, column + count))
      cells[row] = Array((cells[row] + Self.blank(columns)).prefix(columns))
    case UInt8(ascii: "@"):
      cells[row].insert(contentsOf: Self.blank(count), at: column)
      cells[row] = Array(cells[row].prefix(columns))
    case UInt8(ascii: "h") where inner == "?2004": marksPastes = true
    case UInt8(ascii: "l") where inner == "?2004": marksPastes = false
    default: break  // colours and other modes
    }
  }

  private mutating func clearDisplay(_ which: Int) {
    let first = which == 0 ? row + 1 : 0
    if which == 0 { clearLine(0) }
    for index in first..<max(first, rows) { cells[index] = Self.blank(columns) }
  }

  private mutating func clearLine(_ which: Int) {
    let range = which == 0 ? column..<columns : which == 1 ? 0..<(column + 1) : 0..<columns
    for index in range { cells[row][index] = " " }
  }

  private mutating func put(_ character: String) {
    let width = Self.width(of: character)
    if width == 0 {
      let last = max(0, isWrapPending ? column : column - 1)
      cells[row][last] += character
      return
    }
    if isWrapPending || column + width > columns {
      column = 0
      lineFeed()
    }
    cells[row][column] = character
    if width == 2 && column + 1 < columns { cells[row][column + 1] = "" }
    isWrapPending = column + width >= columns
    column = min(columns - 1, column + width)
  }

  private mutating func lineFeed() {
    isWrapPending = false
    if row + 1 < rows {
      row += 1
    } else {
      cells.removeFirst()
      cells.append(Self.blank(columns))
    }
  }

  private mutating func move(toRow target: Int) {
    isWrapPending = false
    row = min(max(0, target), rows - 1)
  }

  private mutating func moveTo(column target: Int) {
    isWrapPending = false
    column = min(max(0, target), columns - 1)
  }

  private static func blank(_ count: Int) -> [String] {
    Array(repeating: " ", count: count)
  }

  private static func width(of character: String) -> Int {
    guard let scalar = character.unicodeScalars.first else { return 0 }
    switch scalar.value {
    case 0x300...0x36F, 0x200B...0x200F, 0xFE00...0xFE0F: return 0
    case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFF00...0xFF60,
      0x1F300...0x1F64F, 0x1F900...0x1F9FF:
      return 2
    default: return 1
    }
  }
}
