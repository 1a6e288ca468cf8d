/// The bare names of an expression that is evaluated once a row, each with its places.
struct RowNames: Sendable {
  struct Name: Sendable {
    let name: String
    /// The place of the column's value in this row.
    let value: Int
    /// The place that says whether there is such a column.
    let isColumn: Int
  }

  /// The place of the table.
  let table: Int
  var names: [Name] = []
}

// Expressions evaluated once a row: which columns there are is known only when they run.
extension Compiler {

  mutating func perRow(_ value: Expression) -> RowExpression {
    let outer = scope
    let row = rows.count
    rows.append(RowNames(table: spot()))
    scope.add(row: row)
    let code = expression(value)
    scope = outer
    return RowExpression(
      expression: value, place: place(value.span), code: code, names: rows[row])
  }

  /// A name inside a row: its column, or else what the name is outside of it.
  mutating func column(
    _ name: String, _ span: Span, _ row: Int, _ outside: Scope, expecting kind: Kind?
  ) -> Code {
    let known = rows[row].names.first { $0.name == name }
    let places = known ?? RowNames.Name(name: name, value: spot(), isColumn: spot())
    if known == nil { rows[row].names.append(places) }
    let inner = scope
    scope = outside
    let (elsewhere, fault) = attempt { $0.name(name, span, expecting: kind) }
    let (value, isColumn) = (places.value, places.isColumn)
    let fallback = fault.map { neither(name, span, $0, rows[row].table) } ?? elsewhere
    scope = inner
    return { (frame) throws(Fault) in
      if case .truth(true) = frame.locals[isColumn] { return frame.locals[value] }
      return try fallback(&frame)
    }
  }

  /// The fault of a name that is no column and nothing else.
  private func neither(
    _ name: String, _ span: Span, _ known: Diagnostic, _ table: Int
  ) -> Code {
    guard known.kind == .name else { return { (_) throws(Fault) in throw .broken(known) } }
    let (place, others) = (place(span), candidates)
    return { (frame) throws(Fault) in
      guard case .entity(let entity as Table) = frame.locals[table] else {
        throw .broken(known)
      }
      let columns = entity.columns.map(\.name)
      let listed = Suggestion.listed(columns)
      throw .broken(
        Diagnostic(
          .name, "`\(name)` is no column of this table, and I know no other such name.",
          at: place,
          hint: Suggestion.hint(for: name, in: columns)
            ?? Suggestion.hint(for: name, in: others)
            ?? "its columns are \(listed); a text stands in quotes: `\"\(name)\"`"))
    }
  }
}

/// An expression that a word evaluates once a row: a bare name in it is a column first.
package struct RowExpression: Sendable {
  package let expression: Expression
  package let place: Place
  let code: Code
  let names: RowNames

  /// The column that it is, when it is only the name of one.
  package func column(of table: Table) -> Int? {
    guard case .name(let name) = expression.node else { return nil }
    return table.columns.firstIndex { $0.name == name }
  }

  /// Makes it ready for the rows of a table.
  package func over(_ table: Table, _ frame: inout Frame) -> RowReading {
    frame.locals[names.table] = .entity(table)
    var columns: [(from: Int, to: Int)] = []
    for name in names.names {
      let index = table.columns.firstIndex { $0.name == name.name }
      frame.locals[name.isColumn] = .truth(index != nil)
      if let index { columns.append((index, name.value)) }
    }
    return RowReading(columns: columns, code: code)
  }
}

/// An expression over the rows of one table: only the columns that it names are set.
package struct RowReading {
  fileprivate let columns: [(from: Int, to: Int)]
  fileprivate let code: Code

  package func value(in row: [Value], _ frame: inout Frame) throws(Fault) -> Value {
    for (from, to) in columns { frame.locals[to] = row[from] }
    return try code(&frame)
  }
}
