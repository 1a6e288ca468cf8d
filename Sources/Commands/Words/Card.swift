import Language

extension Word {
  static let card = Word(
    "card", .shape, "a GPU by its facts", CardFact.all.map(\.parameter),
    makes: CardValue.kind,
    examples: [
      Example("fits(card(name: \"my card\", memory: 24 GiB, usable: 23.5 GiB), model: llama8b)")
    ],
    related: ["gpus", "fits", "time"]
  ) { (arguments, _) throws(Fault) in
    guard arguments.bytes("memory") ?? 0 > 0 else {
      throw .value("A card has some memory.", at: arguments.place(of: "memory"))
    }
    var facts = CardValue.Facts()
    for fact in CardFact.all { fact.set(arguments[fact.name], &facts) }
    return .entity(CardValue(facts))
  }
}

extension Arguments {
  /// Whole bytes of a memory; nil where none is given, or more than can be counted.
  func bytes(_ name: String) -> Int? {
    self[name]?.quantity.flatMap { Int(exactly: $0.number.rounded()) }
  }
}
