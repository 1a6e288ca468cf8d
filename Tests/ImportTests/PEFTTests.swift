import Import
import MemoryModel
import Step
import Testing

/// The adapters of a file are those that PEFT makes of it.
@Suite struct PEFTTests {
  /// Tiny models and files of all kinds, with the count of trained parameters that peft 0.21 gives
  /// for `get_peft_model`.
  static let counted = counts("adapters.jsonl")

  /// Files of the same kinds with `use_dora`, but for tensors of experts, which PEFT refuses.
  static let magnitudes = counts("magnitudes.jsonl")

  private static func counts(_ name: String) -> [(model: String, file: String, trainable: Int)] {
    let lines = (try? Fixtures.text(name))?.split(separator: "\n") ?? []
    return lines.compactMap { line in
      let (model, rest) = line.parted(by: ", \"adapter\": ")
      let (file, count) = rest.parted(by: ", \"trainable\": ")
      guard let count = Int(count.dropLast()) else { return nil }
      return (String(model.dropFirst("{\"model\": ".count)), String(file), count)
    }
  }

  @Test func theCountsAreThere() {
    #expect(Self.counted.count == 75)
    #expect(Self.magnitudes.count == 74)
  }

  @Test(arguments: counted + magnitudes)
  func asMuchIsTrainedAsInPEFT(_ model: String, _ file: String, _ trainable: Int) throws {
    let architecture = try HuggingFace.architecture(json: model, name: "tiny")
    let reading = try PEFT.reading(of: Array(file.utf8), for: architecture)
    let setup = Setup(architecture: architecture, method: .lora(reading.adapter))
    #expect(setup.counts.trainable == trainable)
  }

  @Test func aMissingKeyHasTheDefaultOfLoraConfig() throws {
    let reading = try read("", for: Self.llama)
    #expect(reading.adapter == Adapter(rank: 8, alpha: 8, targets: .modules(["q_proj", "v_proj"])))
    #expect(reading.notes.isEmpty)
  }

  @Test func aListOfNamesNeedsNoModel() throws {
    let reading = try read(#""target_modules": ["v_proj", "q_proj"]"#, for: nil)
    #expect(reading.adapter.targets == .modules(["v_proj", "q_proj"]))
    #expect(try read(#""target_modules": "all-linear""#, for: nil).adapter.targets == .allLinear)
  }

  @Test func whatTakesNoMemoryIsTakenAsItIs() throws {
    let reading = try read(
      #"""
      "r": 4, "lora_alpha": 64.5, "lora_dropout": 0.1, "use_rslora": true, "use_dora": false,
      "init_lora_weights": "pissa_niter_16", "base_model_name_or_path": "some/model",
      "alpha_pattern": {"q_proj": 3}, "rank_pattern": {"q_proj": 4}, "modules_to_save": [],
      "layers_to_transform": null, "inference_mode": true, "bias": "none",
      "target_modules": ["q_proj"]
      """#, for: Self.llama)
    #expect(
      reading.adapter
        == Adapter(rank: 4, alpha: 64.5, targets: .modules(["q_proj"]), dropout: 0.1))
    #expect(reading.notes.isEmpty)
  }

  @Test func embeddingAndHeadAreTrainedWhole() throws {
    let fields = #""target_modules": ["q_proj", "lm_head"], "modules_to_save": "#
    for (names, saved) in [
      (#"["embed_tokens", "lm_head"]"#, ["embed_tokens", "lm_head"]),
      (#"["lm_head"]"#, ["lm_head"]),
      (
        #"["model.embed_tokens", "lm_head", "embed_tokens"]"#,
        ["embed_tokens", "lm_head"]
      ),
    ] {
      for model in [Self.llama, nil] {
        let reading = try read(fields + names, for: model)
        #expect(reading.adapter.save == saved)
        // PEFT gives no adapter to what it trains whole.
        #expect(reading.adapter.targets == .modules(["q_proj"]))
        #expect(reading.notes.isEmpty)
      }
    }
  }

  @Test func oneCopyForATiedHeadIsRefused() throws {
    var tied = Self.llama
    tied.tied = true
    let fields = #""target_modules": ["q_proj"], "modules_to_save": ["lm_head"]"#
    let asked = fields + #", "ensure_weight_tying": true"#
    for model in [tied, nil] {
      let refused = fault { () throws(ImportFault) in _ = try read(asked, for: model) }
      #expect(refused?.message.hasPrefix("ensure_weight_tying is true: one trained copy") == true)
      #expect(try read(fields, for: model).adapter.save == ["lm_head"])
    }
    #expect(try read(asked, for: Self.llama).adapter.save == ["lm_head"])
  }

  @Test func whatIsPassedByOrUnknownIsNoted() throws {
    let reading = try read(
      #""target_modules": ["q_proj", "c_attn"], "use_magic": true, "no_magic": false"#,
      for: Self.llama)
    #expect(
      reading.notes == [
        #"tiny has no linear module "c_attn": PEFT passes over what is not there."#,
        #"PEFT 0.21 knows no "use_magic": whatever it means is left out."#,
      ])
  }

  @Test(arguments: [
    (#""r": 0"#, "r is 0: it must be at least 1."),
    (#""r": -8"#, "r is -8: it must be at least 1."),
    (#""r": "16""#, #"r is "16": it must be a whole number."#),
    (#""r": 1e3"#, "r is 1000.0: it must be a whole number."),
    (#""r": 99999999"#, "r is 99999999: no model comes near that."),
    (#""lora_alpha": NaN"#, "lora_alpha is nan: it must be a number from 0."),
    (#""lora_alpha": null"#, "lora_alpha is null: it must be a number."),
    (#""lora_dropout": 1.5"#, "lora_dropout is 1.5: it must be a number from 0 to 1."),
    (#""lora_dropout": 1"#, "lora_dropout is 1: nothing would reach the adapters."),
    (#""bias": "all""#, #"bias is "all": trained biases are not modelled."#),
    (#""task_type": "SEQ_CLS""#, #"task_type is "SEQ_CLS": its head is not modelled."#),
    (#""use_dora": 1"#, "use_dora is 1: it must be true or false."),
    (#""use_dora": true, "lora_bias": true"#, "lora_bias is true: a bias in the adapters is not "),
    (#""use_qalora": true"#, "use_qalora is true: "),
    (
      #""modules_to_save": ["embed_tokens", "norm"]"#,
      #"modules_to_save holds "norm": of what is trained whole beside adapters, only embedding "#
        + "and head are modelled."
    ),
    (#""modules_to_save": ["model.layers.0"]"#, #"modules_to_save holds "model.layers.0": of "#),
    (#""modules_to_save": ["head"]"#, #"modules_to_save holds "head": of what is trained whole"#),
    (#""modules_to_save": "lm_head""#, #"modules_to_save is "lm_head": it must be a list of"#),
    (
      #""modules_to_save": ["lm_head"], "target_modules": ["embed_tokens", "q_proj"]"#,
      #"target_modules means "model.embed_tokens": adapters of the embedding or the head are not"#
    ),
    (#""trainable_token_indices": {"embed_tokens": [1]}"#, "trainable_token_indices is an object"),
    (#""target_parameters": ["mlp.experts.down_proj"]"#, "target_parameters is a list of 1: "),
    (#""layer_replication": [[0, 2]]"#, "layer_replication is a list of 1: "),
    (#""init_lora_weights": "eva""#, #"init_lora_weights is "eva": what it trains is not "#),
    (#""init_lora_weights": 1"#, "init_lora_weights is 1: it must be true, false or a text."),
    (
      #""rank_pattern": {"q_proj": 32}"#,
      #"rank_pattern gives "q_proj" a rank of 32 beside r, 8: ranks that differ are not modelled."#
    ),
    (#""rank_pattern": [1]"#, "rank_pattern is a list of 1: it must be an object."),
    (#""layers_to_transform": 3"#, "layers_to_transform names 1 layer: adapters in some layers "),
    (#""layers_to_transform": ["a"]"#, #"layers_to_transform holds "a": it must hold whole "#),
    (#""target_modules": []"#, "target_modules is empty: no module would be trained."),
    (#""target_modules": [1]"#, "target_modules holds 1: it must hold texts only."),
    (#""target_modules": 3"#, "target_modules is 3: it must be a list of texts."),
    (#""target_modules": "q_proj""#, "target_modules means no linear module of tiny."),
    (#""target_modules": ["query"]"#, "target_modules means no linear module of tiny."),
    (#""target_modules": ".*""#, #"target_modules means "model.embed_tokens": adapters of "#),
    (#""target_modules": ["lm_head", "q_proj"]"#, #"target_modules means "lm_head": adapters of "#),
    (
      #""target_modules": "model\\.layers\\.1\\..*q_proj""#,
      "target_modules means q_proj in 1 of 3 layers: adapters in some layers only are not modelled."
    ),
    (
      #""target_modules": "(?<=q)_proj""#,
      #"target_modules is "(?<=q)_proj", a pattern that I cannot read: it looks behind"#
    ),
  ])
  func whatIsWrongOrNotModelledIsNamed(_ field: String, _ message: String) {
    let refused = fault { () throws(ImportFault) in _ = try read(field, for: Self.llama) }
    #expect(refused?.message.hasPrefix(message) == true, "\(refused?.message ?? "accepted")")
  }

  @Test(arguments: [
    ("{}", "The file has no peft_type.", "An adapter_config.json of PEFT has one."),
    (#"{"model_type": "llama"}"#, "The file has no peft_type.", "hf(…) reads it"),
    (#"{"peft_type": "IA3"}"#, #"peft_type is "IA3": that method is not modelled."#, "LORA"),
    (#"{"peft_type": "LORA"}"#, "target_modules is not in the file: which modules", "choose it"),
    (
      #"{"peft_type": "LORA", "target_modules": ".*proj"}"#,
      #"target_modules is ".*proj": which modules that means depends on the model."#, "choose it"
    ),
    (
      #"{"peft_type": "LORA", "target_modules": ["q_proj", "lm_head"]}"#,
      #"target_modules means "lm_head": adapters of the embedding or the head are not modelled."#,
      nil
    ),
    (
      #"{"peft_type": "LORA", "target_modules": ["q\u001b[2Jproj"]}"#,
      "target_modules holds \"q\u{FFFD}[2Jproj\": no module is called that.", nil
    ),
    ("[1]", "A config is an object in braces; this file holds a list of 1.", nil),
    ("", "The file is empty.", nil),
  ])
  func aFileOfAnotherKindIsRefusedByName(_ text: String, _ message: String, _ hint: String?) {
    let refused = fault { () throws(ImportFault) in
      _ = try PEFT.reading(of: Array(text.utf8), for: nil)
    }
    #expect(refused?.message.hasPrefix(message) == true, "\(refused?.message ?? "accepted")")
    if let hint { #expect(refused?.hint?.contains(hint) == true, "\(refused?.hint ?? "no hint")") }
  }

  @Test func aTowerIsNotedAndItsModelsPathsAreOthers() throws {
    var seeing = Self.llama
    seeing.tower = Architecture.Tower(parameters: 1_000, linear: 900)
    let text = #""target_modules": ".*language_model\\.layers\\.\\d+\\.self_attn\\.q_proj""#
    let reading = try read(text, for: seeing)
    #expect(reading.adapter.targets == .modules(["q_proj"]))
    #expect(reading.notes.count == 1 && reading.notes[0].hasPrefix("The tower of tiny is left"))
    #expect(throws: ImportFault.self) { try read("", for: seeing) }
    #expect(throws: ImportFault.self) { try read(text, for: Self.llama) }
  }

  @Test func expertsAreAdaptedTogetherOrNotAtAll() throws {
    let mixtral = try HuggingFace.architecture(
      json: #"{"model_type": "mixtral", "num_hidden_layers": 2}"#, name: "mixture")
    for field in [#""target_modules": ["q_proj", "w1"]"#, #""r": 8"#] {
      #expect(throws: ImportFault.self) { try read(field, for: mixtral) }
    }
  }

  static let llama = Architecture(
    of: .llama, name: "tiny", hidden: 64, layers: 3, heads: 4, kvHeads: 2, intermediate: 96,
    vocab: 128)

  private func read(_ fields: String, for model: Architecture?) throws(ImportFault) -> PEFT.Reading
  {
    let text = #"{"peft_type": "LORA"\#(fields.isEmpty ? "" : ", " + fields)}"#
    return try PEFT.reading(of: Array(text.utf8), for: model)
  }

  private func fault(_ body: () throws(ImportFault) -> Void) -> ImportFault? {
    do throws(ImportFault) {
      try body()
      return nil
    } catch {
      return error
    }
  }
}

/// A file of adapters is a stranger's too.
@Suite struct HostileAdapterTests {
  @Test func noMutationCrashes() throws {
    let original = Array(try Fixtures.text("adapter_config.json").utf8)
    var chance = SeededGenerator(state: 7)
    var refused = 0
    for round in 0..<4_000 {
      var bytes = original
      for _ in 0..<Int.random(in: 1...4, using: &chance) { bytes.mutate(&chance) }
      do throws(ImportFault) {
        let reading = try PEFT.reading(of: bytes, for: round % 2 == 0 ? PEFTTests.llama : nil)
        #expect(reading.adapter.rank > 0 && (0..<1).contains(reading.adapter.dropout))
      } catch {
        refused += 1
        #expect(!error.message.isEmpty)
      }
    }
    #expect(refused > 1_000)
  }

  @Test func sizeAndDepthAreBounded() {
    for text in [String(repeating: "[", count: 100_000), String(repeating: " ", count: 20_000_000)]
    {
      #expect(throws: ImportFault.self) { try PEFT.reading(of: Array(text.utf8), for: nil) }
    }
  }
}

extension Substring {
  /// What stands before a mark, and behind it.
  fileprivate func parted(by mark: String) -> (Substring, Substring) {
    for index in indices where self[index...].hasPrefix(mark) {
      return (self[..<index], self[index...].dropFirst(mark.count))
    }
    return (self, "")
  }
}
