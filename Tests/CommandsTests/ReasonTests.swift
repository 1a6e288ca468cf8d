import Language
import MemoryModel
import Testing

@testable import Commands

/// Explanations of what is no sum of tensors: verdicts, what is needed, what is cached, differences.
@Suite struct ReasonTests {
  private static let setups = [
    "model = llama8b; method = qlora(r: 16)",
    "model = llama8b; method = full; gpu = h100",
    "model = qwen3_8b; method = lora; checkpointing = off; batch = 2",
    "model = llama3_2_1b; allocator = expandable_segments",
    "model = llama3_2_1b; allocator = default(max_split_size: 64 MiB)",
    "model = gpt_oss_20b; seq = 777", "model = qwen3_next_80b_a3b",
  ]

  private func explanation(
    _ question: String, _ conversation: Conversation
  ) -> ExplanationValue? {
    guard case .entity(let value as ExplanationValue) = conversation.value("explain(\(question))")
    else {
      Issue.record("\(conversation.say("explain(\(question))"))")
      return nil
    }
    return value
  }

  @Test(arguments: setups)
  func eachLineGivesItsNumber(_ setup: String) {
    let conversation = Conversation()
    _ = conversation.say(setup)
    let questions = [
      "fits(rtx4090)", "fits(a100, batch: 4)", "fits(rtx4090).needed", "rtx4090.usable",
      "2 * rtx3090", "rule_of_thumb", "rule_of_thumb.activations", "estimate.needed",
      "estimate.allocator", "estimate - estimate(batch: 4, method: lora(r: 8))",
      "estimate.needed - estimate(seq: 4K).needed", "scenario(loss: fused) - estimate",
    ]
    for question in questions {
      guard let value = explanation(question, conversation) else { continue }
      #expect(!value.lines.isEmpty, "\(question)")
      for line in value.lines + value.summary + value.settings {
        for expression in [line.names, line.numbers, line.expression] where !expression.isEmpty {
          #expect(
            conversation.number(expression) == Double(line.amount), "\(question): \(expression)")
        }
      }
    }
  }

  @Test(arguments: setups)
  func whatIsCachedIsAllOfIt(_ setup: String) {
    let conversation = Conversation()
    _ = conversation.say(setup)
    guard let value = explanation("estimate.allocator", conversation) else { return }
    let whole = conversation.number("estimate.allocator")
    for lines in [value.lines, value.summary] {
      #expect(Double(lines.reduce(0) { $0 + $1.amount }) == whole)
    }
    guard let needed = explanation("estimate.needed", conversation) else { return }
    #expect(
      Double(needed.lines.reduce(0) { $0 + $1.amount }) == conversation.number("estimate.needed"))
  }

  /// Changed one after another, the settings make the whole difference; so do the parts.
  @Test(arguments: setups)
  func settingsAndPartsMakeTheDifference(_ setup: String) {
    let conversation = Conversation()
    _ = conversation.say(setup)
    let others = [
      "estimate(batch: 4)", "estimate(method: lora(r: 8), seq: 1K, checkpointing: off)",
      "scenario(model: llama3_2_1b, optimizer: sgd)", "estimate(precision: fp32)",
    ]
    for other in others {
      for (left, right) in [("estimate", other), (other, "estimate")] {
        guard let value = explanation("\(left) - \(right)", conversation) else { continue }
        #expect(value.amount == value.lines.reduce(0) { $0 + $1.amount })
        #expect(value.amount == value.settings.reduce(0) { $0 + $1.amount })
        #expect(!value.settings.isEmpty)
      }
    }
    #expect(conversation.say("explain(estimate - estimate)").contains("Both are of one setup"))
  }

  @Test func whatCannotBeExplainedLeadsOn() {
    let conversation = Conversation(width: 200)
    _ = conversation.say("model = llama8b")
    for (question, told) in [
      ("d = estimate.total - 1 GiB; explain(d)", "a figure by now"),
      ("explain(estimate.total - estimate.weights)", "are different things"),
      ("explain(estimate - 3 GiB)", "differences of estimates"),
      ("explain(estimate.phase)", "explain a part"), ("explain(llama8b)", "explain(rule_of_thumb)"),
      ("explain(fits)", "`fits` needs a card"), ("explain(rtx4090.price)", "for example"),
    ] {
      #expect(conversation.say(question).contains(told), "\(conversation.say(question))")
    }
  }

  @Test func besideTheTruthTheRuleNamesOnlyWhatDiffers() {
    let conversation = Conversation()
    _ = conversation.say("model = llama8b; method = full")
    guard case .entity(let table as Table)? = conversation.value("compare(rule_of_thumb, estimate)")
    else {
      Issue.record("no table")
      return
    }
    for row in table.rows.dropLast() {
      let difference = row[3].quantity?.number ?? 0
      #expect((row[4] == .text("")) == (difference.magnitude < 0x1p30 / 200), "\(row)")
    }
  }
}
