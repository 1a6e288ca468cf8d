import Language
import MemoryModel
import Testing

@testable import Commands

@Suite struct GapTests {
  private static func gap(_ conversation: Conversation, _ text: String) -> GapValue? {
    guard case .entity(let entity as GapValue) = conversation.value(text) else { return nil }
    return entity
  }

  /// What differs from the setup that is thought to have run.
  static let cases: [(setup: String, other: String, of: String)] = [
    ("model = qwen2_5_7b", "method = qlora(r: 16, upcast: on)", "allocated"),
    ("model = llama8b", "checkpointing = off", "reserved"),
    ("model = llama8b; method = full", "optimizer = adamw_torch", "allocated"),
    ("model = llama1b; method = full", "precision = fp32_amp", "total"),
    ("model = llama8b; seq = 4K", "loss = fused", "allocated"),
    ("model = llama8b; batch = 4", "framework = transformers_4_48", "allocated"),
    ("model = llama3b; method = lora()", "checkpointing = off; attention = eager", "allocated"),
  ]

  /// A figure of another setup is explained by that setup, or by one that comes as near.
  @Test(arguments: cases)
  func anotherSettingIsFound(_ setup: String, _ other: String, _ figure: String) throws {
    let conversation = Conversation()
    _ = conversation.say(setup)
    let arguments = other.split(separator: ";").map { part in
      let sides = part.split(separator: "=").map { $0.drop { $0 == " " } }
      return "\(sides[0].prefix { $0 != " " }): \(sides[1])"
    }
    let question = "estimate(\(arguments.joined(separator: ", "))).\(figure)"
    let measured = try #require(conversation.number(question))
    let before = conversation.say("setup")
    let call = "gap(\(Figures.fixed(measured, 0)) bytes, of: \(figure))"
    let gap = try #require(Self.gap(conversation, call), "\(conversation.say(call))")
    #expect(conversation.say("setup") == before)
    #expect(!gap.agrees && gap.nearest.isEmpty)
    let lines = gap.explanations.map(\.supposition.change.line)
    #expect(lines.contains(other), "\(lines)")
    for one in gap.explanations {
      let pasted = Conversation()
      _ = pasted.say(setup)
      #expect(pasted.say(one.supposition.change.line) == "")
      #expect(pasted.number("estimate.\(figure)") == Double(one.bytes))
      #expect(abs(one.bytes - gap.measured) <= gap.doubt)
    }
  }

  @Test func whatAgreesSaysSo() throws {
    let conversation = Conversation()
    _ = conversation.say("model = llama8b")
    for figure in ["total", "reserved", "allocated"] {
      let call = "gap(estimate.\(figure) * 1.0001, of: \(figure))"
      let gap = try #require(Self.gap(conversation, call))
      #expect(gap.agrees)
      #expect(conversation.brief(call) == "it agrees")
      #expect(conversation.brief("\(call).best == scenario") == "true")
    }
    #expect(conversation.brief("gap(estimate.total).agrees") == "true")
  }

  @Test func whatNobodyCanExplainSaysSo() throws {
    let conversation = Conversation()
    _ = conversation.say("model = llama8b")
    let gap = try #require(Self.gap(conversation, "gap(1 GiB, of: allocated)"))
    #expect(gap.explanations.isEmpty && !gap.nearest.isEmpty)
    #expect(conversation.brief("gap(1 GiB, of: allocated).best") == "missing")
    #expect(conversation.brief("gap(1 GiB, of: allocated)") == "unexplained")
  }

  @Test func whatIsMissingIsSaid() {
    let conversation = Conversation()
    #expect(conversation.brief("gap(20 GiB)") == "! There is no model yet.")
    _ = conversation.say("model = llama8b")
    #expect(conversation.brief("gap(0 GiB)") == "! What was measured is from 1 byte to 8 PiB.")
    #expect(conversation.brief("gap(20)").hasPrefix("! `measured` of `gap` takes"))
    #expect(conversation.brief("gap(20 GiB, of: needed)").contains("of"))
  }
}
