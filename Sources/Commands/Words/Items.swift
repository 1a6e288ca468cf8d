import Language

extension Word {
  /// Words that pick from items, and answer with the kind of thing that they were given.
  static let picks: [Word] = [
    Word(
      "first", .tables, "the first rows of a table, or items of a list or a range",
      [items, Parameter("n", .whole(from: 0), .required, "how many")],
      examples: [Example("first(models, 3)"), Example("sort(gpus, price) | first(5)")],
      related: ["last", "sort", "where"]
    ) { (arguments, _) throws(Fault) in
      try arguments.picked { (count, wanted) in 0..<min(count, wanted) }
    },
    Word(
      "last", .tables, "the last rows of a table, or items of a list or a range",
      [items, Parameter("n", .whole(from: 0), .required, "how many")],
      examples: [Example("last([1, 2, 3], 2)"), Example("sort(gpus, memory) | last(3)")],
      related: ["first", "reverse", "sort"]
    ) { (arguments, _) throws(Fault) in
      try arguments.picked { (count, wanted) in max(0, count - wanted)..<count }
    },
    Word(
      "reverse", .tables, "the same rows or items, the last one first", [items],
      examples: [Example("reverse([1, 2, 3])"), Example("sort(gpus, year) | reverse | first(3)")],
      related: ["sort", "first", "last"]
    ) { (arguments, _) throws(Fault) in
      try arguments.picked { (count, _) in (0..<count).reversed() }
    },
    Word(
      "unique", .tables, "rows or items that differ, each where it is met first", [items],
      examples: [
        Example("unique([3, 1, 3, 2, 1])"), Example("unique(gpus.vendor)"),
        Example("gpus | select(vendor, architecture) | unique | count"),
      ],
      related: ["group", "count", "contains"]
    ) { (arguments, frame) throws(Fault) in
      let items = try arguments.items("items").listed(at: arguments.place(of: "items"))
      var seen: Set<SameValue> = []
      var kept: [Int] = []
      for index in 0..<items.count {
        try frame.session.poll()
        if seen.insert(SameValue(items[index])).inserted { kept.append(index) }
      }
      return try arguments.picked { (_, _) in kept }
    },
  ]

  private static let items = Parameter(
    "items", .anything, .required, "a table, a list or a range")

  static let contains = Word(
    "contains", .tables, "whether an item is in a list, or a text in a text",
    [
      Parameter("items", .anything, .required, "a list, a range, or a text"),
      Parameter("item", .anything, .required, "what may be in it"),
    ],
    examples: [
      Example("contains([1, 2, 4], batch)"),
      Example("gpus | where(contains([\"rtx3090\", \"rtx4090\"], name)) | count"),
      Example("where(models, contains(name, \"coder\")).name | first(2)"),
    ],
    related: ["where", "unique", "count"]
  ) { (arguments, frame) throws(Fault) in
    let item = arguments["item"] ?? .nothing
    switch arguments["items"] {
    case .missing: return .missing
    case .text(let text), .choice(let text):
      if item.isMissing { return .missing }
      guard let part = item.wording else {
        throw .value(
          "A text contains texts, and this is \(item.kindName).",
          at: arguments.place(of: "item"))
      }
      return .truth(text.holds(part))
    default:
      let items = try arguments.items("items")
      for index in 0..<items.count {
        if index & 0xFFF == 0 { try frame.session.poll() }
        if frame.session.isSame(items[index], item) { return .truth(true) }
      }
      return .truth(false)
    }
  }
}

extension Arguments {
  /// What the word was given, with those of its rows or items alone, in that order.
  fileprivate func picked(
    _ places: (_ count: Int, _ wanted: Int) -> some Collection<Int>
  ) throws(Fault) -> Value {
    let items = try items("items")
    let kept = places(items.count, whole("n") ?? 0)
    if case .entity(let table as Table) = self["items"] {
      return .entity(table.with(rows: kept.map { table.rows[$0] }))
    }
    return try items.at(kept, place: isGiven("n") ? place(of: "n") : place(of: "items"))
  }
}

extension String {
  /// Whether another text stands in it, byte for byte.
  fileprivate func holds(_ part: String) -> Bool {
    let (all, wanted) = (Array(utf8), Array(part.utf8))
    guard wanted.count <= all.count else { return false }
    return (0...(all.count - wanted.count)).contains { all[$0...].starts(with: wanted) }
  }
}
