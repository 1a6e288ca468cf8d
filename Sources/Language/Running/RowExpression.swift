/// An expression that a word evaluates once a row: a bare name in it is a column first.
package struct RowExpression: Sendable {
  package let expression: Expression
  package let place: Place
  let code: Code
  let names: RowNames

  /// The same, taken to ask the setup.
  var asking: RowExpression {
    var names = names
    names.asks = true
    return RowExpression(expression: expression, place: place, code: code, names: names)
  }

  /// The column that it is, when it is only the name of one.
  package func column(of table: Table) -> Int? {
    guard case .name(let name) = expression.node else { return nil }
    return table.columns.firstIndex { $0.name == name }
  }

  /// Makes it ready for the rows of a table; of none, there are no columns.
  package func over(_ table: Table?, _ frame: inout Frame) -> RowReading {
    frame.locals[names.table] = .entity(table ?? Table(columns: [], rows: []))
    let columns = table?.columns.map(\.name) ?? []
    var places: [(from: Int, to: Int)] = []
    for name in names.names {
      let index = columns.firstIndex(of: name.name)
      frame.locals[name.isColumn] = .truth(index != nil)
      if let index { places.append((index, name.value)) }
    }
    var reading = RowReading(expression: self, columns: places)
    guard names.asks else { return reading }
    reading.isOfTable = table != nil
    for (index, name) in columns.enumerated() {
      guard let slot = frame.session.slotIndex(named: name),
        columns.firstIndex(of: name) == index
      else { continue }
      reading.settings.append(RowReading.Setting(column: index, slot: slot))
    }
    return reading
  }
}

/// An expression over the rows of one table: only the columns that it names are set, and where it
/// may ask, those that are names of the setup.
package struct RowReading: Sendable {
  /// A column that is a name of the setup.
  fileprivate struct Setting: Sendable {
    let column: Int
    let slot: Int
  }

  fileprivate let expression: RowExpression
  fileprivate let columns: [(from: Int, to: Int)]
  fileprivate var settings: [Setting] = []
  fileprivate var isOfTable = false

  /// What the expression gives in a row. A function that it gives is called with the item.
  ///
  /// - Throws: where it asks the setup of what is no row of it, beside what the expression throws.
  package func value(
    in row: [Value], of item: Value? = nil, _ frame: inout Frame
  ) throws(Fault) -> Value {
    for (from, to) in columns { frame.locals[to] = row[from] }
    guard expression.names.asks else { return try evaluated(item, &frame).value }
    let session = frame.session
    let before = settings.map { session.globals[$0.slot] }
    defer {
      for (setting, value) in zip(settings, before) { session.globals[setting.slot] = value }
    }
    let misfit = set(row, session)
    let reads = session.setupReads
    let (value, isOfItem) = try evaluated(item, &frame)
    if !isOfTable, item != nil, !isOfItem { throw uncallable(value) }
    guard session.setupReads != reads else { return value }
    if let misfit {
      if row[misfit.column].isMissing { return .missing }
      throw fault(misfit, row[misfit.column], session)
    }
    if isOfTable, !isOfItem, columns.isEmpty, settings.isEmpty { throw alike }
    return value
  }

  /// What it gives in each row.
  package func survey(_ rows: [[Value]]) -> Survey<Value> {
    Survey(of: rows.count) { (row, answers, frame) throws(Fault) in
      try answers.take { () throws(Fault) in try value(in: rows[row], &frame) }
    }
  }

  package func values(in rows: [[Value]], _ frame: inout Frame) throws(Fault) -> [Value] {
    var values: [Value] = []
    try survey(rows).run(&frame) { (_, value) throws(Fault) in values.append(value) }
    return values
  }

  private func evaluated(
    _ item: Value?, _ frame: inout Frame
  ) throws(Fault) -> (value: Value, isOfItem: Bool) {
    let value = try expression.code(&frame)
    guard let item, case .function(let function) = value else { return (value, false) }
    return (try function.call([item], in: frame.session, at: expression.place), true)
  }

  /// Puts the row's values in the setup's names; the first that does not fit there.
  private func set(_ row: [Value], _ session: Session) -> Setting? {
    var misfit: Setting?
    for setting in settings {
      let kind = session.vocabulary.slots[setting.slot].kind
      if let value = session.admitted(row[setting.column], by: kind) {
        session.globals[setting.slot] = value
      } else if misfit == nil {
        misfit = setting
      }
    }
    return misfit
  }

  private func fault(_ misfit: Setting, _ value: Value, _ session: Session) -> Fault {
    let slot = session.vocabulary.slots[misfit.slot]
    let seen = value.quantity.map { session.style.text($0) } ?? value.kindName
    return .value(
      "The column `\(slot.name)` sets the setup of this question, and \(seen) is none of its "
        + "values.", at: expression.place,
      hint: "give the column another name: `select(…, my_\(slot.name): \(slot.name))`")
  }

  private var alike: Fault {
    .value(
      "No column of this table is in this: the setup would answer, the same for every row.",
      at: expression.place,
      hint: "take a column into it; if it is meant so, bind it first: `x = …`")
  }

  private func uncallable(_ value: Value) -> Fault {
    .value(
      "What is done with each item is a function or a word, not \(value.kindName).",
      at: expression.place,
      hint: "for example `half(x) = x / 2; map([8 GiB, 24 GiB], half)`; rows of a table take an "
        + "expression of its columns")
  }
}
