/// Rows that another tool wrote, each cell as it stands there.
package struct DataTable: Sendable {
  package indirect enum Cell: Sendable, Equatable {
    case missing
    case truth(Bool)
    case number(Double)
    /// With what may be its unit beside it, and both as they stand there.
    case measured(Double, unit: String, text: String)
    case text(String)
    case list([Cell])
  }

  package struct Column: Sendable {
    /// As it stands above the column.
    package let title: String
    /// What its numbers are in, where the title or the file says so.
    package let unit: String?
    package let cells: [Cell]
  }

  package let columns: [Column]

  /// More than that is not held as one table.
  static let mostCells = 2_000_000
  /// In bytes.
  package static let largestFile = 64 << 20
}

extension DataTable {
  /// `total, GiB`, `memory.used [MiB]`, `time (s)`: a title and what may be its unit.
  static func parts(of title: String) -> (name: String, unit: String?) {
    for (open, close) in [(" [", "]"), (" (", ")"), (", ", "")] {
      guard title.hasSuffix(close), let start = title.lastStart(of: open) else { continue }
      let unit = title[start.upperBound...].dropLast(close.count)
      let name = title[..<start.lowerBound]
      if !unit.isEmpty, !name.isEmpty { return (String(name), String(unit)) }
    }
    return (title, nil)
  }
}

extension String {
  /// Where a part of it stands last.
  fileprivate func lastStart(of part: String) -> Range<String.Index>? {
    var start = index(endIndex, offsetBy: -part.count, limitedBy: startIndex)
    while let at = start {
      if self[at...].hasPrefix(part) { return at..<index(at, offsetBy: part.count) }
      start = at == startIndex ? nil : index(before: at)
    }
    return nil
  }
}
