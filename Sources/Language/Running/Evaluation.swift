// What the code of expressions does with values, where it is more than arithmetic.

/// The two sides of an operator, for its faults.
struct Sides: Sendable {
  let left: Place
  let right: Place

  init(_ left: Place, _ right: Place) {
    self.left = left
    self.right = right
  }

  /// ``memory and a count of tokens do not add up``
  func fault(_ what: String, _ a: Value, _ b: Value, hint: String? = nil) -> Fault {
    let message = "\(a.kindName.capitalizedFirst) and \(b.kindName) \(what)."
    return .broken(
      Diagnostic(
        .value, message,
        labels: [
          Diagnostic.Label(right, "this is \(b.kindName)"),
          Diagnostic.Label(left, "this is \(a.kindName)"),
        ], hint: hint))
  }

  func fault(_ mismatch: Mismatch, _ op: Operator, _ a: Quantity, _ b: Quantity) -> Fault {
    switch mismatch {
    case .unlike:
      let isSum = op == .plus || op == .minus
      return fault(
        isSum ? "do not add up" : "leave no remainder", .quantity(a), .quantity(b),
        hint: isSum ? hint(a, b) : nil)
    case .divisionByZero: return .value("This divides by zero.", at: right)
    case .tooLarge:
      return .broken(
        Diagnostic(
          .value, "The result is too large to hold.",
          labels: [Diagnostic.Label(left), .init(right)]))
    case .exponent:
      return .value("An exponent is a plain number, and this is \(b.dimension.name).", at: right)
    case .root:
      let base = a.dimension == .none ? "a negative number" : a.dimension.name
      return .value(
        "Only whole powers of \(base) have a meaning.", at: left)
    }
  }

  /// Figures in unlike units: `total < 24`.
  func incomparable(_ a: Quantity, _ b: Quantity) -> Fault {
    let isPlain = a.dimension == .none || b.dimension == .none
    let (unit, plain) = a.dimension == .none ? (b.dimension, left) : (a.dimension, right)
    // A literal is shown as it should stand there.
    let number = Double(plain.text) == nil ? "…" : plain.text
    let written =
      switch unit {
      case .memory: "\(number) GiB"
      case .money / .time: "$\(number)/hour"
      case .money: "$\(number)"
      default: "\(number) \(unit.symbol)"
      }
    return fault(
      "do not compare", .quantity(a), .quantity(b),
      hint: isPlain ? "give the plain number a unit: `\(written)`" : nil)
  }

  /// The unit that is missing, when one side is memory and the other counts something.
  private func hint(_ a: Quantity, _ b: Quantity) -> String? {
    for (memory, other) in [(a, b), (b, a)] where memory.dimension == .memory {
      if let count = other.dimension.ofMemory {
        let unit = count.symbol
        return "what one \(unit) takes is in bytes/\(unit): `… * 2 bytes/\(unit)`"
      }
      if other.dimension == .none { return "give the plain number a unit: `… GiB`" }
      let unit = Quantity(1, other.dimension).dimension.symbol
      return "for the memory that they need, multiply: `… * 2 bytes/\(unit)`"
    }
    return nil
  }
}

extension String {
  fileprivate var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}

func truth(_ value: Value, _ place: Place) throws(Fault) -> Bool {
  if let truth = try knownTruth(value, place) { return truth }
  throw .value(
    "Whether this holds is not known: something in it is missing.", at: place,
    hint: "say what counts then: `… otherwise false`")
}

/// Whether it holds; nil where nobody knows.
func knownTruth(_ value: Value, _ place: Place) throws(Fault) -> Bool? {
  if let truth = value.truth { return truth }
  if value.isMissing { return nil }
  throw .value(
    "I expected something that holds or not, but this is \(value.kindName).", at: place,
    hint: "compare it: `… > 0`, `… == …`")
}

func number(_ value: Value, _ place: Place) throws(Fault) -> Quantity {
  if let quantity = value.quantity { return quantity }
  throw .value("I expected a number, but this is \(value.kindName).", at: place)
}

/// Operators on what is no number: `2 * rtx3090`, and texts side by side.
func multiple(
  _ op: Operator, _ a: Value, _ b: Value, _ sides: Sides, _ session: Session
) throws(Fault) -> Value {
  if op == .times {
    for (count, thing) in [(a, b), (b, a)] {
      if let count = count.quantity?.whole, count > 0, case .entity(let entity) = thing,
        let value = entity.times(count)
      {
        return value
      }
    }
  }
  if op == .plus {
    switch (a, b) {
    case (.text(let x), .text(let y)):
      try session.hold(x.utf8.count + y.utf8.count)
      return try Bounds.text(x + y, sides.left)
    case (.list(let x), .list(let y)):
      try session.hold((x.count + y.count) * MemoryLayout<Value>.stride)
      return try Bounds.list(x + y, sides.left)
    default: break
    }
  }
  for (value, place) in [(a, sides.left), (b, sides.right)] {
    if case .entity(let entity) = value {
      let names = entity.fields.prefix(3).map { ".\($0)" }.joined(separator: ", ")
      throw .value(
        "`\(op.rawValue)` works on numbers, and this is \(entity.kind).", at: place,
        hint: names.isEmpty ? nil : "its figures are fields: \(names), …")
    }
  }
  var hint: String?
  if case .nothing = a, op == .minus || op == .plus, sides.left.text.utf8.allSatisfy(isNameByte) {
    // `print -1` takes the answer of `print` and subtracts one.
    let sign = op.rawValue
    hint =
      "put an argument that starts with `\(sign)` in parentheses: `\(sides.left.text)(\(sign)…)`"
  }
  throw sides.fault("do not go together with `\(op.rawValue)`", a, b, hint: hint)
}

/// How a range goes on: `by 512`, `by *2`, or by one.
struct Stride {
  let amount: Quantity
  let isFactor: Bool
  let isGiven: Bool
}

func progression(
  _ low: Quantity, _ high: Quantity, _ closed: Bool, _ step: Stride, _ place: Place
) throws(Fault) -> Value {
  guard let dimension = Dimension.common(low.dimension, high.dimension) else {
    throw .value(
      "A range runs from like to like, not from \(low.dimension.name) to \(high.dimension.name).",
      at: place)
  }
  let isAlike =
    step.isFactor
    ? step.amount.dimension == .none
    : Dimension.common(step.amount.dimension, dimension) == dimension
  guard isAlike else {
    throw .value(
      step.isFactor
        ? "The factor of a range is a plain number, not \(step.amount.dimension.name)."
        : "The step of this range is \(step.amount.dimension.name), and its ends are not.",
      at: place)
  }
  let range = Progression(
    Quantity(low.number, dimension), Quantity(high.number, dimension), closed: closed,
    step: step.amount.number, isFactor: step.isFactor)
  if let range { return .range(range) }
  if step.isFactor {
    throw .value(
      "This range has no end.", at: place,
      hint: "it starts above 0 and its factor is more than 1: `1...64 by *2`")
  }
  if step.amount.number == 0 {
    throw .value("This range has no end: its step is 0.", at: place)
  }
  let hint = step.isGiven ? nil : "say the step: `… by 8 GiB`"
  throw .value("This range has more than a thousand million steps.", at: place, hint: hint)
}

func field(_ name: String, of value: Value, _ place: Place) throws(Fault) -> Value {
  let known: [String]
  switch value {
  case .missing: return .missing
  case .entity(let entity):
    if let field = entity.field(name) { return field }
    known = entity.fields
  case .record(let record):
    if let field = record[name] { return field }
    known = record.fields.map(\.name)
  case .list(let items) where name == "count": return .whole(items.count)
  case .range(let range) where name == "count": return .whole(range.count)
  case .list, .range: known = ["count"]
  default:
    throw .value("\(value.kindName.capitalizedFirst) has no fields.", at: place)
  }
  let listed = "it has " + Suggestion.listed(known)
  throw .value(
    "\(value.kindName.capitalizedFirst) has no field `\(name)`.", at: place,
    hint: Suggestion.hint(for: name, in: known) ?? (known.isEmpty ? nil : listed))
}

func item(
  _ index: Value, _ place: Place, of value: Value, _ of: Place
) throws(Fault) -> Value {
  if case .record(let record) = value, case .text(let name) = index {
    return try field(name, of: .record(record), place)
  }
  // `t["seq 1024"]`: a column whose name is no name of the language.
  if case .entity(let table as Table) = value, case .text(let name) = index {
    return try field(name, of: .entity(table), place)
  }
  let items = try Items(value, of)
  guard let number = index.quantity?.whole else {
    let seen = index.quantity.map { Style().text($0) } ?? index.kindName
    throw .value("An index is a whole number, and this is \(seen).", at: place)
  }
  guard number >= 0, number < items.count else {
    let last = items.count == 0 ? "it is empty" : "they are numbered 0 to \(items.count - 1)"
    throw .unanswered("There is no item \(number).", at: place, hint: last)
  }
  return items[number]
}

func copy(
  of value: Value, with changes: [Change], _ place: Place, _ session: Session
) throws(Fault) -> Value {
  switch value {
  case .record(let record):
    var copy = record
    for change in changes { copy = copy.with(change.name, change.value) }
    return try Bounds.record(copy, place)
  case .entity(let entity):
    if let copy = try entity.with(changes, in: session) { return copy }
    throw .value("\(entity.kind.capitalizedFirst) cannot be changed.", at: place)
  default:
    throw .value(
      "\(value.kindName.capitalizedFirst) cannot be changed.", at: place,
      hint: session.hint(toSet: place.text, where: value))
  }
}

/// Values one after another: of a list, a range, a table.
package struct Items: Sendable {
  private enum Source: Sendable {
    case list([Value])
    case range(Progression)
    case table(Table)
  }

  private let source: Source
  package let count: Int

  package init(_ value: Value, _ place: Place) throws(Fault) {
    switch value {
    case .list(let items): (source, count) = (.list(items), items.count)
    case .range(let range): (source, count) = (.range(range), range.count)
    case .entity(let entity as Table): (source, count) = (.table(entity), entity.rows.count)
    default:
      throw .value(
        "I expected a list, a range or a table, but this is \(value.kindName).", at: place)
    }
  }

  /// The same, unless there are more than a list may hold.
  package func listed(at place: Place) throws(Fault) -> Items {
    guard count <= Bounds.items else { throw Bounds.tooLong(place) }
    return self
  }

  /// A list of those at some places.
  package func at(_ places: some Collection<Int>, place: Place) throws(Fault) -> Value {
    guard places.count <= Bounds.items else { throw Bounds.tooLong(place) }
    return .list(places.map { self[$0] })
  }

  package subscript(_ index: Int) -> Value {
    switch source {
    case .list(let items): items[index]
    case .range(let range): .quantity(range[index])
    case .table(let table): .record(table.row(index))
    }
  }
}
