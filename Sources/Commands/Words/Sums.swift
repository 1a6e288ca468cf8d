import Language

extension Word {
  /// Words that make one figure of many; what is missing in a column is left out.
  static let sums: [Word] = [
    Word(
      "count", .tables, "how many rows, items or steps there are",
      [Parameter("items", .anything, .required, "a table, a list or a range")],
      examples: [Example("count(gpus)"), Example("models | where(parameters < 10B) | count")],
      related: ["sum", "where"]
    ) { (arguments, _) throws(Fault) in .whole(try arguments.items("items").count) },
    Word(
      "sum", .tables, "all of its arguments together", [several],
      examples: [Example("sum([1 GiB, 512 MiB])"), Example("sum(1...100)")],
      related: ["mean", "count", "max"]
    ) { (arguments, frame) throws(Fault) in
      let total = try total(arguments, frame.session)
      return .quantity(Quantity(total.sum, total.dimension))
    },
    Word(
      "mean", .tables, "the mean of its arguments", [several],
      examples: [Example("mean([1, 2, 4])"), Example("mean(gpus.price)")],
      related: ["median", "sum", "min", "max"]
    ) { (arguments, frame) throws(Fault) in
      let total = try total(arguments, frame.session)
      guard total.count > 0 else { throw nothing(arguments) }
      return .quantity(Quantity(total.sum / Double(total.count), total.dimension))
    },
    Word(
      "median", .tables, "the middle one of its arguments, or the mean of the middle two",
      [several],
      examples: [Example("median([1, 2, 9])"), Example("median(gpus.memory)")],
      related: ["mean", "group", "sort"]
    ) { (arguments, frame) throws(Fault) in
      var numbers: [Double] = []
      let dimension = try visit(arguments, frame.session) { numbers.append($0) }
      guard !numbers.isEmpty else { throw nothing(arguments) }
      numbers.sort()
      // Halves first: the sum of two large numbers may be too large.
      let (low, high) = (numbers[(numbers.count - 1) / 2], numbers[numbers.count / 2])
      return .quantity(Quantity(low == high ? low : low / 2 + high / 2, dimension))
    },
    Word(
      "max", .numbers, "the largest of its arguments", [several],
      examples: [Example("max(1 GiB, 900 MiB)"), Example("max(gpus.memory)")],
      related: ["min", "largest"]
    ) { (arguments, frame) throws(Fault) in
      try extreme(arguments, frame.session, search: "largest") { $0 > $1 }
    },
    Word(
      "min", .numbers, "the smallest of its arguments", [several],
      examples: [Example("min(3, 1, 2)"), Example("min(models.parameters)")],
      related: ["max", "smallest"]
    ) { (arguments, frame) throws(Fault) in
      try extreme(arguments, frame.session, search: "smallest") { $0 < $1 }
    },
  ]

  private static let several = Parameter(
    "values", .anything, .rest, "numbers, lists of them, or columns of a table")
}

private func total(
  _ arguments: Arguments, _ session: Session
) throws(Fault) -> (sum: Double, dimension: Dimension, count: Int) {
  var (sum, count) = (0.0, 0)
  let dimension = try visit(arguments, session) {
    sum += $0
    count += 1
  }
  guard sum.isFinite else {
    throw .value("The sum is too large to hold.", at: arguments.place)
  }
  return (sum, dimension, count)
}

/// - Parameter search: the word that finds where a condition turns, for whom that is meant.
private func extreme(
  _ arguments: Arguments, _ session: Session, search: String,
  _ isBetter: (Double, Double) -> Bool
) throws(Fault) -> Value {
  var best: Double?
  let dimension = try visit(arguments, session, search: search) { next in
    if best.map({ isBetter(next, $0) }) ?? true { best = next }
  }
  guard let best else { throw nothing(arguments) }
  return .quantity(Quantity(best, dimension))
}

private func nothing(_ arguments: Arguments) -> Fault {
  let isEmpty = arguments.values("values").allSatisfy {
    (try? Items($0, arguments.place))?.count == 0
  }
  let message = isEmpty ? "There is no number among nothing." : "All of these figures are missing."
  return .unanswered(message, at: arguments.place)
}

/// Visits the numbers of all arguments, which have to be alike, and gives what they measure.
private func visit(
  _ arguments: Arguments, _ session: Session, search: String? = nil, _ body: (Double) -> Void
) throws(Fault) -> Dimension {
  var dimension: Dimension?
  func take(_ value: Value) throws(Fault) {
    if value.isMissing { return }
    guard let quantity = value.quantity else {
      var hint: String?
      if case .record = value { hint = "take one column: `sum(gpus.price)`" }
      if let search, value.truth != nil {
        hint = "`\(search)(batch, fits(gpu))` finds the \(search) with which something holds"
      }
      throw .value(
        "I expected numbers, but one is \(value.kindName).", at: arguments.place(of: "values"),
        hint: hint)
    }
    let known = dimension ?? quantity.dimension
    dimension = Dimension.common(known, quantity.dimension)
    if dimension == nil {
      throw .value(
        "\(known.name) and \(quantity.dimension.name) do not go together.".capitalizedFirst,
        at: arguments.place)
    }
    body(quantity.number)
  }
  for value in arguments.values("values") {
    // A list, a range or a table counts as its items.
    guard let items = try? Items(value, arguments.place) else {
      try take(value)
      continue
    }
    for index in 0..<items.count {
      if index & 0xFFF == 0 { try session.poll() }
      try take(items[index])
    }
  }
  return dimension ?? .none
}

extension String {
  /// As the first word of a sentence.
  var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
