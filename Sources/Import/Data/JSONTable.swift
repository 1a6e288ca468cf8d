extension DataTable {
  /// The table in a JSON text: one of ours, a list of objects, an object of lists, or one object,
  /// which is one row. Objects inside are columns by their path: `args.batch`.
  package static func json(_ bytes: [UInt8]) throws(ImportFault) -> DataTable {
    try JSONTable.table(of: try JSONParser.parse(bytes, upTo: largestFile))
  }

  /// A JSON text a line, each an object: a row.
  package static func jsonLines(_ bytes: [UInt8]) throws(ImportFault) -> DataTable {
    var rows: [JSON] = []
    let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    for (index, line) in lines.enumerated() where line.contains(where: { $0 > 0x20 }) {
      do throws(ImportFault) {
        rows.append(try JSONParser.parse(Array(line)))
      } catch {
        var fault = error
        fault.line = index + 1
        throw fault
      }
    }
    return try JSONTable.table(of: .list(rows))
  }
}

private enum JSONTable {
  static func table(of json: JSON) throws(ImportFault) -> DataTable {
    switch json {
    case .list(let items): return try rows(items)
    case .object(let members):
      if let table = try own(members) { return table }
      let ordered = ordered(members)
      let lists = ordered.compactMap { if case .list(let items) = $0.value { items } else { nil } }
      if lists.count == ordered.count, let first = lists.first,
        lists.allSatisfy({ $0.count == first.count })
      {
        return DataTable(
          columns: zip(ordered, lists).map { column($0.name, $1.map(cell)) })
      }
      return try rows([json])
    default: throw ImportFault("This holds no table but \(json.shown).", hint: expected)
    }
  }

  private static let expected =
    "a table is a list of objects, `[{\"batch\": 1, \"total\": 2}, …]`, or what `save` wrote"

  /// What `save` and `--format json` write: columns, units, rows.
  private static func own(_ members: [String: JSON.Member]) throws(ImportFault) -> DataTable? {
    guard case .text("table") = members["kind"]?.value,
      case .list(let names) = members["columns"]?.value,
      case .list(let rows) = members["rows"]?.value
    else { return nil }
    var units: [JSON] = []
    if case .list(let listed) = members["units"]?.value { units = listed }
    var columns = [[DataTable.Cell]](repeating: [], count: names.count)
    for (number, row) in rows.enumerated() {
      guard case .list(let cells) = row, cells.count == names.count else {
        throw ImportFault("Row \(number + 1) has not the \(names.count) cells of the columns.")
      }
      for (index, cell) in cells.enumerated() { columns[index].append(self.cell(cell)) }
    }
    return DataTable(
      columns: names.indices.map { index in
        let title = if case .text(let name) = names[index] { name } else { names[index].shown }
        let unit = index < units.count ? units[index] : .null
        if case .text(let name) = unit {
          return DataTable.Column(title: title, unit: name, cells: columns[index])
        }
        return DataTable.Column(title: title, unit: nil, cells: columns[index])
      })
  }

  /// Objects as rows: a column for each path that any of them has, in the order of being met.
  private static func rows(_ items: [JSON]) throws(ImportFault) -> DataTable {
    var titles: [String] = []
    var columns: [String: [DataTable.Cell]] = [:]
    for (number, item) in items.enumerated() {
      guard case .object(let members) = item else {
        throw ImportFault("Item \(number + 1) is no object but \(item.shown).", hint: expected)
      }
      for (path, cell) in flattened(members, under: "") {
        if columns[path] == nil {
          titles.append(path)
          columns[path] = []
        }
        let gap = number - (columns[path]?.count ?? 0)
        guard gap >= 0 else { throw ImportFault("Item \(number + 1) has `\(path)` twice.") }
        columns[path, default: []] += [DataTable.Cell](repeating: .missing, count: gap) + [cell]
      }
      guard titles.count * items.count <= DataTable.mostCells else {
        throw ImportFault("The table has more than 2 million cells.")
      }
    }
    return DataTable(
      columns: titles.map { title in
        let cells = columns[title] ?? []
        let gap = items.count - cells.count
        return column(title, cells + [DataTable.Cell](repeating: .missing, count: gap))
      })
  }

  private static func column(_ title: String, _ cells: [DataTable.Cell]) -> DataTable.Column {
    let (name, unit) = DataTable.parts(of: title)
    return DataTable.Column(title: name, unit: unit, cells: cells)
  }

  private static func flattened(
    _ members: [String: JSON.Member], under path: String
  ) -> [(path: String, cell: DataTable.Cell)] {
    ordered(members).flatMap { name, value -> [(path: String, cell: DataTable.Cell)] in
      if case .object(let inner) = value, quantity(inner) == nil {
        return flattened(inner, under: "\(path)\(name).")
      }
      return [(path + name, cell(value))]
    }
  }

  /// As they stand in the file.
  private static func ordered(_ members: [String: JSON.Member]) -> [(name: String, value: JSON)] {
    members.sorted { $0.value.offset < $1.value.offset }.map { ($0.key, $0.value.value) }
  }

  private static func cell(_ json: JSON) -> DataTable.Cell {
    switch json {
    case .null: .missing
    case .truth(let truth): .truth(truth)
    case .whole(let whole): .number(Double(whole))
    case .number(let number): number.isFinite ? .number(number) : .missing
    case .text(let text): .text(text)
    case .list(let items): .list(items.map(cell))
    case .object(let members): quantity(members) ?? .text(json.shown)
    }
  }

  /// `{"kind":"quantity","value":24,"unit":"GiB"}`
  private static func quantity(_ members: [String: JSON.Member]) -> DataTable.Cell? {
    guard case .text("quantity") = members["kind"]?.value,
      case .text(let unit) = members["unit"]?.value, let value = members["value"]?.value,
      case .number(let number) = cell(value)
    else { return nil }
    return .measured(number, unit: unit, text: "\(number) \(unit)")
  }
}
