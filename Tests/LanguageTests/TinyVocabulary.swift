import Language

extension Vocabulary {
  /// A few words of every sort: enough to try what the language does with words.
  static let tiny = Vocabulary(
    words: [
      .print, .assert, .lora, .ask, .fit, .sweep, .largest, .count, .each, .map, .load, .quit,
    ],
    slots: [
      Slot("batch", .whole(from: 1), .number(1), "sequences in one micro-batch"),
      Slot(
        "optimizer",
        .choice([
          Kind.Choice("adamw"), Kind.Choice("adamw_8bit"), Kind.Choice("sgd"),
          Kind.Choice("adam", for: "adamw"),
        ]), .choice("adamw"), "what steps the weights"),
      Slot("padding", .truth, .truth(false), "whether the batch is padded"),
      Slot("units", .choices(["GiB", "GB"]), .choice("GiB"), "how memory is shown"),
    ],
    library: Library(
      source: { name in entries[name].map { Source("\(name) = \($0)", name: "library.vram") } },
      names: { entries.keys.sorted() }))

  private static let entries = [
    "small_card": "{ name: \"small\", memory: 8 GiB }",
    "large_card": "{ name: \"large\", memory: 80 GiB }",
    "twin_card": "small_card with (name: \"twin\")",
    "broken_card": "{ name: no_such_name }",
    "circle": "circle",
  ]
}

extension Word {
  fileprivate static let print = Word(
    "print", .output, "shows values in one line", [Parameter("values", .anything, .rest)]
  ) { (arguments, frame) throws(Fault) in
    let style = frame.session.style
    let line = arguments.values("values").map(style.text).joined(separator: " ")
    frame.session.world.show(.text(line), style)
    return .nothing
  }

  fileprivate static let assert = Word(
    "assert", .output, "reports what does not hold",
    [Parameter("condition", .deferred), Parameter("message", .text, .optional)]
  ) { (arguments, frame) throws(Fault) in
    for condition in arguments.deferred("condition") {
      let value = try condition.evaluate(&frame)
      guard value.truth != true else { continue }
      let sides = try condition.operands.map { operand throws(Fault) in
        frame.session.style.text(try operand.evaluate(&frame))
      }
      frame.session.fail(
        Diagnostic(
          .assertion, arguments.text("message") ?? "This does not hold.", at: condition.place,
          hint: sides.joined(separator: " against ")))
    }
    return .nothing
  }

  fileprivate static let lora = Word(
    "lora", .method, "low-rank adapters",
    [
      Parameter(
        "r", .whole(from: 1), .defaulted(.number(16), shown: "16"), "the rank of the adapters"),
      Parameter(
        "targets", .either([.choices(["all_linear", "attention"]), .list(of: .word)]),
        .defaulted(.choice("all_linear"), shown: "all_linear"), "the modules that get one"),
      Parameter(
        "dropout", .number(Kind.NumberKind(from: 0, to: 1, whole: false)),
        .defaulted(.number(0), shown: "0")),
    ]
  ) { (arguments, _) throws(Fault) in
    .record(
      Record([
        ("r", arguments["r"] ?? .nothing), ("targets", arguments["targets"] ?? .nothing),
        ("dropout", arguments["dropout"] ?? .nothing),
      ]))
  }

  fileprivate static let ask = Word(
    "ask", .questions, "what the setup is", takesSetup: true
  ) { (_, frame) throws(Fault) in
    let session = frame.session
    return .record(
      Record(
        session.vocabulary.slots.enumerated().map { ($1.name, session[slot: $0]) }))
  }

  fileprivate static let fit = Word(
    "fit", .questions, "whether a rank is below the batch",
    [Parameter("r", .whole(from: 1), .optional)], takesSetup: true
  ) { (arguments, frame) throws(Fault) in
    let batch = frame.session.value(of: "batch")?.quantity?.number ?? 0
    return .truth((arguments.number("r") ?? 0) < batch)
  }

  fileprivate static let sweep = Word(
    "sweep", .questions, "expressions over values of names",
    [Parameter("over", .axis, .rest), Parameter("ask", .deferred, .rest)]
  ) { (arguments, frame) throws(Fault) in
    guard let axis = arguments.axes("over").first else { return .nothing }
    let before = axis.variable.value(frame)
    defer { axis.variable.restore(before, &frame) }
    var rows: [[Value]] = []
    for index in 0..<axis.count {
      try frame.session.poll()
      try axis.variable.set(axis[index], &frame, at: axis.place)
      var row = [axis[index]]
      for question in arguments.deferred("ask") { row.append(try question.evaluate(&frame)) }
      rows.append(row)
    }
    return .list(rows.map { .list($0) })
  }

  fileprivate static let largest = Word(
    "largest", .questions, "the largest value with which something holds",
    [Parameter("name", .variable), Parameter("condition", .deferred)]
  ) { (arguments, frame) throws(Fault) in
    guard let name = arguments.variables("name").first,
      let condition = arguments.deferred("condition").first
    else { return .nothing }
    let before = name.value(frame)
    defer { name.restore(before, &frame) }
    var best = Value.nothing
    for number in 1...100 {
      try name.set(.whole(number), &frame, at: name.place)
      guard try condition.evaluate(&frame).truth == true else { break }
      best = .whole(number)
    }
    return best
  }

  fileprivate static let each = Word(
    "each", .tables, "an expression once a row",
    [Parameter("table", .anything), Parameter("expression", .row)]
  ) { (arguments, frame) throws(Fault) in
    guard let table = Table.of(arguments["table"] ?? .nothing),
      let expression = arguments.rows("expression").first
    else { return .nothing }
    let reading = expression.over(table, &frame)
    var values: [Value] = []
    for row in table.rows { values.append(try reading.value(in: row, &frame)) }
    return .list(values)
  }

  fileprivate static let map = Word(
    "map", .tables, "a function of each item",
    [Parameter("items", .anything), Parameter("f", .function)]
  ) { (arguments, frame) throws(Fault) in
    guard let function = arguments.function("f") else { return .nothing }
    let items = try arguments.items("items")
    var values: [Value] = []
    for index in 0..<items.count {
      let place = arguments.place(of: "f")
      values.append(try function.call([items[index]], in: frame.session, at: place))
    }
    return .list(values)
  }

  fileprivate static let count = Word(
    "count", .catalog, "how many items there are", [Parameter("items", .anything)]
  ) { (arguments, _) throws(Fault) in
    .whole(try Items(arguments["items"] ?? .nothing, arguments.place(of: "items")).count)
  }

  fileprivate static let load = Word(
    "load", .session, "runs a file in this session", [Parameter("path", .text)], bindsNames: true
  ) { (arguments, frame) throws(Fault) in
    try frame.session.load(arguments.text("path") ?? "", at: arguments.place(of: "path"))
    return .nothing
  }

  fileprivate static let quit = Word("quit", .session, "leaves") { (_, _) throws(Fault) in
    throw .quit
  }
}
