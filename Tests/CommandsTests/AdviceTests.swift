import Language
import Testing

@testable import Commands

@Suite struct AdviceTests {
  /// Setups, and a card that is too small for most of them.
  static let cases: [(setup: String, card: String)] = [
    ("model = llama8b; batch = 4", "rtx3060"),
    ("model = llama8b; method = full", "rtx4090"),
    ("model = qwen3_8b; method = lora(r: 64); batch = 8; checkpointing = off", "rtx3090"),
    ("model = llama1b; method = full; optimizer = adamw_torch; seq = 8K", "rtx3060"),
    (
      "model = llama1b; method = full; precision = fp32_amp; batch = 6; checkpointing = off",
      "rtx3090"
    ),
    ("model = qwen2_5_7b; method = qlora(upcast: on); seq = 4K", "rtx3060"),
    ("model = gpt2; method = full; batch = 64; attention = eager; checkpointing = off", "rtx3060"),
    ("model = llama3b; framework = transformers_4_48; seq = 6K; loss = chunked(4)", "rtx3060"),
    ("model = gemma2_2b; method = lora(dropout: 0.05); batch = 3; accumulation = 2", "rtx3060"),
  ]

  private static func advice(_ conversation: Conversation, _ text: String) -> AdviceValue? {
    guard case .entity(let entity as AdviceValue) = conversation.value(text) else { return nil }
    return entity
  }

  @Test(arguments: cases)
  func pastedALineGivesWhatWasSaid(_ setup: String, _ card: String) throws {
    let conversation = Conversation()
    _ = conversation.say(setup)
    let before = conversation.say("setup")
    let advice = try #require(Self.advice(conversation, "advise(\(card))"), "\(setup)")
    #expect(conversation.say("setup") == before)
    #expect(advice.now.verdict == .yes || !advice.ways.isEmpty, "\(setup)")
    for way in advice.ways {
      let other = Conversation()
      _ = other.say(setup)
      #expect(other.say(way.offer.change.line) == "", "\(way.offer.change.line)")
      #expect(other.brief("fits(\(card))") == way.fits.verdict.rawValue, "\(way.offer.change.line)")
      let needed = other.number("fits(\(card)).needed")
      #expect(needed == Double(way.fits.estimate.needed), "\(way.offer.change.line)")
      #expect(way.fits.truth == true)
    }
    Self.checkParts(of: advice, card, conversation)
  }

  /// The cheapest come first, and of none can a part be left out.
  private static func checkParts(
    of advice: AdviceValue, _ card: String, _ conversation: Conversation
  ) {
    let tolls = advice.ways.map(\.offer.toll)
    #expect(tolls == tolls.sorted())
    for way in advice.ways where way.offer.parts.count > 1 {
      for left in way.offer.parts.indices {
        var rest = way.offer.parts
        rest.remove(at: left)
        let arguments = rest.flatMap(\.change.values).map {
          "\($0.slot.name): \($0.value.spelling(Style()))"
        }
        let question = "fits(\(card), \(arguments.joined(separator: ", ")))"
        #expect(conversation.brief(question) == "no", "\(question)")
      }
    }
  }

  /// Gradients of the same sequences are summed.
  @Test func microBatchesMakeTheSameBatch() throws {
    let conversation = Conversation()
    _ = conversation.say("model = llama8b; batch = 12; accumulation = 3")
    let advice = try #require(Self.advice(conversation, "advise(rtx4090)"))
    var isOffered = false
    for way in advice.ways where way.offer.change.line.contains("accumulation") {
      isOffered = true
      _ = conversation.say(way.offer.change.line)
      #expect(conversation.number("batch * accumulation") == 36)
    }
    #expect(isOffered)
  }

  @Test func whatFitsIsRaisedAsFarAsLargestSays() throws {
    let conversation = Conversation()
    _ = conversation.say("model = llama1b; batch = 2")
    let advice = try #require(Self.advice(conversation, "advise(rtx3060)"))
    #expect(advice.now.verdict == .yes && advice.ways.isEmpty)
    let batch = try #require(conversation.number("largest(batch, fits(rtx3060))"))
    let seq = try #require(conversation.number("largest(seq, fits(rtx3060))"))
    #expect(
      advice.raises.map(\.offer.change.line) == [
        "batch = \(Figures.number(batch))", "seq = \(Figures.number(seq))",
      ])
    #expect(conversation.brief("fits(rtx3060, advise(rtx3060).best)") == "yes")
  }

  @Test func whatCannotBeReachedSaysSo() throws {
    let conversation = Conversation()
    _ = conversation.say("model = llama70b")
    let advice = try #require(Self.advice(conversation, "advise(rtx3060)"))
    #expect(advice.ways.isEmpty)
    #expect(conversation.brief("advise(rtx3060)") == "out of reach")
    let larger = try #require(advice.larger)
    let smallest = try #require(advice.smallest)
    #expect(larger.truth == true)
    _ = conversation.say(smallest.offer.change.line)
    #expect(conversation.brief("fits(\(larger.card.identifier))") == larger.verdict.rawValue)
    #expect(conversation.brief("fits(rtx3060)") == "no")
  }

  @Test func theBestIsAScenario() {
    let conversation = Conversation()
    _ = conversation.say("model = llama8b; batch = 4")
    #expect(conversation.brief("fits(rtx3060)") == "no")
    #expect(conversation.brief("fits(rtx3060, advise(rtx3060).best)") == "yes")
    #expect(conversation.brief("advise(gpu: rtx3060).table.count > 5") == "true")
    #expect(conversation.brief("advise(rtx3060, batch: 1).fits") == "yes")
  }

  @Test func whatIsMissingIsSaid() {
    let conversation = Conversation()
    #expect(conversation.brief("advise") == "! `advise` needs a card.")
    #expect(conversation.brief("advise(rtx4090)") == "! There is no model yet.")
    _ = conversation.say("model = llama8b")
    #expect(conversation.brief("advise(2 * rtx4090)") == conversation.brief("fits(2 * rtx4090)"))
    #expect(conversation.brief("advise(t4)") == conversation.brief("fits(t4)"))
    #expect(conversation.brief("gpu = rtx4090; advise") == "yes")
  }
}
