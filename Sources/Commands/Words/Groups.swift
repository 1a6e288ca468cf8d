import Language

extension Word {
  static let grouping = Word(
    "group", .tables, "a row for each value of a column, and figures of the rows that have it",
    [
      Parameter("table", .anything, .required, "a table, or a list of records"),
      Parameter("by", .row, .required, "what the rows of a group have alike: a column mostly"),
      Parameter(
        "columns", .row, .columns,
        "figures of a group, in which a column is a list: `mean: mean(total)`; else `rows`"),
    ],
    examples: [
      Example("group(gpus, vendor)"),
      Example("group(gpus, vendor, cards: count(name), largest: max(memory))"),
      Example("group(models, family, median: median(parameters)) | sort(median) | last(2)"),
    ],
    related: ["unique", "select", "join", "median"]
  ) { (arguments, frame) throws(Fault) in
    guard let by = arguments.rows("by").first else { return .nothing }
    let table = try arguments.table()
    let groups = Groups(try table.keys(by, &frame))
    let name = by.column(of: table).map { table.columns[$0].shown() }
    let key = name ?? Table.Column(by.place.text)
    let columns = arguments.rows("columns")
    guard !columns.isEmpty else {
      let rows = groups.all.map { [$0.key, .whole($0.rows.count)] }
      return .entity(Table(columns: [key, Table.Column("rows")], rows: rows))
    }
    let labels = arguments.labels("columns")
    let titles = zip(columns, labels).map { Table.Column($1 ?? $0.place.text) }
    // What is a column of the table is a list of the group's.
    let lists = groups.all.map { group in
      table.columns.indices.map { column in Value.list(group.rows.map { table.rows[$0][column] }) }
    }
    var rows = groups.all.map { [$0.key] }
    for column in columns {
      try column.over(table, &frame).survey(lists).run(&frame) { (number, value) throws(Fault) in
        rows[number].append(value)
      }
    }
    return .entity(Table(columns: [key] + titles, rows: rows))
  }

  static let join = Word(
    "join", .tables, "the rows of a table with the columns of another, where they agree",
    [
      Parameter("table", .anything, .required, "a table, or a list of records: each row stays"),
      Parameter("other", .anything, .required, "the table that adds its columns"),
      Parameter(
        "by", .row, .optional, "what rows agree in; else the columns that both tables have"),
    ],
    examples: [
      Example(
        "runs = [{ name: \"rtx3060\", peak: 9 GiB }, { name: \"mine\", peak: 7 GiB }]; "
          + "join(runs, gpus | select(name, usable))", "what has no partner is missing"),
      Example("model = llama8b; join(sweep(batch, 1...2), sweep(batch, 1...2, f: loss), batch)"),
    ],
    related: ["group", "select", "where"]
  ) { (arguments, frame) throws(Fault) in
    .entity(try Joint(arguments).table(arguments.rows("by").first, &frame))
  }
}

/// The rows of a table by what they have alike, in the order in which each is met first.
private struct Groups {
  private(set) var all: [(key: Value, rows: [Int])] = []
  private var places: [SameValue: Int] = [:]

  /// - Parameter keys: one for each row.
  init(_ keys: [Value]) {
    for (row, key) in keys.enumerated() {
      if let place = places[SameValue(key)] {
        all[place].rows.append(row)
      } else {
        places[SameValue(key)] = all.count
        all.append((key, [row]))
      }
    }
  }

  /// What is missing agrees with nothing.
  func rows(with key: Value) -> [Int] {
    if case .list(let parts) = key, parts.contains(where: \.isMissing) { return [] }
    return key.isMissing ? [] : places[SameValue(key)].map { all[$0].rows } ?? []
  }
}

extension Table {
  /// What an expression gives in each row.
  fileprivate func keys(_ by: RowExpression, _ frame: inout Frame) throws(Fault) -> [Value] {
    try by.over(self, &frame).values(in: rows, &frame)
  }

  fileprivate func keys(_ columns: [Int]) -> [Value] {
    rows.map { row in .list(columns.map { row[$0] }) }
  }
}

extension Value {
  /// Whether a thing of the library may be meant in it.
  fileprivate var holdsThings: Bool {
    switch self {
    case .entity: true
    case .list(let parts): parts.contains(where: \.holdsThings)
    default: false
    }
  }

  /// The same with things where texts name them.
  fileprivate func naming(in session: Session) -> Value {
    switch self {
    case .text(let text): session.thing(called: text) ?? self
    case .list(let parts): .list(parts.map { $0.naming(in: session) })
    default: self
    }
  }
}

/// Two tables side by side.
private struct Joint {
  private let left: Table
  private let right: Table
  private let place: Place

  init(_ arguments: Arguments) throws(Fault) {
    left = try arguments.table()
    right = try arguments.table("other")
    place = arguments.place
  }

  func table(_ by: RowExpression?, _ frame: inout Frame) throws(Fault) -> Table {
    let shared = left.columns.indices.compactMap { index in
      place(of: left.columns[index].name, in: right).map { (index, $0) }
    }
    var used: Set<Int> = []
    var (keys, others): ([Value], [Value])
    if let by {
      if let index = by.column(of: right) { used = [index] }
      (keys, others) = (try left.keys(by, &frame), try right.keys(by, &frame))
    } else {
      guard !shared.isEmpty else {
        throw .value(
          "The tables have no column in common.", at: place,
          hint: "give one of theirs its name first: `select(…, gpu: name)`")
      }
      used = Set(shared.map(\.1))
      (keys, others) = (left.keys(shared.map(\.0)), right.keys(shared.map(\.1)))
    }
    // A file has the names of cards and models that a table of one's own holds.
    if (keys + others).contains(where: \.holdsThings) {
      keys = keys.map { $0.naming(in: frame.session) }
      others = others.map { $0.naming(in: frame.session) }
    }
    let added = right.columns.indices.filter { !used.contains($0) }
    if let twice = added.first(where: { place(of: right.columns[$0].name, in: left) != nil }) {
      let name = right.columns[twice].name
      throw .value(
        "Both tables have a column `\(name)`.", at: place,
        hint: "give one of them another name first: `select(…, other: \(name))`")
    }
    return try joined(keys, Groups(others), added, frame.session)
  }

  private func joined(
    _ keys: [Value], _ groups: Groups, _ added: [Int], _ session: Session
  ) throws(Fault) -> Table {
    var rows: [[Value]] = []
    for (row, key) in zip(left.rows, keys) {
      try session.poll()
      let partners = groups.rows(with: key)
      if partners.isEmpty { rows.append(row + added.map { _ in .missing }) }
      for partner in partners { rows.append(row + added.map { right.rows[partner][$0] }) }
    }
    let columns = left.columns + added.map { right.columns[$0] }
    return Table(columns: columns, rows: rows, drawn: left.drawn)
  }

  private func place(of name: String, in table: Table) -> Int? {
    table.columns.firstIndex { $0.name == name }
  }
}
