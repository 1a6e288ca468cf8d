import Language
import Testing

@testable import Commands

@Suite struct TimelineTests {
  @Test func itsPeakIsTheEstimates() {
    let conversation = Conversation()
    _ = conversation.say("model = llama8b; gpu = rtx4090")
    #expect(conversation.brief("timeline.peak == estimate.allocated") == "true")
    #expect(conversation.brief("timeline.phase == estimate.phase") == "true")
    #expect(conversation.brief("max(timeline.table.allocated) == estimate.allocated") == "true")
    #expect(
      conversation.brief("timeline(batch: 2).peak == estimate(batch: 2).allocated") == "true")
    #expect(
      conversation.brief("timeline(scenario(seq: 4K)).peak == estimate(seq: 4K).allocated")
        == "true")
  }

  @Test func itsRowsAddUp() {
    let conversation = Conversation()
    _ = conversation.say("model = llama1b; method = full")
    let sum = "weights + adapters + gradients + optimizer + activations + logits + temporaries"
    #expect(conversation.brief("count(where(timeline.table, \(sum) != allocated))") == "0")
    #expect(
      conversation.brief("count(where(timeline(layer: 3).table, \(sum) != allocated))") == "0")
    #expect(conversation.brief("count(where(timeline(layer: 3).table, layer == 3)) > 20") == "true")
  }

  @Test func aLayerIsOneOfTheModels() {
    let conversation = Conversation()
    _ = conversation.say("model = llama8b")
    #expect(conversation.brief("timeline(layer: 32)") == "! `layer` is 0...31 for Llama 3.1 8B.")
    #expect(conversation.brief("timeline(layer: 31).step") == "2")
    #expect(conversation.brief("timeline(layer: -1)").hasPrefix("! `layer` of `timeline` takes"))
  }

  @Test func itIsRefusedAsAnEstimateIs() {
    let conversation = Conversation()
    #expect(conversation.brief("timeline") == conversation.brief("estimate"))
    _ = conversation.say("model = llama8b; method = full; precision = fp16_amp")
    #expect(conversation.brief("timeline").hasPrefix("! torch's GradScaler"))
    #expect(conversation.brief("timeline") == conversation.brief("estimate"))
  }

  @Test func itIsNoNumber() {
    let conversation = Conversation()
    _ = conversation.say("model = gpt2")
    #expect(conversation.say("sweep(batch, 1...2, timeline)").contains("a timeline of "))
    #expect(conversation.brief("largest(batch, timeline)").hasSuffix("this is a timeline."))
    let table = conversation.say("timeline(batch: [1, 2])")
    #expect(table.contains("peak") && table.contains("loss"))
  }
}
