import Language

extension Word {
  /// Logarithms and roots.
  static let roots: [Word] = [
    Word(
      "log", .numbers, "the natural logarithm, or that to another base",
      [
        Parameter("x", .anything, .required, "a number above 0"),
        Parameter("base", .anything, .optional, "above 0, and not 1"),
      ],
      examples: [Example("log(10)"), Example("log(1000, 10)")], related: ["log2", "sqrt"]
    ) { (arguments, _) throws(Fault) in
      let x = Mathematics.logarithm(try arguments.positive("x"))
      guard arguments.isGiven("base") else { return .number(x) }
      let base = Mathematics.logarithm(try arguments.positive("base"))
      guard base != 0 else {
        throw .value("No power of 1 is another number.", at: arguments.place(of: "base"))
      }
      return .number(nearWhole(x / base))
    },
    Word(
      "log2", .numbers, "the logarithm to base 2: how often a number was doubled",
      [Parameter("x", .anything, .required, "a number above 0")],
      examples: [Example("log2(1024)")], related: ["log", "sqrt"]
    ) { (arguments, _) throws(Fault) in
      let x = try arguments.positive("x")
      return .number(Mathematics.binaryLogarithm(x))
    },
    Word(
      "sqrt", .numbers, "the square root",
      [Parameter("x", .anything, .required, "a number, not below 0")],
      examples: [Example("sqrt(2)")], related: ["log", "round"]
    ) { (arguments, _) throws(Fault) in
      let x = try arguments.plain("x")
      guard x >= 0 else {
        throw .value("No number has this square.", at: arguments.place(of: "x"))
      }
      return .number(x.squareRoot())
    },
  ]
}

/// `log(1000, 10)` is 3, whatever the last bit of a quotient of logarithms.
private func nearWhole(_ x: Double) -> Double {
  let whole = x.rounded()
  return (x - whole).magnitude <= 2 * whole.ulp ? whole : x
}

extension Arguments {
  fileprivate func plain(_ name: String) throws(Fault) -> Double {
    let quantity = try quantity(name)
    guard quantity.dimension == .none else {
      throw .value(
        "I expected a plain number, but this is \(quantity.dimension.name).", at: place(of: name),
        hint: "divide by a unit: `… / (1 \(quantity.dimension.symbol))`")
    }
    return quantity.number
  }

  fileprivate func positive(_ name: String) throws(Fault) -> Double {
    let x = try plain(name)
    guard x > 0 else {
      throw .value("Only what is above 0 has a logarithm.", at: place(of: name))
    }
    return x
  }
}
