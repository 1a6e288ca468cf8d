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
  /// Whether something in it may ask the setup.
  var asks = false
}

// Expressions evaluated once a row: which columns there are is known only when they run.
extension Compiler {

  mutating func perRow(_ value: Expression) -> RowExpression {
    inRow(value) { (compiler, _, _) in compiler.expression(value) }
  }

  /// What is done with each item: a bare name that is no column is a function or a word.
  mutating func forEach(_ value: Expression) -> RowExpression {
    let each = inRow(value) { (compiler, row, outside) in
      guard case .name(let name) = value.node else { return compiler.expression(value) }
      return compiler.column(name, value.span, row, outside) { $0.callable(value) }
    }
    return each.asking
  }

  private mutating func inRow(
    _ value: Expression, _ body: (inout Compiler, Int, Scope) -> Code
  ) -> RowExpression {
    let outer = scope
    let row = rows.count
    rows.append(RowNames(table: spot()))
    scope.add(row: row)
    let code = body(&self, row, outer)
    scope = outer
    return RowExpression(
      expression: value, place: place(value.span), code: code, names: rows[row])
  }

  /// Notes for the rows around it that what is made ready here may ask the setup.
  mutating func noteAsking() {
    for row in scope.rows { rows[row].asks = true }
  }

  /// A name inside a row: its column, or else what the name is outside of it.
  mutating func column(
    _ name: String, _ span: Span, _ row: Int, _ outside: Scope,
    elsewhere meaning: (inout Compiler) -> Code
  ) -> Code {
    let known = rows[row].names.first { $0.name == name }
    let places = known ?? RowNames.Name(name: name, value: spot(), isColumn: spot())
    if known == nil { rows[row].names.append(places) }
    let inner = scope
    scope = outside
    let (elsewhere, fault) = attempt(meaning)
    let (value, isColumn) = (places.value, places.isColumn)
    let fallback = fault.map { neither(name, span, $0, rows[row].table) } ?? elsewhere
    scope = inner
    // A slot or a question outside of the row may be what it is.
    if isAsking(name) { noteAsking() }
    return { (frame) throws(Fault) in
      if case .truth(true) = frame.locals[isColumn] { return frame.locals[value] }
      return try fallback(&frame)
    }
  }

  private func isAsking(_ name: String) -> Bool {
    session.slot(named: name) != nil || session.vocabulary[name]?.group == .questions
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
      if columns.isEmpty { throw .broken(known) }
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
