import Language

/// Data as CSV, quoted as in RFC 4180; lines end as lines of the system do.
///
/// A table gives its columns and rows. Any other thing gives rows of `field,value`, a list of
/// like records a row each, another list a value a line.
enum CSV {
  static func text(_ datum: Datum) -> String {
    rows(datum).map { $0.map(quoted).joined(separator: ",") + "\n" }.joined()
  }

  private static func rows(_ datum: Datum) -> [[String]] {
    if let scalar = scalar(datum) { return [[scalar]] }
    switch datum {
    case .list(let items):
      return records(items) ?? items.map { [cell($0)] }
    case .object(let members):
      if let table = table(members) { return table }
      return [["field", "value"]] + flattened(members, under: "")
    default: return [[cell(datum)]]
    }
  }

  private static func table(_ members: [Datum.Member]) -> [[String]]? {
    guard members.first?.value == .text("table"),
      case .list(let columns) = members.first(where: { $0.name == "columns" })?.value,
      case .list(let rows) = members.first(where: { $0.name == "rows" })?.value
    else { return nil }
    let lines = rows.map { row -> [String] in
      if case .list(let cells) = row { cells.map(cell) } else { [cell(row)] }
    }
    return [columns.map(cell)] + lines
  }

  /// A list of objects that all have the same fields is a table too.
  private static func records(_ items: [Datum]) -> [[String]]? {
    var lines: [[String]] = []
    for item in items {
      guard scalar(item) == nil, case .object(let members) = item else { return nil }
      if lines.isEmpty { lines.append(members.map(\.name)) }
      guard lines[0] == members.map(\.name) else { return nil }
      lines.append(members.map { cell($0.value) })
    }
    return lines.isEmpty ? nil : lines
  }

  private static func flattened(_ members: [Datum.Member], under path: String) -> [[String]] {
    members.flatMap { member -> [[String]] in
      let name = path + member.name
      if let scalar = scalar(member.value) { return [[name, scalar]] }
      switch member.value {
      case .object(let inner): return flattened(inner, under: name + ".")
      case .list(let items):
        let inner = items.enumerated().map { Datum.Member(String($0), $1) }
        return flattened(inner, under: name + ".")
      default: return []
      }
    }
  }

  /// What stands in one cell. A quantity is its number: in base units, or in the unit it was
  /// converted to.
  private static func scalar(_ datum: Datum) -> String? {
    switch datum {
    case .null: ""
    case .truth(let truth): truth ? "true" : "false"
    case .number(let number): number.isFinite ? JSON.figure(number) : ""
    case .text(let text): text
    case .list: nil
    case .object(let members):
      members.first?.value == .text("quantity")
        ? members.first { $0.name == "value" }.flatMap { scalar($0.value) } : nil
    }
  }

  private static func cell(_ datum: Datum) -> String { scalar(datum) ?? JSON.text(datum) }

  private static func quoted(_ field: String) -> String {
    let special: Set<Unicode.Scalar> = [",", "\"", "\n", "\r"]
    guard field.unicodeScalars.contains(where: special.contains) else { return field }
    return "\"" + field.spelling("\"", as: "\"\"") + "\""
  }
}

extension String {
  /// With another text for each such sign, also where a combining mark follows it.
  func spelling(_ sign: Unicode.Scalar, as other: String) -> String {
    var text = ""
    for scalar in unicodeScalars {
      if scalar == sign { text += other } else { text.unicodeScalars.append(scalar) }
    }
    return text
  }
}
