import Commands
import Language
import Testing

/// An explanation cannot disagree with its number: pasted at the prompt, each line gives it again.
@Suite struct ExplanationTests {
  private static let setups: [String] = {
    let models = ["llama8b", "qwen2_5_7b", "qwen3_8b", "mistral_7b_v0_3", "llama3_2_1b"]
    let methods = [
      "full", "lora(r: 8, targets: attention)", "qlora(r: 16)",
      "qlora(r: 64, upcast: on, double_quant: off, dropout: 0.05)", "lora(dtype: bf16)",
      "lora(save: [embed_tokens, lm_head])", "qlora(upcast: on, save: [lm_head])",
    ]
    let rest = [
      "", "batch: 3, seq: 1000", "checkpointing: off, precision: bf16",
      "loss: fused, optimizer: adamw_8bit", "padding: on, precision: fp32_amp, accumulation: 4",
      "attention: eager, optimizer: adafactor", "optimizer: adamw_torch, loss: chunked(7), clip: 0",
    ]
    // Every method with every rest, the models in turn.
    return methods.enumerated().flatMap { i, method in
      rest.enumerated().map { j, more in
        "model: \(models[(i + j) % models.count]), method: \(method)"
          + (more.isEmpty ? "" : ", " + more)
      }
    }
  }()

  @Test(arguments: setups)
  func pastedBackALineGivesItsNumber(_ setup: String) throws {
    let conversation = Conversation()
    let value = conversation.value("explain(estimate(\(setup)))")
    guard case .entity(let explanation) = value,
      case .entity(let lines as Table) = explanation.field("lines")
    else {
      Issue.record("no explanation of \(setup): \(conversation.say("explain(estimate(\(setup)))"))")
      return
    }
    var sums: [String: Double] = [:]
    for row in lines.rows {
      guard case .text(let part) = row[0], case .text(let expression) = row[3] else { continue }
      let bytes = try #require(row[2].quantity?.number)
      #expect(conversation.number(expression) == bytes, "\(part): \(expression)")
      sums[part, default: 0] += bytes
    }
    for (part, sum) in sums {
      #expect(conversation.number("estimate(\(setup)).\(part)") == sum, "\(part)")
    }
    let total = conversation.number("estimate(\(setup)).total")
    #expect(total == sums.values.reduce(0, +))
  }
}
