/// What an expression gives.
///
/// Numbers stand in it as they are; everything else is one reference, so that a value is three
/// words and arithmetic never touches a counter.
package enum Value: Sendable {
  /// What a word gives that has no answer: `print`.
  case nothing
  /// A figure that nobody knows: the price of a card without one.
  case missing
  case quantity(Quantity)
  case truth(Bool)
  /// A plain word out of a fixed set: `adamw_8bit`.
  case choice(String)
  case text(String)
  case list([Value])
  case record(Record)
  case range(Progression)
  case function(Function)
  /// A quantity that is to be shown in a certain unit.
  case converted(Conversion)
  /// A thing of the world that the words speak of: a model, a card, an estimate, a table.
  case entity(any Entity)

  package static func number(_ number: Double) -> Value { .quantity(Quantity(number)) }
  package static func whole(_ number: Int) -> Value { .quantity(Quantity(Double(number))) }
  package static func bytes(_ count: Int) -> Value { .quantity(.bytes(count)) }
  package static func parameters(_ count: Int) -> Value {
    .quantity(Quantity(Double(count), .parameters))
  }

  package var quantity: Quantity? {
    switch self {
    case .quantity(let quantity): quantity
    case .converted(let conversion): conversion.quantity
    default: nil
    }
  }

  /// Whether it holds, for what may stand as a condition.
  package var truth: Bool? {
    switch self {
    case .truth(let truth): truth
    // `checkpointing` is `on` or `off` among other choices.
    case .choice("on"): true
    case .choice("off"): false
    case .entity(let entity): entity.truth
    default: nil
    }
  }

  /// Whether there is no value: a card without a price, a row that was refused.
  package var isMissing: Bool {
    switch self {
    case .missing: true
    case .entity(let entity): entity.isMissing
    default: false
    }
  }

  /// What a message calls it, with its article: `a list`, `memory`.
  package var kindName: String {
    switch self {
    case .nothing: "nothing"
    case .missing: "missing"
    case .quantity(let quantity): quantity.dimension.name
    case .converted(let conversion): conversion.quantity.dimension.name
    case .truth: "a truth (on or off)"
    case .choice(let name): "the choice `\(name)`"
    case .text: "a text"
    case .list: "a list"
    case .record: "a record"
    case .range: "a range"
    case .function: "a function"
    case .entity(let entity): entity.kind
    }
  }
}

/// Named values in an order.
package struct Record: Sendable {
  package private(set) var fields: [(name: String, value: Value)]

  package init(_ fields: [(name: String, value: Value)]) { self.fields = fields }

  package subscript(_ name: String) -> Value? {
    fields.first { $0.name == name }?.value
  }

  /// A copy in which one field has another value; a new field goes to the end.
  package func with(_ name: String, _ value: Value) -> Record {
    var copy = self
    if let index = fields.firstIndex(where: { $0.name == name }) {
      copy.fields[index].value = value
    } else {
      copy.fields.append((name, value))
    }
    return copy
  }

  static func == (a: Record, b: Record) -> Bool {
    a.fields.count == b.fields.count
      && a.fields.allSatisfy { field in b[field.name].map { $0 == field.value } ?? false }
  }
}

/// `1...8`, `512...8192 by 512`, `1...64 by *2`: numbers from one bound to another.
package final class Progression: Sendable {
  package let first: Quantity
  package let last: Quantity
  let isClosed: Bool
  let step: Double
  let isFactor: Bool
  package let count: Int

  /// Nil when it would never end or is longer than anybody means.
  init?(_ first: Quantity, _ last: Quantity, closed: Bool, step: Double, isFactor: Bool) {
    guard let count = Self.count(first.number, last.number, closed, step, isFactor) else {
      return nil
    }
    self.first = first
    self.last = last
    self.isClosed = closed
    self.step = step
    self.isFactor = isFactor
    self.count = count
  }

  package subscript(_ index: Int) -> Quantity {
    let number =
      isFactor
      ? first.number * Mathematics.power(step, Double(index))
      : first.number + step * Double(index)
    return Quantity(number, first.dimension)
  }

  private static func count(
    _ first: Double, _ last: Double, _ closed: Bool, _ step: Double, _ isFactor: Bool
  ) -> Int? {
    let steps: Double
    if isFactor {
      guard first > 0, step > 0, step != 1 else { return nil }
      guard last > 0 else { return step > 1 ? 0 : nil }
      steps = Mathematics.logarithm(last / first) / Mathematics.logarithm(step)
    } else {
      guard step != 0 else { return nil }
      steps = (last - first) / step
    }
    // A hair of rounding must not lose the last point: 0...1 by 0.1 has eleven.
    let whole = (steps + 1e-9).rounded(.down)
    guard whole >= 0 else { return 0 }
    guard whole < 1e9 else { return nil }
    let isOnLast = abs(steps - whole) < 1e-9
    return Int(whole) + (!closed && isOnLast ? 0 : 1)
  }

  static func == (a: Progression, b: Progression) -> Bool {
    a.count == b.count && (a.count == 0 || a[0] == b[0])
      && (a.count < 2 || (a.step == b.step && a.isFactor == b.isFactor))
  }
}

/// A quantity with the unit to show it in.
package final class Conversion: Sendable {
  package let quantity: Quantity
  /// As it was written: `GiB`, `bytes/param`.
  package let unit: String
  let scale: Double

  init(_ quantity: Quantity, unit: String, scale: Double) {
    self.quantity = quantity
    self.unit = unit
    self.scale = scale
  }

  package var shown: Double { quantity.number / scale }

  /// Another figure in the same unit.
  package func with(_ shown: Double) -> Conversion {
    Conversion(Quantity(shown * scale, quantity.dimension), unit: unit, scale: scale)
  }
}
