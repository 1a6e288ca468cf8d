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
    guard let parameter = Word.card.parameters.first(where: { $0.name == change.name }) else {
      throw change.unknown(in: kind, Word.card.parameters.map(\.name), session)
    }
    let value = try change.admitted(by: parameter.kind, in: session)
    let number = value.quantity?.number
    let bytes = number.flatMap { Int(exactly: $0.rounded()) }
    if case .quantity = parameter.kind, !(1...(1 << 53) ~= bytes ?? 0) {
      throw .value(
        "A card has from 1 byte to 8 PiB, not \(session.style.text(change.value)).",
        at: change.place)
    }
    let text: String? = if case .text(let text) = value { text } else { nil }
    switch change.name {
    case "name": facts.name = text ?? facts.name
    case "memory": facts.memory = bytes ?? facts.memory
    case "reported": facts.reported = bytes
    case "usable": facts.usable = bytes ?? facts.usable
    case "usable_source": facts.usableSource = text
    case "capability": facts.capability = number.map { Int($0) }
    case "vendor": facts.vendor = text
    case "architecture": facts.architecture = text
    case "year": facts.year = number.map { Int($0) }
    case "bandwidth": facts.bandwidth = number
    case "bf16_tflops": facts.tflops = number
    case "price": facts.price = number
    case "unified": facts.unified = value.truth ?? false
    default: facts.source = text
    }
  }
}
