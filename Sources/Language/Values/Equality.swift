extension Value {
  /// Whether two values are the same; values of unlike kinds are not.
  package static func == (a: Value, b: Value) -> Bool {
    switch (a, b) {
    case (.nothing, .nothing), (.missing, .missing): true
    // A row that was refused has no value, as one whose figure nobody knows.
    case (.missing, .entity(let entity)), (.entity(let entity), .missing): entity.isMissing
    case (.truth(let x), .truth(let y)): x == y
    case (.choice(let x), .choice(let y)): x == y
    case (.text(let x), .text(let y)): x == y
    // `optimizer == "sgd"`: a choice has no other spelling as a value.
    case (.choice(let x), .text(let y)), (.text(let x), .choice(let y)): x == y
    // `checkpointing == true`, `fits(rtx4090) == true`
    case (.truth(let x), .choice), (.truth(let x), .entity): b.truth == x
    case (.choice, .truth(let y)), (.entity, .truth(let y)): a.truth == y
    case (.list(let x), .list(let y)): x.count == y.count && zip(x, y).allSatisfy { $0 == $1 }
    case (.list(let x), .range(let y)), (.range(let y), .list(let x)):
      x.count == y.count && x.indices.allSatisfy { x[$0] == .quantity(y[$0]) }
    case (.record(let x), .record(let y)): x == y
    case (.range(let x), .range(let y)): x == y
    case (.function(let x), .function(let y)): x === y
    case (.entity(let x), .entity(let y)):
      x === y || x.equals(y) || x.isMissing && y.isMissing
    default: a.quantity != nil && a.quantity == b.quantity
    }
  }

  /// The characters of what is written as a word: a text or a choice.
  package var wording: String? {
    switch self {
    case .text(let text), .choice(let text): text
    default: nil
    }
  }

  /// Whether it makes sense to ask whether they are the same. Quantities are held against each
  /// other by their units, elsewhere.
  fileprivate func isLike(_ other: Value) -> Bool {
    switch (self, other) {
    case (.missing, _), (_, .missing), (.nothing, _), (_, .nothing): true
    case (.entity, .entity), (.record, .record), (.function, .function): true
    case (.list, .list), (.list, .range), (.range, .list), (.range, .range): true
    // `gpu == none`, `loss == fused`
    case (.entity, .choice), (.choice, .entity), (.entity, .text), (.text, .entity): true
    case (.truth, .truth), (.truth, .choice), (.choice, .truth): true
    case (.truth, .entity(let entity)), (.entity(let entity), .truth): entity.truth != nil
    default: wording != nil && other.wording != nil
    }
  }
}

extension Session {
  /// Whether two values that are not both quantities are the same.
  ///
  /// - Throws: where they are so unlike that nobody means to ask.
  func areSame(_ left: Value, _ right: Value, _ sides: Sides) throws(Fault) -> Bool {
    guard left.isLike(right) else {
      let isNumber = { (value: Value) in Double(value.wording ?? "") != nil }
      let hint =
        isNumber(left) || isNumber(right) ? "`number(…)` reads a number from a text" : nil
      throw sides.fault("do not compare", left, right, hint: hint)
    }
    return isSame(left, right)
  }

  /// Whether two values are the same. A thing goes by its name in the catalog, too, or by the one
  /// that it shows: `gpu == "rtx4090"`.
  package func isSame(_ left: Value, _ right: Value) -> Bool {
    switch (left, right) {
    case (.entity(let entity), .text(let text)), (.text(let text), .entity(let entity)):
      if entity.text(Style()) == text { return true }
      guard case .entity(let named) = thing(called: text) else { return false }
      return named === entity || named.equals(entity)
    default: return left == right
    }
  }
}

/// A value among others that are the same or not.
package struct SameValue: Hashable {
  private let value: Value

  package init(_ value: Value) { self.value = value }

  package static func == (a: SameValue, b: SameValue) -> Bool { a.value == b.value }

  package func hash(into hasher: inout Hasher) { Self.hash(value, into: &hasher) }

  /// Values that are the same hash alike, whatever they are kept as.
  private static func hash(_ value: Value, into hasher: inout Hasher) {
    switch value {
    case .list(let items): for item in items { hash(item, into: &hasher) }
    case .range(let range):
      for index in 0..<range.count { hasher.combine(range[index]) }
    case .record(let record): hasher.combine(record.fields.count)
    default:
      if let quantity = value.quantity {
        hasher.combine(quantity)
      } else if value.truth == nil {
        hasher.combine(value.wording)
      }
    }
  }
}
