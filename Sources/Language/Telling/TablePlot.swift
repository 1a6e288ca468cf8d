/// A table as a picture: which of its columns name the rows, and which are drawn.
package struct TablePlot: Sendable {
  /// Why a table cannot be drawn.
  package struct Undrawn: Error {
    package let message: String
    package let hint: String?
  }

  package let table: Table
  /// The columns that name a row: one or two.
  private let keys: [Int]
  /// The columns that are drawn, all of one dimension.
  private let figures: [Int]

  package struct Limit: Sendable {
    package let quantity: Quantity
    /// What it is, behind its figure: `usable on RTX 4090`.
    package let note: String

    package init(_ quantity: Quantity, _ note: String) {
      (self.quantity, self.note) = (quantity, note)
    }
  }

  package let limit: Limit?
  /// What the figures measure.
  package let dimension: Dimension

  /// Items of a list that are still drawn.
  package static let mostItems = 1_000_000

  /// Bars that are still read.
  private static let mostBars = 200
  /// Kinds that are still told from one another.
  package static let mostKinds = 7

  /// - Parameter limit: of figures of the dimension that it is asked for.
  package init(
    _ table: Table, limit: (_ keys: [Table.Column], Dimension) -> Limit?
  ) throws(Undrawn) {
    guard !table.rows.isEmpty else {
      throw Undrawn(message: "There is nothing to draw: the table has no rows.", hint: nil)
    }
    let table = table.columns.count == 1 ? table.numbered : table
    let keys = Self.names(of: table)
    let figures = Self.figures(of: table, from: keys)
    guard let first = figures.first, let dimension = table.dimension(of: first) else {
      throw Undrawn(
        message: "I draw columns of figures of one kind, and this table has none behind its first.",
        hint: "say what to draw: `plot(…, total: estimate.total)`")
    }
    guard keys.count < 3 else {
      throw Undrawn(
        message: "I draw figures over one name or two, and here it takes \(keys.count) to tell the "
          + "rows apart.",
        hint: "hold one of them: `where(…, \(table.columns[keys[0]].name) == …)`")
    }
    guard keys.count == 1 || figures.count == 1 else {
      throw Undrawn(
        message: "Over two names I draw one figure, and here are \(figures.count).",
        hint: "say which: `plot(…, \(table.columns[first].name))`")
    }
    guard figures.count <= Self.mostKinds else {
      throw Undrawn(
        message: "I draw up to \(Self.mostKinds) figures beside one another, and here are "
          + "\(figures.count).", hint: "say which: `plot(…, \(table.columns[first].name))`")
    }
    (self.table, self.keys, self.figures) = (table, keys, figures)
    self.dimension = dimension
    self.limit = limit(keys.map { table.columns[$0] }, dimension)
  }

  /// As many of the first columns as tell the rows apart, without those that are alike in all
  /// rows; one where not even all of them do.
  package static func names(of table: Table) -> [Int] {
    let last = table.figures.last ?? 0
    let named = (0..<last).filter { table.varies($0) }
    for count in 1..<max(1, named.count) + 1 {
      let keys = named.prefix(count)
      var seen: Set<SameValue> = []
      let areApart = table.rows.allSatisfy { row in
        seen.insert(SameValue(keys.count == 1 ? row[keys[0]] : .list(keys.map { row[$0] })))
          .inserted
      }
      if areApart, !keys.isEmpty { return Array(keys) }
    }
    return [named.first ?? 0]
  }

  /// The column that a table draws itself and its like, else the first figures and theirs.
  private static func figures(of table: Table, from keys: [Int]) -> [Int] {
    let numeric = table.figures.filter { $0 > keys.last ?? 0 }
    let own = table.drawn.flatMap { numeric.contains($0) ? $0 : nil }
    guard let main = own ?? numeric.first(where: { table.varies($0) }) ?? numeric.first else {
      return []
    }
    let dimension = table.dimension(of: main)
    // Plain numbers count one thing or another: beside the one that a table draws they are others.
    if own == main, dimension == Dimension.none { return [main] }
    return numeric.filter { table.dimension(of: $0) == dimension }
  }

  // MARK: the picture

  package func title(_ style: Style) -> String {
    let names = keys.map { table.columns[$0].title }.joined(separator: " and ")
    let drawn = figures.map { table.columns[$0].title }.joined(separator: ", ")
    return "\(drawn) by \(names)"
  }

  package func plot(_ style: Style) -> Plot {
    let unit = ColumnUnit(figures.flatMap { figure in table.rows.map { $0[figure] } }, style)
    func shown(_ value: Value) -> Double? {
      value.quantity.map { unit?.shown($0) ?? $0.number }
    }
    let values = figures.map { figure in table.rows.map { shown($0[figure]) } }
    let line = limit.map {
      Plot.Limit(shown(.quantity($0.quantity)) ?? 0, "\(style.text($0.quantity)) \($0.note)")
    }
    let title = unit?.name ?? (figures.count == 1 ? table.columns[figures[0]].title : "")
    if keys.count == 2, let cells = cells(values[0], style) {
      let scale = Scale(title, of: values[0].compactMap { $0 })
      return Plot(.cells(cells), scale: scale, limit: line, table: grid(style))
    }
    let kinds = figures.count > 1 ? figures.map { table.columns[$0].title } : []
    let known = values.flatMap { $0.compactMap { $0 } }
    let ends = [
      min(known.min() ?? 0, line?.value ?? .infinity), Plot.top(known.max() ?? 0, line),
    ]
    if keys.count == 1, let (x, order) = across(style) {
      let lines = values.map { values in
        Plot.Line(
          order.map {
            Plot.Line.Point(x: x.place(table.rows[$0][keys[0]]), y: values[$0])
          })
      }
      return Plot(
        .lines(lines, over: x.scale), scale: Scale(title, of: ends), limit: line, kinds: kinds,
        table: grid(style))
    }
    return Plot(
      .bars(bars(values, unit, style)), scale: Scale(title, of: ends, fromZero: true),
      limit: line, kinds: kinds, table: grid(style))
  }

  /// How many rows of bars are left out.
  package var left: Int {
    isOverNumbers || keys.count == 2 ? 0 : max(0, table.rows.count - Self.mostBars)
  }

  private var isOverNumbers: Bool {
    let column = table.rows.map { $0[keys[0]] }
    guard table.dimension(of: keys[0]) != nil, column.allSatisfy({ $0.quantity != nil }) else {
      return false
    }
    return column.contains { $0.quantity?.number != column[0].quantity?.number }
  }

  private func across(_ style: Style) -> (Across, order: [Int])? {
    guard isOverNumbers else { return nil }
    let numbers = table.rows.map { $0[keys[0]].quantity?.number ?? 0 }
    let order = numbers.indices.sorted { (numbers[$0], $0) < (numbers[$1], $1) }
    return (Across(table, keys[0], order, style), order)
  }

  private func bars(_ values: [[Double?]], _ unit: ColumnUnit?, _ style: Style) -> [Plot.Bar] {
    table.rows.prefix(Self.mostBars).enumerated().flatMap { row, cells in
      figures.enumerated().map { kind, figure in
        let label = kind > 0 ? "" : name(of: cells, style)
        let value = cells[figure]
        return Plot.Bar(label, kind: kind, to: values[kind][row], text(value, unit, style))
      }
    }
  }

  private func text(_ value: Value, _ unit: ColumnUnit?, _ style: Style) -> String {
    if value.isMissing { return "–" }
    let isCount = dimension == Dimension.none || dimension == .parameters
    if isCount, let number = value.quantity?.number, (1e6...0x1p53).contains(number) {
      return Figures.short(Int(number))
    }
    return style.cell(value, in: unit, grouped: true).text
  }

  private func name(of row: [Value], _ style: Style) -> String {
    keys.map { style.cell(row[$0], in: nil, grouped: true).text }.joined(separator: ", ")
  }

  /// Figures over two names; nil where most pairs of them have none.
  private func cells(_ values: [Double?], _ style: Style) -> Plot.Cells? {
    var (rows, columns) = ([SameValue: Int](), [SameValue: Int]())
    var (rowNames, columnNames) = ([String](), [String]())
    func place(
      _ value: Value, _ places: inout [SameValue: Int], _ names: inout [String]
    ) -> Int {
      if let place = places[SameValue(value)] { return place }
      places[SameValue(value)] = names.count
      names.append(style.cell(value, in: nil, grouped: true).text)
      return names.count - 1
    }
    let places = table.rows.map { row in
      (place(row[keys[0]], &rows, &rowNames), place(row[keys[1]], &columns, &columnNames))
    }
    guard columnNames.count > 1, rowNames.count * columnNames.count <= 2 * table.rows.count else {
      return nil
    }
    var cells = [[Double?]](
      repeating: [Double?](repeating: nil, count: columnNames.count), count: rowNames.count)
    for (place, value) in zip(places, values) { cells[place.0][place.1] = value }
    return Plot.Cells(
      titles: (table.columns[keys[1]].title, table.columns[keys[0]].title), columns: columnNames,
      rows: rowNames, values: cells)
  }

  private func grid(_ style: Style) -> Grid {
    for case .grid(let grid) in table.view(style).blocks { return grid }
    return Grid(columns: [], rows: [])
  }
}

/// The first column as a scale.
private struct Across {
  let scale: Scale
  private let unit: ColumnUnit?

  init(_ table: Table, _ name: Int, _ order: [Int], _ style: Style) {
    let column = order.map { table.rows[$0][name] }
    let unit = ColumnUnit(column, style)
    self.unit = unit
    let title = table.columns[name].title
    let numbers = column.map { Self.place($0, unit) }
    scale = Scale(unit?.title(title) ?? title, over: numbers) { place in
      style.cell(column[place], in: unit, grouped: !style.isYear(table.columns[name].name)).text
    }
  }

  func place(_ value: Value) -> Double { Self.place(value, unit) }

  private static func place(_ value: Value, _ unit: ColumnUnit?) -> Double {
    value.quantity.map { unit?.shown($0) ?? $0.number } ?? 0
  }
}

extension Table {
  /// The columns of figures of one kind.
  fileprivate var figures: [Int] {
    columns.indices.filter { !columns[$0].isAside && dimension(of: $0) != nil }
  }

  /// Whether a column has more than one value; where there is but one row, every column may.
  fileprivate func varies(_ column: Int) -> Bool {
    rows.count < 2 || rows.contains { !($0[column] == rows[0][column]) }
  }

  /// What all figures of a column measure; nil where one measures another thing, or none is there.
  fileprivate func dimension(of column: Int) -> Dimension? {
    var common: Dimension?
    for row in rows {
      guard let quantity = row[column].quantity else {
        if row[column].isMissing { continue }
        return nil
      }
      guard common == nil || common == quantity.dimension else { return nil }
      common = quantity.dimension
    }
    return common
  }

  /// With the places of the rows, from 0, as its first column.
  fileprivate var numbered: Table {
    Table(
      columns: [Column("row")] + columns,
      rows: rows.enumerated().map { [.whole($0)] + $1 }, drawn: drawn.map { $0 + 1 },
      leftOut: leftOut)
  }
}
