import Support
import Testing

/// How weights are stored, as a user meets it.
@Suite struct StorageTests {
  /// A session with a model of TinyLlama's shape and further fields of its config.
  private func conversation(_ fields: String) -> Conversation {
    let scratch = Scratch()
    let shape =
      #""model_type": "llama", "hidden_size": 2048, "num_hidden_layers": 22, "#
      + #""num_attention_heads": 32, "num_key_value_heads": 4, "intermediate_size": 5632, "#
      + #""vocab_size": 32000"#
    Files.write("{\(shape), \(fields)}", to: scratch.path + "/config.json")
    let conversation = Conversation()
    _ = conversation.say("model = hf(\"\(scratch.path)/config.json\"); method = lora(r: 16)")
    return conversation
  }

  @Test func theCheckpointsDtypeStandsWhereNoneIsAsked() {
    let conversation = conversation(#""torch_dtype": "float32""#)
    #expect(conversation.brief("model.storage") == "fp32")
    #expect(conversation.say("model").contains("\nweights in fp32\n"))
    #expect(conversation.brief("precision") == "auto")
    #expect(conversation.brief("estimate.weights") == "4.10 GiB")
    #expect(conversation.say("estimate").contains("fp32 weights, bf16 autocast"))
    #expect(conversation.brief("estimate(precision: bf16_amp).weights") == "2.05 GiB")
    #expect(conversation.brief("precision = bf16; estimate.weights") == "2.05 GiB")
    #expect(conversation.brief("precision = auto; estimate.weights") == "4.10 GiB")
    #expect(conversation.brief("(estimate with (model: llama8b)).weights") == "14.96 GiB")
    #expect(conversation.brief("estimate(model: model with (storage: bf16)).weights") == "2.05 GiB")
  }

  @Test func aDtypeThatIsNotToldIsSaid() {
    let conversation = conversation(#""rope_theta": 10000"#)
    #expect(conversation.say("estimate").contains("note: precision: its config does not say"))
    #expect(!conversation.say("estimate(precision: bf16)").contains("does not say"))
  }

  @Test func fp16IsTakenAsBF16AndSaidSo() {
    let conversation = conversation(#""torch_dtype": "float16""#)
    #expect(conversation.say("estimate").contains("note: precision: its checkpoint is in fp16"))
    #expect(
      !conversation.say("estimate(precision: bf16_amp)").contains("its checkpoint is in fp16"))
  }

  @Test func aFormatThatIsNotModelledIsRefusedAndItsWayOutWorks() {
    let conversation = conversation(
      #""torch_dtype": "bfloat16", "quantization_config": {"quant_method": "fp8"}"#)
    #expect(conversation.brief("model.parameters") == "1_100_048_384 params")
    #expect(conversation.brief("model.storage") == "fp8")
    #expect(conversation.brief("estimate").hasPrefix("! The weights of"))
    #expect(conversation.say("estimate").contains("write `with (storage: bf16)` behind the model"))
    #expect(conversation.brief("model = model with (storage: bf16); model.storage") == "bf16")
    #expect(conversation.brief("estimate.weights") == "2.05 GiB")
    #expect(
      conversation.say("estimate").contains("FineGrainedFP8Config(dequantize=True)"))
  }

  @Test func fourBitsAreQLoRAs() {
    let conversation = conversation(
      #""quantization_config": {"load_in_4bit": true, "bnb_4bit_quant_type": "nf4", "#
        + #""bnb_4bit_use_double_quant": true, "bnb_4bit_compute_dtype": "bfloat16"}"#)
    #expect(conversation.brief("model.storage") == "nf4")
    #expect(conversation.say("estimate").contains(" · QLoRA r 16, all linear"))
    #expect(conversation.brief("estimate == estimate(method: qlora(r: 16))") == "false")
    #expect(conversation.brief("estimate.total == estimate(method: qlora(r: 16)).total") == "true")
    #expect(conversation.brief("estimate(method: full)").hasPrefix("! The weights of"))
    #expect(
      conversation.say("estimate(method: qlora(double_quant: off))").contains("which holds"))
  }

  /// The published checkpoints of these are packed: what is estimated is another's weights.
  @Test func theCatalogSaysWhatIsPublishedOtherwise() {
    let conversation = Conversation()
    for name in ["gpt_oss_20b", "deepseek_v3", "kimi_k2", "minimax_m2_5"] {
      #expect(conversation.say("\(name)").contains("; weights in bf16 are meant"), "\(name)")
      #expect(
        conversation.say("estimate(model: \(name), method: lora(targets: [q_proj, q_a_proj]))")
          .contains(
            "(dequantize=True) loads them"), "\(name)")
      #expect(
        conversation.say("estimate(model: \(name), method: qlora(targets: [q_proj, q_a_proj]))")
          .contains("transformers takes no bitsandbytes"), "\(name)")
    }
    let shape = "family: llama, hidden: 64, layers: 1, heads: 1, intermediate: 64, vocab: 100"
    #expect(conversation.brief("transformer(\(shape), storage: fp32).storage") == "fp32")
    #expect(conversation.brief("transformer(\(shape)).storage") == "missing")
    #expect(
      conversation.brief("estimate(model: transformer(\(shape), storage: gptq))").hasPrefix(
        "! The weights of"))
  }
}
