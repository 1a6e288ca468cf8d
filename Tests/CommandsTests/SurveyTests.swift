import Commands
import Language
import Testing

/// Questions asked of many setups are answered alike on one core and on several.
@Suite struct SurveyTests {
  @Test(arguments: [
    "model = llama8b; sweep(seq, 1...2000, estimate.allocated)",
    "model = qwen3_0_6b; sweep(seq, [256, 700], batch, 1...6, estimate.total, estimate.logits)",
    "sweep(model, [llama8b, phi4, qwen3_8b, gemma2_9b], seq, 100...150, estimate.allocated)",
    "sweep(model, [llama8b, phi4], seq, 1...20, estimate(method: lora(targets: [q_proj])).allocated)",
    "where(models, parameters < 1B and estimate.total < 3 GiB).name",
    "models | first(40) | select(name, estimate.allocated, estimate(seq: 100).phase)",
    "models | first(40) | sort(estimate.allocated)",
    "model = llama8b; estimate(batch: 1...3, seq: 100...120, method: full).allocated",
    "model = llama8b; gpu = rtx4090; sweep(seq, 1000...1010)",
    "[estimate(model: m, seq: s).allocated for s in 100...110 for m in [llama8b, qwen3_8b]]",
    "map([llama8b, gemma2_9b, 3], parameters)",
    "model = llama8b; sweep(batch, 1...100, 1 / (100 GiB - estimate.allocated))",
    "model = llama8b; sweep(seq, 1...30, undo)", "sweep(seq, 1...30, history)",
  ])
  func onSeveralThreadsAsOnOne(_ code: String) {
    let (alone, together) = (Conversation(), Conversation())
    together.session.world.threads = 3
    together.session.world.patience = 0
    #expect(alone.say(code) == together.say(code))
    #expect(alone.say("setup; names") == together.say("setup; names"))
  }
}
