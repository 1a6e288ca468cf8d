import Language

extension Word {
  /// Words that work on numbers of any dimension.
  static let numbers: [Word] = [
    Word(
      "max", .numbers, "the largest of its arguments", [several],
      examples: [Example("max(1 GiB, 900 MiB)")], related: ["min"]
    ) { (arguments, _) throws(Fault) in try extreme(arguments) { $0 > $1 } },
    Word(
      "min", .numbers, "the smallest of its arguments", [several],
      examples: [Example("min(3, 1, 2)")], related: ["max"]
    ) { (arguments, _) throws(Fault) in try extreme(arguments) { $0 < $1 } },
    rounding("ceil", "the next whole number above", Example("ceil(2.1)")) { $0.rounded(.up) },
    rounding("floor", "the next whole number below", Example("floor(2.9)")) { $0.rounded(.down) },
    rounding("round", "the nearest whole number, halves away from zero", Example("round(2.5)")) {
      $0.rounded(.toNearestOrAwayFromZero)
    },
    rounding("abs", "without its sign", Example("abs(-3)")) { $0.magnitude },
    Word(
      "round_up", .numbers, "the next multiple above: how allocators count",
      [
        Parameter("x", .anything, .required, "a number"),
        Parameter("multiple", .anything, .required, "what the result is a multiple of"),
      ],
      examples: [Example("round_up(1000 bytes, 512 bytes)")], related: ["ceil"]
    ) { (arguments, _) throws(Fault) in try roundUp(arguments) },
  ]

  private static let several = Parameter("values", .anything, .rest, "numbers, or lists of them")

  private static func rounding(
    _ name: String, _ summary: String, _ example: Example,
    _ work: @escaping @Sendable (Double) -> Double
  ) -> Word {
    Word(
      name, .numbers, summary, [Parameter("x", .anything, .required, "a number")],
      examples: [example], related: ["round", "ceil", "floor", "abs"].filter { $0 != name }
    ) { (arguments, _) throws(Fault) in
      let x = try arguments.quantity("x")
      return .quantity(Quantity(work(x.number), x.dimension))
    }
  }
}

extension Arguments {
  fileprivate func quantity(_ name: String) throws(Fault) -> Quantity {
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
  return .quantity(
    Quantity((x.number / multiple.number).rounded(.up) * multiple.number, x.dimension))
}

private func extreme(
  _ arguments: Arguments, _ isBetter: (Double, Double) -> Bool
) throws(Fault) -> Value {
  var best: Quantity?
  for value in arguments.values("values") {
    for item in try items(value, arguments.place) {
      guard let next = item.quantity else {
        throw .value("I expected numbers, but one is \(item.kindName).", at: arguments.place)
      }
      guard let known = best else {
        best = next
        continue
      }
      guard known.dimension == next.dimension else {
        throw .value(
          "\(known.dimension.name) and \(next.dimension.name) do not compare.",
          at: arguments.place)
      }
      if isBetter(next.number, known.number) { best = next }
    }
  }
  guard let best else {
    throw .value("There is no number among nothing.", at: arguments.place)
  }
  return .quantity(best)
}

/// A list or a range counts as its items.
private func items(_ value: Value, _ place: Place) throws(Fault) -> [Value] {
  switch value {
  case .list, .range:
    let items = try Items(value, place)
    return (0..<items.count).map { items[$0] }
  default: return [value]
  }
}
