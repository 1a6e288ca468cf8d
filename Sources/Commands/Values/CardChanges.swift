import Language

// `rtx4090 with (usable: 20 GiB)`: a card as it would be with other facts.
extension CardValue {
  func with(_ changes: [Change], in session: Session) throws(Fault) -> Value? {
    var changed = facts
    for change in changes { try Self.apply(change, to: &changed, session) }
    let isGiven = { name in changes.contains { $0.name == name } }
    if changed.memory != facts.memory {
      // What the driver keeps for itself does not grow with the card.
      let kept = facts.memory - facts.usable
      if !isGiven("usable") { changed.usable = max(changed.memory - kept, 0) }
      if !isGiven("reported") { changed.reported = nil }
    }
    if changed.usable != facts.usable, !isGiven("usable_source") { changed.usableSource = nil }
    guard changed.usable <= changed.memory else {
      let place = changes.first { $0.name == "usable" || $0.name == "memory" }?.place
      throw .value(
        "More would be usable than the card has.", at: place ?? changes[0].place,
        hint: "give it more memory too: `with (memory: …, usable: …)`")
    }
    // It goes on under its name, but is no longer the catalog's.
    return .entity(CardValue(changed, count: count))
  }

  private static func apply(
    _ change: Change, to facts: inout Facts, _ session: Session
  ) throws(Fault) {
    guard let fact = CardFact.named(change.name) else {
      throw change.unknown(in: kind, CardFact.all.map(\.name), session)
    }
    let value = try change.admitted(by: fact.parameter.kind, in: session)
    let bytes = value.quantity.flatMap { Int(exactly: $0.number.rounded()) }
    if case .quantity = fact.parameter.kind, !(1...(1 << 53) ~= bytes ?? 0) {
      throw .value(
        "A card has from 1 byte to 8 PiB, not \(session.style.text(change.value)).",
        at: change.place)
    }
    fact.set(value, &facts)
  }
}
