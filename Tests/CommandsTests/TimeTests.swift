import Commands
import Language
import Testing

/// Time and cost of a run.
@Suite struct TimeTests {
  private let conversation = Conversation()

  init() { _ = conversation.say("model = llama8b; gpu = a100") }

  private func number(_ code: String) throws -> Double {
    try #require(conversation.number(code), "\(code)")
  }

  private func holds(_ code: String) {
    #expect(conversation.brief(code) == "true", "\(code)")
  }

  /// However it is said how much is trained.
  @Test func lengthsAreOneLength() throws {
    let tokens = try number("time(tokens: 10M).time / 1 s")
    #expect(try abs(number("time(dataset: 5M, epochs: 2).time / 1 s") / tokens - 1) < 1e-9)
    #expect(try abs(number("time(steps: 4883).time / 1 s") / tokens - 1) < 1e-3)
    #expect(try number("time(steps: 700).steps") == 700)
    #expect(
      try number("time(steps: 700, accumulation: 8, batch: 2).tokens / 1 token") == 22_937_600)
    holds("time.time == time.step")
    holds(
      "abs(time(tokens: 10M).tokens_per_second * time(tokens: 10M).time - 10M tokens) < 1 token")
  }

  @Test func aRangeHoldsWhatIsExpected() throws {
    for gpu in ["a100", "rtx4090", "h200", "a40"] {
      let run = "time(tokens: 1M, gpu: \(gpu))"
      holds("\(run).least < \(run).time and \(run).time < \(run).most")
      holds("abs(\(run).most / \(run).time - (1 + \(run).margin)) < 0.000001")
      holds("abs(\(run).time / \(run).least - (1 + \(run).margin)) < 0.000001")
    }
    #expect(try number("time(gpu: a100).margin") == 0.2)
    #expect(try number("time(gpu: rtx4090).margin") == 0.4)
    #expect(try number("time(gpu: h200).margin") == 0.5)
    #expect(conversation.say("time(gpu: h200)").contains("were never timed"))
  }

  /// Without packing each sequence is padded to the longest of its batch.
  @Test func paddingTakesTime() throws {
    holds("time(dataset: 1M, mean: 500).tokens == 1M tokens")
    holds("time(dataset: 1M, mean: 500, batch: 4).tokens > 2M tokens")
    holds("time(dataset: 1M, mean: 2048, batch: 4).time == time(dataset: 1M, batch: 4).time")
    let run = "time(dataset: 1M, mean: 500, batch: 4)"
    // From batches of like lengths to batches that are all as long as the longest.
    holds("\(run).least < time(dataset: 1M, batch: 4, seq: 500).time / 1.19")
    holds("\(run).most > time(tokens: 1M * 2048 / 500, batch: 4).time * 1.19")
  }

  @Test func costIsTimeAtAPrice() throws {
    holds(
      "abs(cost(tokens: 10M, price: $1.40/hour).cost - time(tokens: 10M).time * $1.40/hour) < $0.0001"
    )
    holds(
      "cost(tokens: 10M, price: $0.70/hour).cost * 2 == cost(tokens: 10M, price: $1.40/hour).cost")
    // Of the catalog a range, and never one figure.
    #expect(conversation.brief("cost(tokens: 10M).cost") == "missing")
    holds("abs(cost(tokens: 10M).least - time(tokens: 10M).least * a100.price) < $0.0001")
    holds("abs(cost(tokens: 10M).most - time(tokens: 10M).most * a100.highest_price) < $0.0001")
    #expect(conversation.say("cost(tokens: 10M)").contains("as asked for in 2026-"))
  }

  @Test func cardsAreAskedInTables() throws {
    holds("count(where(gpus, cost(tokens: 10M, gpu: card).most < $5)) > 3")
    holds("(sweep(batch, 1...8, time.tokens_per_second) | count) == 8")
    let rows = conversation.say("time(tokens: 10M, batch: [1, 2])")
    #expect(rows.contains("tokens_per_second") && rows.contains("least"))
  }

  /// The parts are all of a step: what the GPU does, and its launches, of which the longer shows.
  @Test func partsAreAStep() throws {
    for setup in ["batch: 1", "batch: 4, accumulation: 4", "seq: 64", "method: full"] {
      let parts = "products attention elementwise adapters loss dequantise"
      let sum = try parts.split(separator: " ").reduce(0.0) {
        try $0 + number("time(\(setup)).\($1) / 1 s")
      }
      let launches = try number("time(\(setup)).launches / 1 s")
      let step = try number("(time(\(setup)).step - time(\(setup)).optimizer) / 1 s")
      #expect(step >= max(sum, launches) * 0.999999 && step <= (sum + launches) * 1.000001)
      #expect(try number("time(\(setup)).flops / 1 TFLOP") > 0)
    }
  }

  @Test(arguments: [
    ("time(gpu: none)", "`time` needs a card"),
    ("time(tokens: 1M, steps: 3)", "`tokens` and `steps` both say how much is trained"),
    ("time(epochs: 3)", "`epochs` needs the size of the dataset"),
    ("time(dataset: 1M, mean: 4K)", "are longer than `seq`"),
    ("time(gpu: gtx1080ti, precision: fp16_amp, method: lora)", "no peak of GTX 1080 Ti"),
    ("time(gpu: m3_max_64gb)", "MLX is not modelled yet"),
    ("time(gpu: 2 * a100)", "2 cards at once"),
    ("time(optimizer: adafactor)", "adafactor take is not known"),
    ("time(precision: fp32)", "products in fp32 take is not known"),
    ("time(model: qwen3_next_80b_a3b)", "gated delta nets"),
    ("cost(gpu: a30)", "No price of A30 is known"),
  ])
  func whatIsNotKnownIsRefused(_ code: String, _ message: String) {
    let answer = conversation.say(code)
    #expect(answer.contains(message), "\(code): \(answer)")
  }

  /// What is said of a card that is full.
  @Test func aFullCardIsNoted() {
    #expect(conversation.say("time(gpu: rtx3060, seq: 8K)").contains("note: fits: it does not fit"))
    #expect(!conversation.say("time(tokens: 1M)").contains("note: fits"))
  }

  /// A card of one's own is timed by its facts.
  @Test func aCardOfOnesOwnIsTimed() throws {
    let facts =
      "bandwidth: 2039, bf16_tflops: 312, fp32_tflops: 19.5, speed_class: ampere_datacentre"
    _ = conversation.say("mine = card(name: \"mine\", memory: 80 GiB, capability: 80, \(facts))")
    holds("time(gpu: mine).time == time.time")
    #expect(try number("time(gpu: mine).margin") == 0.5)
    holds("time(gpu: mine with (bf16_tflops: 600)).time < time(gpu: mine).time")
  }

  @Test func programsReadIt() {
    let data = Conversation(format: .json)
    _ = data.say("model = llama8b; gpu = a100")
    let time = data.say("time(tokens: 10M)")
    for member in [
      "\"kind\":\"time\"", "\"tokens\":10000000", "\"margin\":0.2", "\"timed_runs\":266",
    ] {
      #expect(time.contains(member), "\(time)")
    }
    let cost = data.say("cost(tokens: 10M)")
    #expect(cost.contains("\"kind\":\"cost\"") && cost.contains("\"cost\":null"))
    #expect(cost.contains("\"price_date\":\"2026-"))
  }
}
