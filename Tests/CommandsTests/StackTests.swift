import Commands
import Language
import Testing

/// Cards on which the code that is modelled does not run.
@Suite struct StackTests {
  private static let metal =
    "! PyTorch with CUDA does not run on M3 Pro 18 GB, and MLX is not modelled yet."

  private func say(_ code: String) -> String {
    let conversation = Conversation()
    _ = conversation.say("model = qwen3_4b; method = qlora(r: 8, targets: qv); seq = 1K")
    return conversation.brief(code)
  }

  @Test(arguments: [
    "fits(m3_pro_18gb)", "gpu = m3_pro_18gb; estimate", "gpu = m3_pro_18gb; fits",
    "largest(batch, fits(m3_pro_18gb))", "estimate(gpu: m3_pro_18gb).total",
    "gpu = m3_pro_18gb; explain",
    "fits(m3_pro_18gb, framework: transformers_4_45) and fits(m3_pro_18gb)",
  ])
  func aMacHasNoVerdictOfAnotherStack(_ code: String) { #expect(say(code) == Self.metal) }

  @Test func aStackThatIsNamedIsMeant() {
    let answered = [
      "fits(m3_pro_18gb, framework: transformers)", "framework = transformers; fits(m3_pro_18gb)",
      "fits(m3_pro_18gb, scenario(framework: transformers))",
      "framework = transformers; fits(m3_pro_18gb, method: lora())",
    ]
    for code in answered { #expect(say(code) == "yes", "\(code)") }
    #expect(say("framework = transformers; undo; fits(m3_pro_18gb)") == Self.metal)
    let notes = Conversation().say(
      "model = qwen3_4b; framework = transformers; fits(m3_pro_18gb)")
    #expect(notes.contains("the stack of M3 Pro 18 GB is not modelled"))
    #expect(notes.contains("bitsandbytes"))
  }

  @Test func optimizersWithoutKernelsAreRefused() {
    for optimizer in ["adamw_8bit", "paged_adamw_32bit", "lion_8bit"] {
      let said = say("fits(m3_pro_18gb, framework: transformers, optimizer: \(optimizer))")
      #expect(said == "! bitsandbytes has no \(optimizer) on Metal, which M3 Pro 18 GB runs.")
    }
    #expect(say("fits(m3_pro_18gb, framework: transformers, optimizer: adamw_bnb_32bit)") == "yes")
  }

  @Test(arguments: ["tpu_v5p", "gaudi3"]) func noStackIsModelled(_ card: String) {
    for code in ["fits(\(card))", "fits(\(card), framework: transformers)"] {
      #expect(say(code).hasSuffix("and its own stack is not modelled yet."), "\(code)")
    }
  }

  /// The refusal leads to a line that is answered.
  @Test(arguments: ["t4", "v100", "rtx2080ti"]) func olderCardsTakeNoBF16(_ card: String) throws {
    #expect(say("fits(\(card))").contains("has no kernel for attention in bf16"))
    for method in ["qlora()", "lora()", "full"] {
      let asked = "model: qwen3_0_6b, method: \(method)"
      let answer = Conversation().say("fits(\(card), \(asked))")
      let precision = try #require(
        answer.split(separator: "precision = ").last?.prefix { $0 != "`" })
      #expect(
        Conversation().say("fits(\(card), \(asked), precision: \(precision))").contains(
          "GiB usable"),
        "\(precision)")
    }
  }

  @Test func othersRunPyTorch() {
    for card in ["mi300x", "arc_b580", "rtx3060"] {
      #expect(say("fits(\(card))") == "yes", "\(card)")
    }
  }
}
