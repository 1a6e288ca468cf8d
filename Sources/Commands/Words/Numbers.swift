import Language

extension Word {
  /// Words that work on numbers of any dimension.
  static let numbers: [Word] = [
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
