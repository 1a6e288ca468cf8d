import Language
import MemoryModel
import Step

extension Word {
  static let time = Word(
    "time", .questions, "how long a run takes on a card, as a range, and how many tokens a second",
    lengthParameters + [.scenario],
    makes: TimeValue.kind, takesSetup: true,
    examples: [
      Example("model = llama8b; time(tokens: 10M, gpu: a100)"),
      Example("time(gpu: rtx4090).tokens_per_second", "of the setup, whatever is trained"),
      Example("time(dataset: 5M, epochs: 3, mean: 400, batch: 4, gpu: a100)", "padded, not packed"),
      Example("gpu = a100; sweep(batch, [1, 2, 4, 8], time.tokens_per_second)"),
    ],
    related: ["cost", "fits", "estimate", "card"]
  ) { (arguments, frame) throws(Fault) in
    .entity(try frame.session.time("time", arguments))
  }

  static let cost = Word(
    "cost", .questions, "what a run costs on a card that is paid by the hour, as a range",
    lengthParameters + [
      Parameter(
        "price", .quantity(.money / .time), .optional,
        "of a card: `$1.40/hour`; else the range that clouds asked for"), .scenario,
    ],
    makes: CostValue.kind, takesSetup: true,
    examples: [
      Example("model = llama8b; cost(tokens: 10M, gpu: a100, price: $1.40/hour)"),
      Example("cost(tokens: 10M, gpu: a100)", "by the prices of the catalog"),
      Example("gpus | where(price < $1/hour) | where(cost(tokens: 10M, gpu: card).most < $4)"),
    ],
    related: ["time", "gpus", "card"]
  ) { (arguments, frame) throws(Fault) in
    let run = try frame.session.time("cost", arguments)
    if let price = arguments["price"]?.quantity {
      guard price.number >= 0 else {
        throw .value("A price is not below nothing.", at: arguments.place(of: "price"))
      }
      let hourly = price.number * 3600
      return .entity(CostValue(run, hourly...hourly, asked: nil))
    }
    let facts = run.card.facts
    guard let price = facts.price else {
      throw .unanswered(
        "No price of \(facts.name) is known.", at: arguments.place,
        hint: "give one: `price: $1.40/hour`")
    }
    return .entity(
      CostValue(run, price...max(price, facts.highestPrice ?? price), asked: facts.priceDate))
  }

  private static let lengthParameters = [
    Parameter("tokens", count, .optional, "trained in all, those of padding too"),
    Parameter("steps", .whole(from: 1), .optional, "of the optimizer, in place of `tokens`"),
    Parameter(
      "dataset", count, .optional, "its tokens, in place of `tokens`; packed into full rows"),
    Parameter(
      "epochs", .number(Kind.NumberKind(from: 0, whole: false)), .optional,
      "passes over the dataset; else 1"),
    Parameter(
      "mean", .number(Kind.NumberKind(from: 1, whole: false, of: .tokens)), .optional,
      "tokens of a sequence in the mean, where each is a row that is padded; `seq` is the longest"),
  ]

  private static let count = Kind.number(
    Kind.NumberKind(from: 1, whole: false, of: .tokens))
}

extension Session {
  /// How long the setup takes for what is asked, on its card.
  fileprivate func time(_ word: String, _ arguments: Arguments) throws(Fault) -> TimeValue {
    guard let card else {
      throw .value(
        "`\(word)` needs a card.", at: arguments.place,
        hint: "set one: `gpu = a100`, or `\(word)(…, gpu: a100)`; `gpus` lists them")
    }
    let asked = try estimate(at: arguments.place)
    let length = try RunLength(arguments, asked.setup)
    let value: TimeValue
    do throws(Refusal) {
      value = try TimeValue(asked, card, length)
    } catch {
      throw error.fault(at: arguments.place)
    }
    if isStrict { try permit(value.notes, at: arguments.place) }
    return value
  }
}
