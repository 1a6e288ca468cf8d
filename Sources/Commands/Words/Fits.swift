import Language
import MemoryModel

extension Word {
  static let fits = Word(
    "fits", .questions, "whether the setup runs on a card: yes, tight or no",
    [
      Parameter("gpu", .entity(CardValue.kind), .optional, "the card; else the setup's"), .scenario,
    ],
    takesSetup: true,
    examples: [
      Example("model = llama8b; fits(rtx3060)"),
      Example("fits(rtx4090, batch: 8)"),
      Example("fits(rtx4090).headroom"),
    ],
    related: ["estimate", "gpus", "card", "assert"]
  ) { (arguments, frame) throws(Fault) in
    let session = frame.session
    let card = try arguments.card(for: "fits", in: session)
    // The workspaces are those of the card that is asked about.
    let setup = try session.trainingSetup(
      on: card, cardAt: arguments.place(of: "gpu"), at: arguments.place)
    let value = FitsValue(try session.estimate(setup, at: arguments.place), card)
    if session.isStrict { try session.permit(value.notes, at: arguments.place) }
    return .entity(value)
  }
}
