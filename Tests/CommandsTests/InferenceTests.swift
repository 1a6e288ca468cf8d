import Language
import Testing

@testable import Commands

@Suite struct InferenceTests {
  private func said(_ setup: String, _ question: String) -> String {
    let conversation = Conversation()
    _ = conversation.say(setup)
    return conversation.brief(question)
  }

  /// Two tensors of eight heads of 128 in each of 32 layers, two bytes a number.
  @Test func theCacheIsWhatLayersKeep() {
    let setup = "model = llama8b"
    #expect(said(setup, "inference.kv_per_token") == "128 KiB")
    #expect(said(setup, "inference(context: 8K, batch: 4).kv_cache") == "4 GiB")
    #expect(
      said(setup, "abs(inference(context: 8K, kv: fp8).kv_cache - 512 MiB) < 64 KiB") == "true")
    #expect(said(setup, "inference(context: 8K).kv_cache == inference(seq: 8K).kv_cache") == "true")
  }

  @Test func itsPartsAddUp() {
    for setup in ["model = llama8b", "model = gemma3_1b; method = full", "model = mixtral_8x7b"] {
      let sum = "weights + i.kv_cache + i.logits + i.temporaries"
      #expect(said(setup + "; i = inference(context: 4K)", "i.\(sum) == i.allocated") == "true")
      #expect(
        said(
          setup + "; i = inference(context: 4K)",
          "i.allocated + i.allocator + i.context == i.total") == "true")
    }
  }

  @Test func itIsNoTraining() {
    let setup = "model = llama8b"
    #expect(said(setup, "inference.total < estimate.total") == "true")
    #expect(said(setup, "inference == inference(optimizer: sgd, clip: 0)") == "true")
    #expect(said(setup, "inference(method: lora()) == inference(method: full)") == "true")
    #expect(said(setup, "inference(method: full).weights > 2 * inference.weights") == "true")
    #expect(said(setup, "inference(precision: fp32_amp) == inference(precision: bf16)") == "true")
  }

  @Test func moreTokensTakeMore() {
    let table = "sweep(context, 1K...128K by *2, total: inference(context: context).total)"
    #expect(said("model = llama8b", "t = \(table); t.total == sort(t.total)") == "true")
    #expect(said("model = llama8b", "count(\(table))") == "8")
  }

  /// Every line that `explain` gives pastes back to its number.
  @Test func itsLinesPasteBack() throws {
    let conversation = Conversation()
    _ = conversation.say("model = llama8b; seq = 4K; batch = 2")
    for what in ["", ".kv_cache", ".weights", ".temporaries", ".logits", ".total", ".allocated"] {
      let value = conversation.value("explain(inference\(what))")
      guard case .entity(let explanation as ExplanationValue) = value,
        case .entity(let lines as Table) = explanation.field("lines")
      else {
        Issue.record("no explanation of inference\(what)")
        continue
      }
      for row in lines.rows {
        guard case .text(let expression) = row[3] else { continue }
        #expect(conversation.number(expression) == row[2].quantity?.number, "\(expression)")
      }
      let sums = [explanation.lines, explanation.summary].map { $0.reduce(0) { $0 + $1.amount } }
      #expect(sums == [explanation.amount, explanation.amount], "\(what)")
    }
    #expect(conversation.brief("explain(inference.margin)").hasPrefix("! "), "a share is no sum")
  }

  @Test func itStandsBesideAnEstimate() {
    let conversation = Conversation()
    _ = conversation.say("model = llama8b; c = compare(inference, estimate)")
    #expect(conversation.brief("c.part").contains("kv_cache"))
    #expect(!conversation.say("compare(estimate, estimate(batch: 2))").contains("kv_cache"))
    let sum = "sum(where(c, part != \"total\").inference)"
    #expect(conversation.brief("\(sum) == inference.total") == "true")
  }

  @Test func whatIsNotModelledIsRefusedByName() {
    #expect(said("model = llama8b", "inference(kv: fp16)").hasPrefix("! kv: "))
    #expect(said("model = llama8b", "inference(kv: int4)").hasPrefix("! "))
    #expect(said("model = llama8b", "inference(padding: on)").hasPrefix("! padding: "))
    #expect(said("model = llama8b", "inference(attention: eager)").hasPrefix("! attention: "))
    #expect(said("model = llama8b", "inference(context: 0)").hasPrefix("! "))
    #expect(said("model = gpt2", "inference").hasPrefix("! model: running "))
    #expect(said("model = gemma3_1b", "inference(kv: fp8)").hasPrefix("! kv: transformers raises"))
    #expect(said("", "inference").hasPrefix("! "))
  }
}
