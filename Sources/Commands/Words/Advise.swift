import Language
import MemoryModel

extension Word {
  static let advise = Word(
    "advise", .questions, "the changes that make the setup run on a card, cheapest first",
    [
      Parameter("gpu", .entity(CardValue.kind), .optional, "the card; else the setup's"), .scenario,
    ],
    makes: AdviceValue.kind, takesSetup: true,
    examples: [
      Example("model = llama8b; batch = 4; advise(rtx3060)"),
      Example("advise(rtx4090)", "what fits may be raised"),
      Example("advise(rtx4090, method: full)"),
      Example("advise(rtx3060).table | where(fits) | select(change, needed)"),
      Example("fits(rtx3060, advise(rtx3060).best)"),
    ],
    related: ["fits", "oom", "largest", "frontier"]
  ) { (arguments, frame) throws(Fault) in
    let session = frame.session
    let card = try arguments.card(for: "advise", in: session)
    let adviser = try Adviser(
      session, card, cardAt: arguments.place(of: "gpu"), at: arguments.place)
    let value = try AdviceValue(adviser)
    if session.isStrict { try session.permit(value.now.notes, at: arguments.place) }
    return .entity(value)
  }
}

extension Arguments {
  /// The card that a question is asked of, or the setup's.
  ///
  /// - Throws: where there is neither.
  func card(for word: String, in session: Session) throws(Fault) -> CardValue {
    if case .entity(let entity as CardValue) = self["gpu"] { return entity }
    if let card = session.card { return card }
    throw .value(
      "`\(word)` needs a card.", at: place,
      hint: "name one: `\(word)(rtx4090)`, or set `gpu = rtx4090`; `gpus` lists them")
  }
}
