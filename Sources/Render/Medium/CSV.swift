import Language

/// Data as CSV, quoted as in RFC 4180; lines end as lines of the system do.
///
/// A table gives its columns and rows. Any other thing gives rows of `field,value`, a list of
/// like records a row each, another list a value a line.
enum CSV {
  static func text(_ datum: Datum) -> String {
    rows(datum).map { $0.joined(separator: ",") + "\n" }.joined()
  }

  /// Fields as they stand in the file.
  private static func rows(_ datum: Datum) -> [[String]] {
    if let scalar = scalar(datum) { return [[quoted(scalar)]] }
    switch datum {
    case .list(let items):
      return records(items) ?? items.map { [quoted(scalar($0) ?? JSON.text($0))] }
    case .object(let members):
      if let table = table(members) { return table }
      return [["field", "value"]] + flattened(members, under: "")
    default: return [[cell(datum)]]
    }
  }

  private static func table(_ members: [Datum.Member]) -> [[String]]? {
    func list(_ name: String) -> [Datum]? {
      guard case .list(let items) = members.first(where: { $0.name == name })?.value else {
        return nil
      }
      return items
    }
    guard members.first?.value == .text("table"), let columns = list("columns"),
      let units = list("units"), let rows = list("rows")
    else { return nil }
    let titles = zip(columns, units).map { title(scalar($0) ?? "", unit: scalar($1) ?? "") }
    let lines = rows.map { row -> [String] in
      if case .list(let cells) = row { cells.map { cell($0) } } else { [cell(row)] }
    }
    return [titles] + lines
  }

  /// `total, byte`: the unit of a column is said once, above it.
  private static func title(_ name: String, unit: String) -> String {
    quoted(unit.isEmpty || name.hasSuffix(" in \(unit)") ? name : "\(name), \(unit)")
  }

  /// A list of objects that all have the same fields is a table too.
  private static func records(_ items: [Datum]) -> [[String]]? {
    var names: [String] = []
    var rows: [[Datum]] = []
    for item in items {
      guard scalar(item) == nil, case .object(let members) = item else { return nil }
      if rows.isEmpty { names = members.map(\.name) }
      guard names == members.map(\.name) else { return nil }
      rows.append(members.map(\.value))
    }
    guard !rows.isEmpty else { return nil }
    let units = names.indices.map { column in unit(of: rows.map { $0[column] }) }
    return [zip(names, units).map { title($0, unit: $1 ?? "") }]
      + rows.map { row in zip(row, units).map { cell($0, isUnitSaid: $1 != nil) } }
  }

  /// The one unit of all quantities of a column.
  private static func unit(of column: [Datum]) -> String? {
    var common: String?
    for datum in column {
      guard let quantity = quantity(datum) else {
        if case .number = datum { return nil }
        continue
      }
      guard common == nil || common == quantity.unit else { return nil }
      common = quantity.unit
    }
    return common
  }

  private static func flattened(_ members: [Datum.Member], under path: String) -> [[String]] {
    members.flatMap { member -> [[String]] in
      let name = path + member.name
      if let scalar = scalar(member.value) { return [[quoted(name), quoted(scalar)]] }
      switch member.value {
      case .object(let inner): return flattened(inner, under: name + ".")
      case .list(let items):
        let inner = items.enumerated().map { Datum.Member(String($0), $1) }
        return flattened(inner, under: name + ".")
      default: return []
      }
    }
  }

  /// What stands in one cell; nil for what is none.
  private static func scalar(_ datum: Datum) -> String? {
    switch datum {
    case .null: ""
    case .truth(let truth): truth ? "true" : "false"
    case .number(let number): number.isFinite ? JSON.figure(number) : ""
    case .text(let text): text
    case .list: nil
    case .object: quantity(datum)?.figure
    }
  }

  /// The number and the unit of a quantity that stands alone.
  private static func quantity(_ datum: Datum) -> (figure: String, unit: String)? {
    guard case .object(let members) = datum, members.count == 3,
      members[0].value == .text("quantity"), let figure = scalar(members[1].value),
      case .text(let unit) = members[2].value
    else { return nil }
    return (figure, unit)
  }

  /// A quantity whose unit the column does not say has it with it.
  private static func cell(_ datum: Datum, isUnitSaid: Bool = false) -> String {
    if !isUnitSaid, let quantity = quantity(datum) { return "\(quantity.figure) \(quantity.unit)" }
    // An empty text is there, and a missing figure is not.
    return datum == .text("") ? "\"\"" : quoted(scalar(datum) ?? JSON.text(datum))
  }

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
