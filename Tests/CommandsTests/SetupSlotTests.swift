import Language
import Testing

@testable import Commands

/// What holds of every name of the setup.
@Suite struct SetupSlotTests {
  /// A value of each that is not its default.
  private static let others = [
    "model": "qwen3_8b", "method": "lora(r: 8, targets: qv)", "batch": "3", "seq": "3K",
    "image_tokens": "256", "accumulation": "4", "optimizer": "adamw_8bit", "precision": "fp32_amp",
    "checkpointing": "off", "attention": "eager", "padding": "on", "loss": "chunked(4)",
    "clip": "0.5", "gpu": "h100", "parallel": "single", "framework": "transformers_4_45",
    "allocator": "expandable_segments",
  ]

  private static let trained = SetupSlot.trained.map(\.name)

  private func conversation(_ name: String) -> Conversation {
    let conversation = Conversation()
    // Only a model that sees takes tokens of images.
    _ = conversation.say(name == "image_tokens" ? "model = gemma3_4b" : "model = llama8b")
    return conversation
  }

  @Test(arguments: trained) func aChangedEstimateIsTheQuestionAskedAnew(_ name: String) throws {
    let conversation = conversation(name)
    let other = try #require(Self.others[name], "a value for \(name)")
    let pairs = [
      // Changed itself, kept beside another change, changed twice.
      ("estimate with (\(name): \(other))", "estimate(\(name): \(other))"),
      (
        "estimate(\(name): \(other)) with (accumulation: 2)",
        "estimate(\(name): \(other), accumulation: 2)"
      ),
      (
        "estimate(accumulation: 2) with (\(name): \(other))",
        "estimate(accumulation: 2, \(name): \(other))"
      ),
    ]
    for (changed, asked) in pairs where !(name == "accumulation" && asked.contains(": 2")) {
      let (changed, asked) = (conversation.say(changed), conversation.say(asked))
      #expect(changed == asked)
      #expect(!changed.contains("error: "))
    }
  }

  @Test(arguments: trained) func aComparisonTellsThemApart(_ name: String) throws {
    let other = try #require(Self.others[name])
    // It has one value as yet.
    if name == "parallel" { return }
    let said = conversation(name).say("compare(estimate, estimate(\(name): \(other)))")
    #expect(said.contains("total") && !said.contains("estimate 1"), "\(said)")
  }

  @Test(arguments: trained) func aScenarioHoldsIt(_ name: String) throws {
    let conversation = conversation(name)
    let other = try #require(Self.others[name])
    _ = conversation.say("plan = scenario(\(name): \(other))")
    let asked = conversation.say("estimate(plan)")
    #expect(asked == conversation.say("estimate(\(name): \(other))"))
    #expect(
      conversation.say("estimate(plan with (clip: 0))")
        == conversation.say("estimate(scenario(\(name): \(other)), clip: 0)"))
    #expect(
      conversation.brief("plan.\(name) == \(name)") == (name == "parallel" ? "true" : "false"))
  }

  @Test func theDefaultsAreThoseOfTheMemoryModel() throws {
    let value = try #require(Conversation().value("llama8b"))
    guard case .entity(let entity) = value else { return }
    let model = try #require(entity as? ModelValue)
    for slot in SetupSlot.all {
      var setup = model.setup
      slot.read?(slot.slot.fallback, &setup)
      #expect(setup == model.setup, "\(slot.name)")
    }
  }

  @Test func whatNobodySetIsAsByDefault() {
    let conversation = Conversation()
    let framework = SetupSlot.framework.index
    #expect(!conversation.session.isSet(slot: framework))
    #expect(conversation.brief("framework") == "transformers")
    _ = conversation.say("framework = transformers")
    #expect(conversation.session.isSet(slot: framework))
    #expect(conversation.say("undo").contains("took back"))
    #expect(!conversation.session.isSet(slot: framework))
    #expect(conversation.brief("framework") == "transformers")
    _ = conversation.say("framework = transformers_4_45; reset")
    #expect(!conversation.session.isSet(slot: framework))
  }
}
