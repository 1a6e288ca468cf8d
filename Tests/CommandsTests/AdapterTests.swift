import Support
import Testing

@Suite struct AdapterTests {
  private static let path = "Tests/ImportTests/Fixtures/adapter_config.json"

  private func answer(_ fields: String, _ line: (String) -> String) -> String {
    let scratch = Scratch()
    Files.write(#"{"peft_type": "LORA"\#(fields)}"#, to: scratch.path + "/adapter_config.json")
    return Conversation().say(line("\"\(scratch.path)/adapter_config.json\""))
  }

  @Test func theMethodIsThatOfTheFile() {
    let conversation = Conversation()
    #expect(
      conversation.say("model = llama8b; method = adapter(\"\(Self.path)\", quant: nf4); method")
        == "qlora(r: 16, targets: [q_proj, k_proj, v_proj, o_proj], dropout: 0.05)\n")
    #expect(
      conversation.number("estimate.trainable")
        == conversation.number("estimate(method: lora(targets: attention)).trainable"))
    #expect(conversation.say("(method with (upcast: on)).upcast") == "true\n")
    #expect(conversation.say("adapter(\"\(Self.path)\").name") == "LoRA\n")
  }

  @Test func whatItGivesCanBePastedBack() {
    let method = answer(#", "target_modules": ["c_proj"], "lora_alpha": 32, "r": 4"#) {
      "adapter(\($0), model: gpt2)"
    }
    #expect(method == "lora(r: 4, targets: [c_proj])\n")
    let conversation = Conversation()
    _ = conversation.say("model = gpt2; method = \(method)")
    // 12 layers, rank 4, 768 to 768 and 3,072 to 768.
    #expect(conversation.number("estimate.trainable") == 258_048)
  }

  @Test func whatIsTrainedWholeComesWithIt() {
    let fields = #", "target_modules": ["q_proj"], "modules_to_save": ["embed_tokens", "lm_head"]"#
    let method = answer(fields + #", "lora_alpha": 32"#) { "adapter(\($0), model: llama8b)" }
    #expect(method == "lora(r: 8, targets: [q_proj], save: [embed_tokens, lm_head])\n")
    let conversation = Conversation()
    _ = conversation.say("model = llama8b; method = \(method)")
    // 32 layers, rank 8, 4096 to 4096; twice 128,256 rows of 4096.
    #expect(conversation.number("estimate.trainable") == 1_052_770_304)
    #expect(conversation.say("method.save[1]") == "lm_head\n")
  }

  @Test func magnitudesComeWithIt() {
    let fields = #", "target_modules": ["q_proj"], "use_dora": true, "lora_alpha": 32"#
    let method = answer(fields) { "adapter(\($0), model: llama8b)" }
    #expect(method == "lora(r: 8, targets: [q_proj], dora: on)\n")
    let conversation = Conversation()
    _ = conversation.say("model = llama8b; method = \(method)")
    // 32 layers, rank 8, 4096 to 4096, and 4096 magnitudes.
    #expect(conversation.number("estimate.trainable") == 2_228_224)
    #expect(conversation.say("method with (dora: off)") == "lora(r: 8, targets: [q_proj])\n")
    #expect(conversation.say("method.dora") == "true\n")
  }

  @Test func theModelOfTheSetupSaysWhatADefaultMeans() {
    #expect(answer("") { "adapter(\($0))" }.contains("choose it first, `model = llama8b`"))
    #expect(
      answer("") { "model = qwen3_8b; adapter(\($0))" }
        == "lora(r: 8, alpha: 8, targets: [q_proj, v_proj])\n")
  }

  @Test func notesStandBelowTheMethod() {
    let answer = answer(#", "target_modules": ["q_proj", "w1"], "lora_alpha": 32"#) {
      "adapter(\($0), model: llama8b)"
    }
    #expect(
      answer == """
        lora(r: 8, targets: [q_proj])
        note: Llama 3.1 8B has no linear module "w1": PEFT passes over what is not there.

        """)
  }
}
