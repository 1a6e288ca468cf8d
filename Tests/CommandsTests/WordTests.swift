import Language
import Testing

@testable import Commands

@Suite struct WordTests {
  @Test(arguments: Vocabulary.vram.words.map(\.name))
  func everyExampleOfAWordRuns(_ name: String) throws {
    let word = try #require(Vocabulary.vram[name])
    #expect(!word.summary.isEmpty)
    #expect(!word.examples.isEmpty, "\(name) has no example")
    let conversation = Conversation()
    _ = conversation.say("model = llama8b")
    for example in word.examples {
      let outcome = conversation.session.run(Source(example.code))
      switch outcome {
      case .done: #expect(conversation.session.failures == 0)
      case .quit: #expect(name == "quit")
      default: Issue.record("\(example.code): \(conversation.say(example.code))")
      }
    }
  }

  @Test(arguments: Vocabulary.vram.words.map(\.name))
  func relatedWordsExist(_ name: String) throws {
    let word = try #require(Vocabulary.vram[name])
    for other in word.related { #expect(Vocabulary.vram[other] != nil, "\(name) → \(other)") }
  }

  @Test(arguments: Vocabulary.vram.words.map(\.name) + Vocabulary.vram.slots.map(\.name))
  func everyNameHasAPage(_ name: String) {
    let page = Conversation().say("help \(name)")
    #expect(page.contains(name))
    #expect(!page.contains("error"))
  }

  @Test func choicesAndBindingsAreToldApart() {
    let conversation = Conversation()
    // `attention` is a slot of the setup and a choice of `targets`.
    #expect(
      conversation.say("method = qlora(targets: attention); method")
        == "qlora(r: 16, targets: attention)\n")
    #expect(conversation.say("optimizer = adamw; optimizer") == "adamw_torch_fused\n")
    #expect(conversation.say("optimizer == adamw_torch_fused") == "true\n")
    #expect(conversation.say("loss = chunked(4); loss") == "chunked(4)\n")
    #expect(conversation.say("attention = flash; attention") == "sdpa\n")
  }

  @Test func anOverrideHoldsForOneCall() {
    let conversation = Conversation()
    _ = conversation.say("model = llama8b")
    let four = conversation.number("estimate(batch: 4).total")
    let one = conversation.number("estimate.total")
    #expect(four != nil && one != nil)
    #expect(conversation.number("batch = 4; estimate.total") == four)
    // A call that breaks puts the setup back too.
    _ = conversation.say("estimate(batch: 2, seq: 1e15)")
    #expect(conversation.number("batch") == 4)
  }

  @Test func aSweepPutsItsNamesBack() {
    let conversation = Conversation()
    _ = conversation.say("model = llama8b; seq = 512")
    _ = conversation.say("sweep(batch, 1...3, seq, [256, 1K])")
    #expect(conversation.number("batch") == 1)
    #expect(conversation.number("seq") == 512)
    _ = conversation.say("sweep(batch, 1...3, 1 / (2 - batch))")
    #expect(conversation.number("batch") == 1)
    // A name of nobody's is there for the sweep alone.
    #expect(conversation.value("sweep(n, 1...3, n * n)") != nil)
    #expect(conversation.say("n").contains("I know no name `n`"))
  }

  @Test func aSweepOfTwoNamesHasARowForEachPair() throws {
    let conversation = Conversation()
    _ = conversation.say("model = llama8b")
    let value = conversation.value(
      "sweep(optimizer, [adamw, adamw_8bit], batch, 1...3, estimate.total)")
    guard case .entity(let entity as Table) = value else {
      Issue.record("no table")
      return
    }
    #expect(entity.columns.map(\.name) == ["optimizer", "batch", "estimate.total"])
    #expect(entity.rows.count == 6)
  }

  @Test func severalCardsAreRefusedAndNotGuessed() {
    let conversation = Conversation()
    let answer = conversation.say("model = llama8b; fits(2 * rtx3090)")
    #expect(answer.contains("not modelled yet"))
  }

  @Test func numbersWork() {
    let conversation = Conversation()
    #expect(conversation.say("max(1 GiB, 900 MiB)") == "1 GiB\n")
    #expect(conversation.say("min([3, 1, 2])") == "1\n")
    #expect(conversation.say("round_up(1000 bytes, 512 bytes)") == "1 KiB\n")
    #expect(conversation.say("ceil(7 / 2) + floor(7 / 2) + round(2.5) + abs(-1)") == "11\n")
  }

  @Test(arguments: Vocabulary.vram.slots.map(\.name))
  func everyNameOfTheSetupHasExamples(_ name: String) throws {
    let conversation = Conversation(format: .json)
    let page = conversation.say("help \(name)")
    #expect(page.contains("see also: setup, estimate"))
    let slot = try #require(SetupSlot.all.first { $0.name == name })
    _ = conversation.say("model = llama8b")
    for example in slot.examples {
      guard case .done = conversation.session.run(Source(example.code)) else {
        Issue.record("\(example.code): \(conversation.say(example.code))")
        continue
      }
    }
  }

  @Test(arguments: HelpTopic.all.map { $0.names[0] })
  func everyTopicHasAPage(_ name: String) throws {
    let topic = try #require(HelpTopic.named(name))
    for name in topic.names {
      #expect(Conversation().say("help \(name)").contains(topic.summary), "\(name)")
    }
    let conversation = Conversation()
    _ = conversation.say("model = llama8b")
    #expect(!topic.examples.isEmpty)
    for example in topic.examples {
      let answer = conversation.say(example.code)
      #expect(!answer.isEmpty && !answer.contains("error: "), "\(example.code): \(answer)")
    }
  }

  /// Each name leads to one page, and all keywords, parts and fields have one.
  @Test func topicsAreTold() {
    let names = HelpTopic.all.flatMap(\.names)
    #expect(Set(names).count == names.count)
    let others = Vocabulary.vram.words.map(\.name) + Vocabulary.vram.slots.map(\.name)
    #expect(names.filter(others.contains) == [])
    let asked = Keyword.allCases.map(\.rawValue) + EstimateValue.fields
    for name in asked where !others.contains(name) && name != "gpus" {
      #expect(names.contains(name), "\(name)")
    }
  }

  @Test func helpKnowsWhatTheUserDefined() {
    let conversation = Conversation()
    _ = conversation.say(
      "x = 3\n\n## The bill of a run\n## in dollars.\nbill(hours, price = $2) = hours * price")
    let page = conversation.say("help bill")
    #expect(page.contains("bill(hours, [price]), yours\nThe bill of a run\nin dollars.\n"))
    #expect(conversation.say("help fp16").contains("precision, a name of the setup"))
    #expect(conversation.say("help GB").contains("GB, a unit of memory"))
    #expect(conversation.say("help x").contains("x, yours: a plain number\n3\n"))
  }
}
