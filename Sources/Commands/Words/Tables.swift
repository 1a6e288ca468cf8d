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
      Example("where(gpus, fits(card, model: llama8b)).name", "any question, asked of each row"),
    ],
    related: ["sort", "select", "first", "models", "gpus"]
  ) { (arguments, frame) throws(Fault) in
    let table = try arguments.table
    guard let condition = arguments.rows("condition").first else { return .nothing }
    let reading = condition.over(table, &frame)
    let advance = frame.session.advance(over: table.rows.count)
    var rows: [[Value]] = []
    var (answers, leftOut) = (RowAnswers(), [Table.LeftOut]())
    for row in table.rows {
      try frame.session.poll()
      let value = try answers.take { () throws(Fault) in try reading.value(in: row, &frame) }
      advance?.step()
      if case .entity(let entity as Refused) = value {
        leftOut.append(entity.leftOut(of: row, frame.session.style))
      }
      guard !value.isMissing else { continue }
      guard let holds = value.truth else {
        throw .value(
          "A condition holds or not, and this is \(value.kindName).", at: condition.place,
          hint: "compare it: `… > 0`, `… == …`")
      }
      if holds { rows.append(row) }
    }
    try answers.check()
    return .entity(table.with(rows: rows, leftOut: leftOut))
  }

  static let sort = Word(
    "sort", .tables, "a table or a list in order, the smallest first",
    [
      Parameter("table", .anything, .required, "a table, or a list"),
      Parameter(
        "key", .row, .optional,
        "what the rows of a table are ordered by: a column, or an expression of them"),
      Parameter(
        "descending", .truth, .defaulted(.truth(false), shown: "off"), "whether the largest leads"),
    ],
    examples: [
      Example("sort(gpus, price) | first(3)"),
      Example("models | sort(parameters / layers, descending: on) | first(3)"),
      Example("sort([3, 1, 2])"),
    ],
    related: ["where", "first", "max", "min"]
  ) { (arguments, frame) throws(Fault) in
    let isDescending = arguments.truth("descending") ?? false
    guard let key = arguments.rows("key").first else { return try sorted(arguments, isDescending) }
    let table = try arguments.table
    let reading = key.over(table, &frame)
    let advance = frame.session.advance(over: table.rows.count)
    var keys: [Value] = []
    var answers = RowAnswers()
    for row in table.rows {
      try frame.session.poll()
      keys.append(try answers.take { () throws(Fault) in try reading.value(in: row, &frame) })
      advance?.step()
    }
    try answers.check()
    let order = try order(of: keys, descending: isDescending, at: key.place)
    return .entity(table.with(rows: order.map { table.rows[$0] }))
  }

  static let select = Word(
    "select", .tables, "other columns: some of a table's own, or expressions of them",
    [
      Parameter("table", .anything, .required, "a table, or a list of records"),
      Parameter("columns", .row, .rest, "names of columns, and expressions over a row"),
    ],
    examples: [
      Example("select(models, name, parameters / layers) | first(3)"),
      Example("gpus | where(year == 2025) | select(name, memory - usable)"),
    ],
    related: ["where", "sort", "sweep"]
  ) { (arguments, frame) throws(Fault) in
    let columns = arguments.rows("columns")
    guard !columns.isEmpty else {
      throw .value(
        "`select` needs the columns that stay.", at: arguments.place,
        hint: "for example `select(models, name, parameters)`")
    }
    return .entity(try selection(columns, of: try arguments.table, &frame))
  }

  static let first = Word(
    "first", .tables, "the first rows of a table, or items of a list or a range",
    [
      Parameter("table", .anything, .required, "a table, a list or a range"),
      Parameter("n", .whole(from: 0), .required, "how many"),
    ],
    examples: [Example("first(models, 3)"), Example("sort(gpus, price) | first(5)")],
    related: ["sort", "where"]
  ) { (arguments, _) throws(Fault) in
    let items = try arguments.items("table")
    let count = min(items.count, arguments.whole("n") ?? 0)
    if case .entity(let entity) = arguments["table"], let table = entity as? Table {
      return .entity(table.with(rows: Array(table.rows.prefix(count))))
    }
    guard count < items.count else { return arguments["table"] ?? .nothing }
    return try items.first(count, at: arguments.place(of: "n"))
  }

  static let map = Word(
    "map", .tables, "a list of what a function gives for each item",
    [
      Parameter(
        "items", .anything, .required, "a list, a range, or a table, whose rows are records"),
      Parameter("f", .function, .required, "a function, or a word"),
    ],
    examples: [
      Example("half(x) = x / 2; map([8 GiB, 24 GiB], half)"),
      Example("map([2.1, 2.9], ceil)"),
      Example("title(row) = \"{row.name}: {row.memory}\"; gpus | first(2) | map(title)"),
    ],
    related: ["where", "sum", "sweep"]
  ) { (arguments, frame) throws(Fault) in
    let items = try arguments.items("items").listed(at: arguments.place(of: "items"))
    guard let function = arguments.function("f") else { return .nothing }
    let advance = frame.session.advance(over: items.count)
    var values: [Value] = []
    var answers = RowAnswers()
    for index in 0..<items.count {
      try frame.session.poll()
      let value = try answers.take { () throws(Fault) in
        try function.call([items[index]], in: frame.session, at: arguments.place(of: "f"))
      }
      values.append(value)
      advance?.step()
    }
    try answers.check()
    return try .items(values, at: arguments.place)
  }
}

extension Arguments {
  /// The table that a word works on.
  fileprivate var table: Table {
    get throws(Fault) {
      let value = self["table"] ?? .nothing
      if let table = Table.of(value) { return table }
      let hint: String? =
        switch value {
        case .list, .range: "a list is picked from like this: `[x for x in xs if x > 2]`"
        case .entity, .record, .quantity: "tables are `models`, `gpus`, and what `sweep` gives"
        default: nil
        }
      throw .value(
        "I expected a table, or a list of records that have the same fields, but this is "
          + "\(value.kindName).", at: place(of: "table"), hint: hint)
    }
  }
}

private func selection(
  _ columns: [RowExpression], of table: Table, _ frame: inout Frame
) throws(Fault) -> Table {
  let kept = columns.map { $0.column(of: table) }
  let advance = frame.session.advance(over: table.rows.count * columns.count)
  var rows = [[Value]](repeating: [], count: table.rows.count)
  for (column, index) in zip(columns, kept) {
    // Each column's places are its own: one is read through before the next is made ready.
    let reading = column.over(table, &frame)
    var answers = RowAnswers()
    for (number, row) in table.rows.enumerated() {
      try frame.session.poll()
      if let index {
        rows[number].append(row[index])
      } else {
        rows[number].append(
          try answers.take { () throws(Fault) in try reading.value(in: row, &frame) })
      }
      advance?.step()
    }
    try answers.check()
  }
  let shown = zip(columns, kept).map { column, index in
    index.map { table.columns[$0] } ?? Table.Column(column.place.text)
  }
  return Table(
    columns: shown, rows: rows, drawn: table.drawn.flatMap { kept.firstIndex(of: $0) })
}

// MARK: order

/// A list in order; a table has no order of its own.
private func sorted(_ arguments: Arguments, _ isDescending: Bool) throws(Fault) -> Value {
  let place = arguments.place(of: "table")
  if let table = Table.of(arguments["table"] ?? .nothing), !table.columns.isEmpty {
    throw .value(
      "`sort` needs what the rows are ordered by.", at: arguments.place,
      hint: "a column, for example `sort(…, \(table.columns[0].name))`")
  }
  let items = try arguments.items("table").listed(at: place)
  let values = (0..<items.count).map { items[$0] }
  let order = try order(of: values, descending: isDescending, at: place)
  return try .items(order.map { values[$0] }, at: place)
}

/// The places of keys in order; equal ones keep theirs, and what is missing stands at the end.
private func order(
  of keys: [Value], descending isDescending: Bool, at place: Place
) throws(Fault) -> [Int] {
  let present = keys.indices.filter { !keys[$0].isMissing }
  let missing = keys.indices.filter { keys[$0].isMissing }
  guard let first = present.first else { return missing }
  for index in present where Order(keys[index])?.isLike(Order(keys[first])) != true {
    guard Order(keys[first]) != nil else { throw unordered(keys[first], place) }
    guard Order(keys[index]) != nil else { throw unordered(keys[index], place) }
    throw .value(
      "\(keys[first].kindName) and \(keys[index].kindName) have no order.".capitalizedFirst,
      at: place)
  }
  let ordered = present.compactMap { index in Order(keys[index]).map { (index, $0) } }
  let sorted = ordered.sorted { a, b in
    if a.1.isBefore(b.1) { return !isDescending }
    if b.1.isBefore(a.1) { return isDescending }
    return a.0 < b.0
  }
  return sorted.map(\.0) + missing
}

private func unordered(_ value: Value, _ place: Place) -> Fault {
  .value(
    "I order by numbers, texts and truths, and this is \(value.kindName).", at: place,
    hint: "order by one of its figures: `sort(…, x.total)`")
}

/// What values are ordered by.
private enum Order {
  case number(Quantity)
  case text(String)
  case truth(Bool)

  init?(_ value: Value) {
    if let quantity = value.quantity {
      self = .number(quantity)
    } else if let truth = value.truth {
      self = .truth(truth)
    } else {
      switch value {
      case .text(let text), .choice(let text): self = .text(text)
      case .entity(let entity) where entity.headline.isEmpty: self = .text(entity.text(Style()))
      default: return nil
      }
    }
  }

  func isLike(_ other: Order?) -> Bool {
    switch (self, other) {
    case (.number(let a), .number(let b)): a.dimension == b.dimension
    case (.text, .text), (.truth, .truth): true
    default: false
    }
  }

  func isBefore(_ other: Order) -> Bool {
    switch (self, other) {
    case (.number(let a), .number(let b)): a.number < b.number
    case (.text(let a), .text(let b)): a < b
    case (.truth(let a), .truth(let b)): !a && b
    default: false
    }
  }
}
