import Import
import MemoryModel
import Step
import Testing

/// What a config says of how its checkpoint's weights are stored.
@Suite struct StorageTests {
  /// Llama 3.1 8B with further fields.
  static func llama(_ fields: String) throws -> Architecture {
    let shape =
      #""model_type": "llama", "hidden_size": 4096, "num_hidden_layers": 32, "#
      + #""num_attention_heads": 32, "num_key_value_heads": 8, "intermediate_size": 14336, "#
      + #""vocab_size": 128256"#
    return try HuggingFace.architecture(json: "{\(shape), \(fields)}", name: "m")
  }

  private static let plain = Architecture(
    of: .llama, name: "m", hidden: 4096, layers: 32, heads: 32, kvHeads: 8, headDim: 128,
    intermediate: 14336, vocab: 128256)

  static func fourBit(_ fields: String, skip names: [String]?) throws -> Architecture {
    let list = names.map { ["lm_head"] + $0 }.map { $0.map { "\"\($0)\"" }.joined(separator: ", ") }
    let skipped = list.map { #", "llm_int8_skip_modules": [\#($0)]"# } ?? ""
    return try llama(
      #""quantization_config": {"quant_method": "bitsandbytes", "load_in_4bit": true\#(fields)\#(skipped)}"#
    )
  }

  static let nf4 =
    #", "bnb_4bit_quant_type": "nf4", "bnb_4bit_use_double_quant": true, "#
    + #""bnb_4bit_compute_dtype": "bfloat16""#

  @Test(arguments: [
    (#""torch_dtype": "float32""#, String?("fp32"), Precision.fp32Amp),
    (#""dtype": "float32""#, "fp32", .fp32Amp),
    (#""dtype": "bfloat16", "torch_dtype": "float32""#, "bf16", .bf16Amp),
    (#""dtype": null, "torch_dtype": "float16""#, "fp16", .bf16Amp),
    (#""torch_dtype": "auto""#, nil, .bf16Amp),
    (#""torch_dtype": null"#, nil, .bf16Amp),
  ])
  func theDtypeIsTheCheckpoints(_ fields: String, _ name: String?, _ precision: Precision) throws {
    let model = try Self.llama(fields)
    #expect(model.storage.name == name)
    #expect(Setup(architecture: model).precision == precision)
    #expect(Setup(architecture: model, precision: .bf16).precision == .bf16)
  }

  @Test func anotherDtypeIsRefused() throws {
    do {
      _ = try Self.llama(#""torch_dtype": "float8_e4m3fn""#)
      Issue.record("it is read")
    } catch let fault as ImportFault {
      #expect(
        fault.message
          == #"torch_dtype is "float8_e4m3fn": training on such weights is not modelled."#)
    }
  }

  /// transformers' defaults: FP4, scales as they are, products in fp32.
  @Test func whatIsNotGivenHasTheDefaultOfBitsAndBytesConfig() throws {
    let model = try Self.fourBit("", skip: nil)
    let own = Setup(architecture: model, method: .qlora(Adapter(), Quantization(upcast: true)))
    #expect(
      own.method.quantization
        == Quantization(doubleQuant: false, upcast: true, format: .fp4, computesWide: true))
  }

  /// Whatever was asked for: the checkpoint's settings hold, and a difference is said.
  @Test func adaptersOnFourBitsAreQLoRA() throws {
    let model = try Self.fourBit(Self.nf4, skip: [])
    let plain = try estimate(
      Setup(architecture: Self.plain, method: .qlora(Adapter(), Quantization())))
    for method in [
      Method.lora(Adapter()), .qlora(Adapter(), Quantization()),
      .qlora(Adapter(), Quantization(doubleQuant: false, format: .fp4)),
    ] {
      let answer = try estimate(Setup(architecture: model, method: method))
      #expect(answer.total == plain.total)
      let isSaid = answer.notes.contains { $0.contains("the checkpoint is stored in NF4") }
      #expect(isSaid == (method != .qlora(Adapter(), Quantization())))
    }
  }

  @Test func allOfFourBitsIsNotTrained() throws {
    let model = try Self.fourBit(Self.nf4, skip: nil)
    #expect(throws: Refusal.self) { try estimate(Setup(architecture: model, method: .full)) }
  }

  @Test(arguments: [
    (#"{"quant_method": "gptq", "bits": 4, "group_size": 128}"#, "GPTQ in 4 bits"),
    (#"{"quant_method": "awq", "bits": 4}"#, "AWQ in 4 bits"),
    (#"{"quant_method": "fp8", "weight_block_size": [128, 128]}"#, "FP8"),
    (#"{"quant_method": "mxfp4"}"#, "MXFP4"),
    (#"{"quant_method": "compressed-tensors"}"#, "compressed-tensors"),
    (#"{"quant_method": "bitsandbytes", "load_in_8bit": true}"#, "int8 by bitsandbytes"),
    (#"{"quant_method": "new-method"}"#, "a format that I do not know, “new-method”"),
    (
      #"{"load_in_4bit": true, "bnb_4bit_quant_type": "nf4", "llm_int8_skip_modules": []}"#,
      "NF4 with a head that is packed too"
    ),
    (
      #"{"load_in_4bit": true, "llm_int8_skip_modules": ["lm_head", "layers.[0-3]"]}"#,
      "FP4 but for what the pattern “layers.[0-3]” means"
    ),
  ])
  func otherFormatsAreRefusedByName(_ config: String, _ title: String) throws {
    let model = try Self.llama(#""quantization_config": \#(config)"#)
    #expect(model.parameters == 8_030_261_248)
    do {
      _ = try estimate(Setup(architecture: model, method: .lora(Adapter())))
      Issue.record("it is answered")
    } catch {
      #expect(
        error.message
          == "The weights of m are stored in \(title): what training on them takes is not modelled "
          + "yet.")
    }
    var unpacked = model
    unpacked.storage = model.storage.unpacked(into: .bf16)
    let answer = try estimate(Setup(architecture: unpacked, method: .lora(Adapter())))
    #expect(answer.notes.contains { $0.contains("published in \(title)") })
    #expect(answer[.weights] == 16_060_522_496)
  }

  /// Steps traced with torch 2.15, transformers 5.23 and bitsandbytes 0.50 on a driver that does
  /// nothing: `max_memory_allocated`, one sequence, rank 16 on all linear modules.
  @Test(arguments: [
    Step(nil, seq: 2048, .on, 9_930_396_160), Step(["mlp"], seq: 1024, .off, 13_921_653_248),
    Step(["model.layers.1.mlp"], seq: 2048, .on, 10_192_359_936),
    Step(["model.layers.1.mlp"], seq: 1024, .off, 14_192_005_632),
    Step(mixed, seq: 1024, .on, 9_166_737_920), Step(mixed, seq: 1024, .off, 15_310_234_112),
    Step(mixed, seq: 1024, .on, loss: .fused, 7_934_928_384),
    Step(["model.layers.1.mlp"], seq: 1024, .on, upcast: true, 12_107_555_328),
  ])
  func whatIsKeptIsNotPacked(_ step: Step) throws {
    let model = try Self.fourBit(Self.nf4, skip: step.skipped)
    let method = Method.qlora(Adapter(), Quantization(upcast: step.upcast))
    let answer = try estimate(
      Setup(
        architecture: model, method: method, seq: step.seq, checkpointing: step.checkpointing,
        loss: step.loss))
    let error = Double(answer.allocated) / Double(step.allocated) - 1
    #expect(abs(error) < 0.002, "\(step): \(error)")
  }

  /// Products in fp32: autocast takes them back, and what is alive for a moment is derived only.
  @Test(arguments: [
    Step(nil, seq: 4096, .on, loss: .fused, 8_896_919_040),
    Step(nil, seq: 512, .off, loss: .fused, 9_737_348_096),
    Step(nil, seq: 1024, .on, loss: .fused, 7_157_798_400),
  ])
  func productsInFP32TakeMore(_ step: Step) throws {
    let wide = #", "bnb_4bit_quant_type": "nf4", "bnb_4bit_use_double_quant": true"#
    let model = try Self.fourBit(wide, skip: nil)
    let answer = try estimate(
      Setup(
        architecture: model, method: .lora(Adapter()), seq: step.seq,
        checkpointing: step.checkpointing, loss: step.loss))
    let error = Double(answer.allocated) / Double(step.allocated) - 1
    #expect(abs(error) < answer.evidence.margin, "\(step): \(error)")
    #expect(answer.notes.contains { $0.contains("bnb_4bit_compute_dtype is float32") })
  }

  static let mixed = ["o_proj", "model.layers.3.self_attn", "model.layers.31.mlp"]

  struct Step: Sendable {
    let skipped: [String]?
    let seq: Int
    let checkpointing: Checkpointing
    let loss: Loss
    let upcast: Bool
    let allocated: Int

    init(
      _ skipped: [String]?, seq: Int, _ checkpointing: Checkpointing, loss: Loss = .standard,
      upcast: Bool = false, _ allocated: Int
    ) {
      self.skipped = skipped
      self.seq = seq
      self.checkpointing = checkpointing
      self.loss = loss
      self.upcast = upcast
      self.allocated = allocated
    }
  }

  /// Layers may differ: DeepSeek's first ones have no experts.
  @Test func someLayersOfAModelWhoseLayersDiffer() throws {
    let weights = try [#"["lm_head"]"#, #"["lm_head", "model.layers.1.self_attn"]"#].map { list in
      let model = try HuggingFace.architecture(
        json: #"{"model_type": "deepseek_v3", "quantization_config": {"load_in_4bit": true, "#
          + #""bnb_4bit_quant_type": "nf4", "llm_int8_skip_modules": \#(list)}}"#, name: "m")
      return try estimate(Setup(architecture: model, method: .lora(Adapter(targets: .attention))))[
        .weights]
    }
    #expect(weights[1] > weights[0])
  }

  /// Adapters of other layers than before stand on as many layers.
  @Test func layersThatAreCountedAnewKeepTheirShare() throws {
    var model = try Self.fourBit(Self.nf4, skip: Self.mixed)
    model.resize(layers: 8)
    let packed = try estimate(Setup(architecture: model, method: .lora(Adapter())))
    model.storage = Storage()
    let plain = try estimate(Setup(architecture: model, method: .lora(Adapter())))
    #expect(packed.parameters == plain.parameters)
    #expect(packed[.weights] < plain[.weights])
  }
}
