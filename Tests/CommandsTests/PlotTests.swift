import Language
import Render
import Testing

@testable import Commands

@Suite struct PlotTests {
  private static func conversation(_ setup: String = "model = llama8b") -> Conversation {
    let conversation = Conversation(width: 80)
    _ = conversation.say(setup)
    return conversation
  }

  @Test func itsFiguresAreThoseOfItsAnswer() {
    let conversation = Self.conversation()
    #expect(
      conversation.brief("t = plot(estimate).table; t.size[t.count - 1] == estimate.total")
        == "true")
    #expect(conversation.brief("sum(t.size) == 2 * estimate.total") == "true")
    #expect(conversation.brief("plot(timeline).table == timeline.table") == "true")
    let sweep = "sweep(batch, 1...3)"
    #expect(conversation.brief("plot(\(sweep)).table == \(sweep)") == "true")
    #expect(
      conversation.brief("plot(\(sweep), half: total / 2).table.half[0] * 2 == estimate.total")
        == "true")
    #expect(conversation.brief("plot(plot(estimate)) == plot(estimate)") == "true")
  }

  @Test(arguments: [Format.json, .csv]) func otherProgramsGetItsFigures(format: Format) {
    let conversation = Conversation(format: format)
    _ = conversation.say("model = llama8b")
    let sweep = "sweep(batch, 1...3, seq, [1K, 2K], estimate.total)"
    #expect(conversation.say("plot(\(sweep))") == conversation.say(sweep))
    #expect(conversation.say("plot(timeline)") == conversation.say("timeline"))
  }

  @Test func theLimitIsTheCards() {
    let conversation = Self.conversation("model = llama8b; gpu = rtx3060")
    let line = "usable on RTX 3060"
    for asked in [
      "estimate", "sweep(batch, 1...3)", "sweep(batch, 1...2, seq, 1...2, estimate.total)",
    ] {
      #expect(conversation.say("plot(\(asked))").contains(line), "\(asked)")
    }
    // A card's memory is not what the setup takes; neither are tokens.
    #expect(!conversation.say("plot(gpus, memory)").contains(line))
    #expect(!conversation.say("plot(sweep(batch, [1, 2], seq))").contains(line))
    #expect(conversation.say("plot(estimate, limit: rtx4090)").contains("usable on RTX 4090"))
    #expect(conversation.say("plot([1 GiB, 2 GiB], limit: 3 GiB)").contains("3 GiB is the limit"))
    #expect(
      conversation.brief("plot(timeline, limit: 3 GiB)")
        == "! A timeline has its own line, that of the setup's card.")
    // One below figures that begin far from zero lies in the picture too.
    #expect(conversation.say("plot([10 GiB, 11 GiB], limit: 9 GiB)").contains("\n 9.0 ┤──"))
  }

  @Test func whatIsAlikeNamesNoRow() {
    let conversation = Self.conversation("")
    let rows = "[{ a: i, b: 7, c: i % 2, d: i * i } for i in 1...4]"
    #expect(conversation.say("plot(\(rows), d)").hasPrefix("\nd by a\n"))
    let pairs = "[{ a: (i - i % 3) / 3, b: 7, c: i % 3, d: i * i } for i in 0...8]"
    #expect(conversation.say("plot(\(pairs))").hasPrefix("\nd by a and c\n"))
    #expect(conversation.say("plot(\(pairs) | where(a == 1))").hasPrefix("\nd by c\n"))
  }

  /// Whatever is given is drawn or refused in a sentence, on every screen and as shapes.
  @Test(arguments: [
    "[]", "[1]", "[3, 3, 3]", "[-1, -5, 2]", "[0, 0]", "[1.7e308, -1.7e308]", "[1e-300, 2e-300]",
    "1...20000", "[{ a: 1, b: 2 }, { a: 1, b: 3 }]", "[{ a: 1, b: missing }, { a: 2, b: 3 }]",
    "[{ a: 1, b: missing }]", "[{ name: \"a|<&>\", b: 2 GiB }, { name: \"日本\", b: 3 GiB }]",
    "[\"a\", \"b\"]", "3 GiB", "llama8b", "gpus", "models", "where(gpus, memory > 1 TiB)", "plot",
    "[1 GiB, 2 tokens]", "[{ a: 1 GiB, b: 2 }, { a: 3 tokens, b: 5 }]", "setup", "nothing",
    "missing",
    "[{ x: i % 100, y: (i - i % 100) / 100, z: i } for i in 0...9999]", "optimizers", "methods",
    "[{ x: i, z: (i * 7919) % 10007 } for i in 1...10000]", "select(gpus, year, memory)", "(x) = x",
    "estimate", "fits(rtx4090)", "rule_of_thumb",
    "frontier(batch, seq, fits(rtx4090))",
    "sweep(batch, 1...2, seq, [1K, 2K], precision, [bf16, bf16_amp], estimate.total)",
    "sweep(precision, [bf16, fp16_amp, fp16], estimate(method: full).total)",
  ])
  func everythingIsAnswered(what: String) {
    let conversation = Self.conversation()
    let said = conversation.say("p = plot(\(what)); p")
    let words = Set(said.split { " \n".contains($0) })
    #expect(!said.isEmpty && words.isDisjoint(with: ["nan", "-nan", "inf", "-inf"]))
    let saved = conversation.say("save(p, \"x.svg\")")
    #expect(saved.contains("error: ") == said.contains("error: "))
    #expect(saved.contains("error: ") == (conversation.files["x.svg"] == nil))
  }

  @Test func aFileIsADrawing() throws {
    let conversation = Self.conversation("model = llama8b; gpu = rtx4090")
    #expect(
      conversation.say("save(plot(sweep(batch, 1...4)), \"a.svg\")") == "saved a picture in a.svg\n"
    )
    let text = try #require(conversation.files["a.svg"])
    #expect(text.contains("usable on RTX 4090") && text.contains("prefers-color-scheme"))
    // What has no picture is a drawing of its text.
    _ = conversation.say("save(fits(rtx3060), \"b.svg\"); save(timeline, \"c.svg\")")
    #expect(conversation.files["b.svg"]?.contains("usable") == true)
    #expect(conversation.files["c.svg"]?.contains("<path") == true)
  }
}
