import Language

extension Word {
  static let `where` = Word(
    "where", .tables, "the rows of a table for which something holds",
    [
      Parameter("table", .anything, .required, "a table, or a list of records"),
      Parameter(
        "condition", .row, .required,
        "what has to hold; a bare name is the row's column first, and a missing figure holds in "
          + "no comparison"),
    ],
    examples: [
      Example("where(gpus, memory >= 24 GiB and year >= 2020).count"),
      Example("models | where(parameters < 10B) | sort(parameters) | first(3)"),
      Example(
        "where(gpus, vendor == \"AMD\" and fits(card, model: llama8b)).name",
        "any question, asked of each row"),
    ],
    related: ["sort", "select", "first", "models", "gpus"]
  ) { (arguments, frame) throws(Fault) in
    let table = try arguments.table()
    guard let condition = arguments.rows("condition").first else { return .nothing }
    let style = frame.session.style
    var (rows, leftOut) = ([[Value]](), [Table.LeftOut]())
    try condition.over(table, &frame).survey(table.rows).run(&frame) {
      (index, value) throws(Fault) in
      let row = table.rows[index]
      if case .entity(let entity as Refused) = value {
        leftOut.append(entity.leftOut(of: row, style))
      }
      guard !value.isMissing else { return }
      guard let holds = value.truth else {
        throw .value(
          "A condition holds or not, and this is \(value.kindName).", at: condition.place,
          hint: "compare it: `… > 0`, `… == …`")
      }
      if holds { rows.append(row) }
    }
    return .entity(table.with(rows: rows, leftOut: leftOut))
  }

  static let select = Word(
    "select", .tables, "other columns: some of a table's own, or expressions of them",
    [
      Parameter("table", .anything, .required, "a table, or a list of records"),
      Parameter(
        "columns", .row, .columns,
        "names of columns, and expressions over a row; `cost: price / memory` names its column"),
    ],
    examples: [
      Example("select(models, name, parameters / layers) | first(3)"),
      Example("gpus | where(year == 2025) | select(name, kept: memory - usable) | first(3)"),
    ],
    related: ["where", "sort", "sweep"]
  ) { (arguments, frame) throws(Fault) in
    let columns = arguments.rows("columns")
    guard !columns.isEmpty else {
      throw .value(
        "`select` needs the columns that stay.", at: arguments.place,
        hint: "for example `select(models, name, parameters)`")
    }
    let labels = arguments.labels("columns")
    return .entity(try selection(columns, labels, of: try arguments.table(), &frame))
  }

  static let map = Word(
    "map", .tables, "a list of what is done with each item, or of an expression for each row",
    [
      Parameter(
        "items", .anything, .required, "a list, a range, or a table, whose rows are records"),
      Parameter(
        "f", .each, .required, "a function, a word, or of a table an expression of its columns"),
    ],
    examples: [
      Example("half(x) = x / 2; map([8 GiB, 24 GiB], half)"),
      Example("map([2.1, 2.9], ceil)"),
      Example("gpus | first(2) | map(memory - usable)"),
      Example("title(row) = \"{row.name}: {row.memory}\"; gpus | first(2) | map(title)"),
    ],
    related: ["where", "select", "sum", "sweep"]
  ) { (arguments, frame) throws(Fault) in
    let items = try arguments.items("items").listed(at: arguments.place(of: "items"))
    guard let each = arguments.rows("f").first else { return .nothing }
    let table = Table.of(arguments["items"] ?? .nothing)
    let reading = each.over(table, &frame)
    var made = ListMaker(at: arguments.place)
    let survey = Survey(of: items.count) { (index, answers, frame) throws(Fault) in
      try answers.take { () throws(Fault) in
        try reading.value(in: table?.rows[index] ?? [], of: items[index], &frame)
      }
    }
    try survey.run(&frame) { (_, value) throws(Fault) in try made.append(value) }
    return try made.list(in: frame.session)
  }
}

extension Arguments {
  /// The table that a word works on.
  func table(_ name: String = "table") throws(Fault) -> Table {
    let value = self[name] ?? .nothing
    if let table = Table.of(value) { return table }
    let hint: String? =
      switch value {
      case .list, .range: "a list is picked from like this: `[x for x in xs if x > 2]`"
      case .entity, .record, .quantity: "tables are `models`, `gpus`, and what `sweep` gives"
      default: nil
      }
    throw .value(
      "I expected a table, or a list of records that have the same fields, but this is "
        + "\(value.kindName).", at: place(of: name), hint: hint)
  }
}

/// Some columns of a table, and expressions over its rows.
func selection(
  _ columns: [RowExpression], _ labels: [String?], of table: Table, _ frame: inout Frame
) throws(Fault) -> Table {
  let kept = columns.map { $0.column(of: table) }
  let advance = frame.session.advance(over: table.rows.count * columns.count)
  var rows = [[Value]](repeating: [], count: table.rows.count)
  for (column, index) in zip(columns, kept) {
    // Each column's places are its own: one is read through before the next is made ready.
    let reading = column.over(table, &frame)
    if let index {
      for (number, row) in table.rows.enumerated() {
        rows[number].append(row[index])
        advance?.step()
      }
    } else {
      try reading.survey(table.rows).run(&frame, advance) { (number, value) throws(Fault) in
        rows[number].append(value)
      }
    }
  }
  let shown = columns.indices.map { number in
    let label = labels[number]
    guard let index = kept[number] else {
      return Table.Column(label ?? columns[number].place.text)
    }
    return table.columns[index].shown(as: label)
  }
  return Table(
    columns: shown, rows: rows, drawn: table.drawn.flatMap { kept.firstIndex(of: $0) })
}
