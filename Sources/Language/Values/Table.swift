/// Rows of values under named columns.
package final class Table: Entity {
  package struct Column: Sendable {
    package let name: String
    /// What stands above it where people read: `fits RTX 3060`.
    package let title: String
    package let alignment: Grid.Alignment?
    /// Whether it is there to be asked for, and only named below the table where people read.
    package let isAside: Bool

    package init(
      _ name: String, title: String? = nil, _ alignment: Grid.Alignment? = nil,
      isAside: Bool = false
    ) {
      self.name = name
      self.title = title ?? name
      self.alignment = alignment
      self.isAside = isAside
    }

    /// The same where it was asked for, under another name where it was given one.
    package func shown(as label: String? = nil) -> Column {
      Column(label ?? name, title: label ?? title, alignment)
    }
  }

  package let columns: [Column]
  package let rows: [[Value]]
  /// The column drawn as bars beside its figures, if any.
  package let drawn: Int?
  /// What was left out of it since nobody could say whether it belongs here.
  package let leftOut: [LeftOut]

  package struct LeftOut: Sendable {
    package let name: String
    package let reason: String
  }

  package init(
    columns: [Column], rows: [[Value]], drawn: Int? = nil, leftOut: [LeftOut] = []
  ) {
    self.columns = columns
    self.rows = rows
    self.drawn = drawn
    self.leftOut = leftOut
  }

  /// The first column of memory from that one on is drawn as bars, unless all would be alike.
  package convenience init(columns: [Column], rows: [[Value]], drawnFrom first: Int) {
    let memory = columns.indices.first { column in
      column >= first
        && rows.first { !$0[column].isMissing }?[column].quantity?.dimension == .memory
    }
    let drawn = memory.flatMap { column in
      let figures = rows.compactMap { $0[column].quantity }
      let isAlike = figures.allSatisfy { $0 == figures[0] }
      return isAlike && rows.count > 1 ? nil : column
    }
    self.init(columns: columns, rows: rows, drawn: drawn)
  }

  /// The same columns over other rows.
  package func with(rows: [[Value]], leftOut: [LeftOut] = []) -> Table {
    Table(columns: columns, rows: rows, drawn: drawn, leftOut: self.leftOut + leftOut)
  }

  /// A list of records that all have the same fields is a table too.
  package static func of(_ value: Value) -> Table? {
    if case .entity(let entity) = value { return entity as? Table }
    guard case .list(let items) = value else { return nil }
    var names: [String] = []
    var rows: [[Value]] = []
    for item in items {
      guard case .record(let record) = item else { return nil }
      if rows.isEmpty { names = record.fields.map(\.name) }
      guard record.fields.map(\.name) == names else { return nil }
      rows.append(record.fields.map(\.value))
    }
    return Table(columns: names.map { Column($0) }, rows: rows)
  }

  package var kind: String { "a table" }
  package var fields: [String] { columns.map(\.name) + ["count"] }

  /// A column as a list.
  package func field(_ name: String) -> Value? {
    if let index = columns.firstIndex(where: { $0.name == name }) {
      return .list(rows.map { $0[index] })
    }
    return name == "count" ? .whole(rows.count) : nil
  }

  /// A row as a record.
  package func row(_ index: Int) -> Record {
    Record(zip(columns, rows[index]).map { ($0.name, $1) })
  }

  package func text(_ style: Style) -> String { "a table of \(rows.count) rows" }

  package var datum: Datum {
    let units = columns.indices.map { column in DataUnit(of: rows.map { $0[column] }) }
    return .object(
      [
        Datum.Member("kind", .text("table")),
        Datum.Member("columns", .list(columns.map { .text($0.name) })),
        Datum.Member("units", .list(units.map { $0.map { .text($0.name) } ?? .null })),
        Datum.Member(
          "rows", .list(rows.map { row in .list(zip(row, units).map { $0.datum(in: $1) }) })),
      ] + refusalMembers)
  }

  package func equals(_ other: any Entity) -> Bool {
    guard let other = other as? Table, other.rows.count == rows.count else { return false }
    return other.columns.map(\.name) == columns.map(\.name)
      && zip(rows, other.rows).allSatisfy { zip($0, $1).allSatisfy { $0 == $1 } }
  }

  package func view(_ style: Style) -> View {
    let refusals = refusalLines(style).map { View.Block.line($0) }
    guard !rows.isEmpty else { return View([.line(Markup("no rows", .muted))] + refusals) }
    let cells = TableLayout(self, style)
    var blocks = [View.Block.grid(Grid(columns: cells.columns, rows: cells.rows))]
    let asides = columns.filter(\.isAside).map(\.name)
    if !asides.isEmpty || !refusals.isEmpty { blocks.append(.blank) }
    if !asides.isEmpty {
      let more = "further columns: \(asides.joined(separator: ", "))"
      blocks.append(.line(Markup(more, .muted)))
    }
    return View(blocks + refusals)
  }
}

extension Value {
  /// In a table the column says the unit once: quantities stand as numbers.
  fileprivate func datum(in unit: DataUnit?) -> Datum {
    if let quantity, let unit { return .number(unit.figure(quantity)) }
    if isMissing { return .null }
    if case .entity(let entity) = self {
      return entity.truth.map(Datum.truth) ?? .text(entity.text(Style()))
    }
    return bare
  }
}

/// A table as a grid: one unit a column, bars beside the column that is drawn.
private struct TableLayout {
  let columns: [Grid.Column]
  let rows: [Grid.Row]

  init(_ table: Table, _ style: Style) {
    var columns: [Grid.Column] = []
    var cells = [[Grid.Cell]](repeating: [], count: table.rows.count)
    for (index, column) in table.columns.enumerated() where !column.isAside {
      let values = table.rows.map { $0[index] }
      let unit = ColumnUnit(values, style)
      let isNumeric = values.contains { $0.quantity != nil }
      let title = unit.map { $0.title(column.title) } ?? column.title
      // The first column names the row; other words give way where the screen is narrow.
      let alignment = column.alignment ?? (isNumeric ? .decimal : .left)
      columns.append(Grid.Column(title, alignment, elastic: !isNumeric && index > 0))
      for (row, value) in values.enumerated() {
        cells[row].append(.markup(style.cell(value, in: unit, grouped: !style.isYear(column.name))))
      }
      if table.drawn == index {
        columns.append(Grid.Column(""))
        let largest = values.compactMap { $0.quantity?.number }.max() ?? 0
        for (row, value) in values.enumerated() {
          let share = (value.quantity?.number ?? 0) / max(largest, .leastNonzeroMagnitude)
          cells[row].append(.bar(share))
        }
      }
    }
    self.columns = columns
    rows = cells.map(Grid.Row.cells)
  }
}
