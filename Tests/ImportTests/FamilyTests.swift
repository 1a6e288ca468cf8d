import Import
import MemoryModel
import Step
import Testing

@Suite struct FamilyTests {
  @Test(arguments: ["published.jsonl", "counted.jsonl"])
  func everyConfigHasItsCount(_ file: String) throws {
    for line in try Fixtures.lines(of: file) {
      let model = try HuggingFace.architecture(json: line, name: "model")
      let rest = try #require(line.split(separator: "\"_parameters\": ").last)
      #expect(model.parameters == Int(rest.prefix { $0.isNumber }), "\(line.prefix(60))")
    }
  }

  @Test func llama() throws {
    let model = try HuggingFace.architecture(json: Fixtures.text("llama.json"), name: "1B")
    #expect(model.storage == Storage(.bf16))
    #expect(
      model.shape
        == Architecture(
          name: "1B", family: .llama, hidden: 2048, layers: 16, heads: 32, kvHeads: 8, headDim: 64,
          intermediate: 8192, vocab: 128256, tied: true))
  }

  @Test func mistral() throws {
    let model = try HuggingFace.architecture(json: Fixtures.text("mistral.json"), name: "Nemo")
    #expect(
      model.shape
        == Architecture(
          name: "Nemo", family: .mistral, hidden: 5120, layers: 40, heads: 32, kvHeads: 8,
          headDim: 128, intermediate: 14336, vocab: 131072))
  }

  @Test func qwen2() throws {
    let model = try HuggingFace.architecture(json: Fixtures.text("qwen2.json"), name: "7B")
    #expect(
      model.shape
        == Architecture(
          name: "7B", family: .qwen2, hidden: 3584, layers: 28, heads: 28, kvHeads: 4,
          headDim: 128, intermediate: 18944, vocab: 152064, qkvBias: true))
  }

  @Test func qwen3() throws {
    let model = try HuggingFace.architecture(json: Fixtures.text("qwen3.json"), name: "0.6B")
    #expect(
      model.shape
        == Architecture(
          name: "0.6B", family: .qwen3, hidden: 1024, layers: 28, heads: 16, kvHeads: 8,
          headDim: 128, intermediate: 3072, vocab: 151936, tied: true, qkNorm: true))
  }

  /// What a config that says nothing means: the defaults of the classes in transformers 5.
  @Test func aMissingKeyHasTheDefaultOfItsClass() throws {
    let read = { (type: String, fields: String) throws in
      try HuggingFace.architecture(json: #"{"model_type": "\#(type)"\#(fields)}"#, name: "m")
    }
    #expect(try read("llama", "").kvHeads == 32)
    #expect(try read("llama", #", "num_attention_heads": 16"#).kvHeads == 16)
    #expect(try read("mistral", "").kvHeads == 8)
    #expect(try read("mistral", #", "num_key_value_heads": null"#).kvHeads == 32)
    #expect(try read("qwen2", "").intermediate == 22016)
    #expect(try read("qwen3", #", "num_attention_heads": 64"#).headDim == 128)
    #expect(try read("llama", #", "num_attention_heads": 64"#).headDim == 64)
    // The classes of these do not say how many experts a token takes.
    let open: Set<String> = ["deepseek_v2", "dots1"]
    for type in HuggingFace.families where !open.contains(type) {
      let tied = [
        "smollm3", "starcoder2", "opt", "falcon", "bloom", "gpt_neo", "mpt", "ernie4_5",
        "cohere", "cohere2", "gpt_bigcode", "lfm2", "lfm2_moe", "ernie4_5_moe",
        "vaultgemma", "biogpt", "minicpm3", "granite_swa", "youtu", "cohere2_moe",
      ]
      let isTied = type.hasPrefix("gemma") || type == "gpt2" || tied.contains(type)
      // Which of its layers is what, LFM2's mixture has to say.
      let layers = #", "num_hidden_layers": 1, "layer_types": ["conv"]"#
      #expect(try read(type, type == "lfm2_moe" ? layers : "").tied == isTied, "\(type)")
    }
  }

  @Test func biasesAreThoseOfTheModules() throws {
    let read = { (type: String) throws in
      try HuggingFace.architecture(
        json: #"{"model_type": "\#(type)", "attention_bias": true, "mlp_bias": true}"#, name: "m")
    }
    let (llama, mistral) = (try read("llama"), try read("mistral"))
    let (qwen2, qwen3) = (try read("qwen2"), try read("qwen3"))
    #expect(llama.qkvBias && llama.outputBias && llama.mlpBias)
    #expect(!mistral.qkvBias && !mistral.outputBias && !mistral.mlpBias)
    #expect(qwen2.qkvBias && !qwen2.outputBias && !qwen2.mlpBias)
    #expect(qwen3.qkvBias && qwen3.outputBias && !qwen3.mlpBias)
  }

  @Test(arguments: [
    (#""model_type": "mistral""#, 4096, 32),
    (#""model_type": "mistral", "sliding_window": null"#, nil, 0),
    (#""model_type": "mistral", "sliding_window": 1024, "num_hidden_layers": 8"#, 1024, 8),
    (#""model_type": "llama", "sliding_window": 1024"#, nil, 0),
    (#""model_type": "qwen2", "sliding_window": 1024"#, nil, 0),
    (#""model_type": "qwen2", "use_sliding_window": true"#, 4096, 4),
    (#""model_type": "qwen2", "use_sliding_window": true, "sliding_window": null"#, nil, 0),
    (#""model_type": "qwen3", "use_sliding_window": true, "max_window_layers": 30"#, 4096, 2),
    (#""model_type": "qwen3", "use_sliding_window": true, "max_window_layers": 99"#, nil, 0),
    (#""model_type": "qwen3", "use_sliding_window": true, "max_window_layers": 0"#, 4096, 32),
    (
      #""model_type": "qwen3", "use_sliding_window": true, "num_hidden_layers": 3, "#
        + #""layer_types": ["full_attention", "sliding_attention", "full_attention"]"#, 4096, 1
    ),
  ])
  func theWindowIsWhatTheClassMakesOfIt(_ fields: String, _ window: Int?, _ layers: Int) throws {
    let model = try HuggingFace.architecture(json: "{\(fields)}", name: "m")
    #expect(model.slidingWindow == window)
    #expect(model.slidingLayers == layers)
  }

  @Test(arguments: [
    ("Qwen3Model", true), ("MistralModel", true), ("LlamaForCausalLM", false),
    ("GPT2LMHeadModel", false), ("Gemma3ForConditionalGeneration", false),
  ])
  func aCheckpointWithoutTheHeadIsNoted(_ name: String, _ isNoted: Bool) throws {
    let json = #"{"architectures": ["\#(name)"], "model_type": "llama"}"#
    let reading = try HuggingFace.reading(of: Array(json.utf8), name: "m")
    #expect(reading.notes.contains { $0.contains("\"\(name)\": it is counted") } == isNoted)
    let estimate = try estimate(Setup(architecture: reading.architecture))
    #expect(estimate.notes.contains { $0.contains("no head of a language model") } == isNoted)
  }

  @Test func notesSayWhatWasNotReadPlainly() throws {
    let text = #"{"model_type": "llama", "vocab_size": 32000, "max_position_embeddings": 2048, "#
    let quantised = #""quantization_config": {"quant_method": "gptq", "bits": 4}}"#
    let reading = try HuggingFace.reading(of: Array((text + quantised).utf8), name: "m")
    #expect(reading.context == 2048)
    #expect(reading.notes.count == 1)
    #expect(reading.notes.first?.contains("hidden_size, num_hidden_layers") == true)

    let whole = try HuggingFace.reading(of: Array(Fixtures.text("llama.json").utf8), name: "m")
    #expect(whole.notes.isEmpty)
  }
}

extension Architecture {
  /// The same, whatever its weights are stored in.
  fileprivate var shape: Architecture {
    var model = self
    model.storage = Storage()
    return model
  }
}
