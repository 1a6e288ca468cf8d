import Language

extension Word {
  /// Words that work on numbers.
  static let numbers: [Word] = [
    rounding("ceil", "the next whole number above", ["ceil(2.1)", "ceil(2.5 GiB in GiB)"]) {
      $0.rounded(.up)
    },
    rounding("floor", "the next whole number below", ["floor(2.9)", "floor(90 s in minutes)"]) {
      $0.rounded(.down)
    },
    round,
    abs,
    Word(
      "round_up", .numbers, "the next multiple above: how allocators count",
      [
        Parameter("x", .anything, .required, "a number"),
        Parameter("multiple", .anything, .required, "what the result is a multiple of"),
      ],
      examples: [Example("round_up(1000 bytes, 512 bytes)")], related: ["ceil"]
    ) { (arguments, _) throws(Fault) in try roundUp(arguments) },
  ]

  private static let x = Parameter("x", .anything, .required, "a number")

  private static let abs = Word(
    "abs", .numbers, "without its sign", [x], examples: [Example("abs(-3)")],
    related: ["round", "ceil", "floor"]
  ) { (arguments, _) throws(Fault) in
    let x = try arguments.quantity("x")
    return .quantity(Quantity(x.number.magnitude, x.dimension))
  }

  private static let round = Word(
    "round", .numbers, "the nearest whole number, halves away from zero",
    [
      x,
      Parameter(
        "digits", .number(Kind.NumberKind(from: -15, to: 15, whole: true)),
        .defaulted(.whole(0), shown: "0"), "how many stay behind the point; -3 rounds to thousands"),
    ],
    examples: [Example("round(2.5)"), Example("round(2.34567, 2)"), Example("round(1234, -2)")],
    related: ["ceil", "floor", "abs"]
  ) { (arguments, _) throws(Fault) in
    let digits = arguments.number("digits") ?? 0
    let tens = Mathematics.power(10, digits.magnitude)
    return try arguments.rounded("round") { x in
      let nearest = (digits < 0 ? x / tens : x * tens).rounded(.toNearestOrAwayFromZero)
      let result = digits < 0 ? nearest * tens : nearest / tens
      // What is too large to have such digits is round already.
      return result.isFinite ? result : x
    }
  }

  private static func rounding(
    _ name: String, _ summary: String, _ examples: [String],
    _ work: @escaping @Sendable (Double) -> Double
  ) -> Word {
    Word(
      name, .numbers, summary, [x], examples: examples.map { Example($0) },
      related: ["round", "ceil", "floor", "abs"].filter { $0 != name }
    ) { (arguments, _) throws(Fault) in try arguments.rounded(name, work) }
  }
}

extension Arguments {
  /// What rounds does so in the unit that the argument was converted to; else in the one that its
  /// dimension has, where it has one only.
  fileprivate func rounded(
    _ word: String, _ work: (Double) -> Double
  ) throws(Fault) -> Value {
    if case .converted(let shown) = self["x"] {
      return .converted(shown.with(work(shown.shown)))
    }
    let x = try quantity("x")
    let units = Unit.all.filter { $0.dimension == x.dimension }
    guard x.dimension == .none || !units.isEmpty && units.allSatisfy({ $0.scale == 1 }) else {
      let place = place(of: "x")
      let unit = x.dimension == .memory ? "GiB" : units.first { $0.scale > 1 }?.name ?? "…"
      throw .value(
        "`\(word)` rounds in a unit, and this is \(x.dimension.name) without one.", at: place,
        hint: "say which: `\(word)(\(place.text) in \(unit))`")
    }
    return .quantity(Quantity(work(x.number), x.dimension))
  }
}

extension Arguments {
  func quantity(_ name: String) throws(Fault) -> Quantity {
    if let quantity = self[name]?.quantity { return quantity }
    throw .value(
      "I expected a number, but this is \(self[name]?.kindName ?? "nothing").",
      at: place(of: name))
  }
}

private func roundUp(_ arguments: Arguments) throws(Fault) -> Value {
  let x = try arguments.quantity("x")
  let multiple = try arguments.quantity("multiple")
  guard x.dimension == multiple.dimension else {
    throw .value(
      "A multiple of \(multiple.dimension.name) is not \(x.dimension.name).",
      at: arguments.place(of: "multiple"))
  }
  guard multiple.number > 0 else {
    throw .value("A multiple is more than nothing.", at: arguments.place(of: "multiple"))
  }
  let count = (x.number / multiple.number).rounded(.up)
  guard count.isFinite else {
    throw .value(
      "This is too small a part of the number for its multiples to be counted.",
      at: arguments.place(of: "multiple"))
  }
  return .quantity(Quantity(count * multiple.number, x.dimension))
}
