/// A value for other programs: what JSON can say.
package indirect enum Datum: Sendable, Equatable {
  case null
  case truth(Bool)
  case number(Double)
  case text(String)
  case list([Datum])
  case object([Member])

  package struct Member: Sendable, Equatable {
    package let name: String
    package let value: Datum

    package init(_ name: String, _ value: Datum) {
      self.name = name
      self.value = value
    }
  }

  package static func whole(_ number: Int) -> Datum { .number(Double(number)) }

  package static func object(_ members: KeyValuePairs<String, Datum>) -> Datum {
    .object(members.map { Member($0.key, $0.value) })
  }
}

extension Value {
  /// The value as other programs read it. Memory is in bytes unless it was converted.
  package var datum: Datum {
    switch self {
    case .nothing, .missing: .null
    case .quantity, .converted: quantityDatum
    case .truth(let truth): .truth(truth)
    case .choice(let text), .text(let text): .text(text)
    case .list(let items): .list(items.map(\.datum))
    case .record(let record):
      .object(record.fields.map { Datum.Member($0.name, $0.value.datum) })
    case .range(let range):
      .list((0..<min(range.count, 100_000)).map { Value.quantity(range[$0]).datum })
    case .function(let function):
      .object(["kind": .text("function"), "name": .text(function.name)])
    case .entity(let entity): entity.datum
    }
  }

  /// The same, but a figure stands as a plain number in base units: where the name says what it is.
  package var bare: Datum { quantity.map { .number($0.number + 0) } ?? datum }

  private var quantityDatum: Datum {
    guard let quantity else { return .null }
    guard let unit = DataUnit(self) else { return .number(quantity.number + 0) }
    return .object([
      "kind": .text("quantity"), "value": .number(unit.figure(quantity)), "unit": .text(unit.name),
    ])
  }
}
