import Language

extension Word {
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
    let table = try arguments.table()
    let keys = try key.over(table, &frame).values(in: table.rows, &frame)
    let order = try order(of: keys, descending: isDescending, at: key.place)
    return .entity(table.with(rows: order.map { table.rows[$0] }))
  }
}

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
    } else {
      switch value {
      case .truth(let truth): self = .truth(truth)
      case .text(let text), .choice(let text): self = .text(text)
      case .entity(let entity) where entity.truth != nil: self = .truth(entity.truth == true)
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
