import Language
import Support
import Testing

@testable import Commands

/// Names that people bring along from other tools.
@Suite struct ForeignNameTests {
  private static let tools = Trainer.all.flatMap(\.names) + ForeignNames.spoken.map { ($0.0, $0.1) }

  @Test func toolsThatShareANameMeanTheSame() {
    let all = Dictionary(grouping: Self.tools) { $0.0 }
    for (name, meanings) in all {
      #expect(Set(meanings.map { $0.1 }).count == 1, "\(name): \(meanings.map { $0.1 })")
    }
    #expect(all.count > 400)
  }

  @Test func aNameOfTheSetupIsNobodyElses() {
    for slot in SetupSlot.all { #expect(ForeignNames.known[slot.name] == nil, "\(slot.name)") }
  }

  @Test func whatANameIsCalledHereIsThere() {
    let arguments = [Word.lora, .qlora].flatMap { $0.parameters.map(\.name) }
    let own = SetupSlot.all.map(\.name) + arguments
    for (name, meaning) in Self.tools {
      if case .called(let called) = meaning { #expect(own.contains(called), "\(name): \(called)") }
    }
  }

  @Test func whatIsToBeWrittenCanBeWritten() {
    for (name, meaning) in Self.tools {
      guard case .written(let code) = meaning, code != "precision = fp16_amp" else { continue }
      // An argument is written into a call of its method.
      let line = code.contains("=") ? code : "lora(\(code))"
      let said = Conversation().say(line)
      #expect(!said.contains("error: ") && !said.contains("note: "), "\(name): \(said)")
    }
  }

  // MARK: bindings that no question reads

  private func notes(_ text: String) -> [String] {
    let said = Conversation(format: .json).say(text)
    return said.split(separator: "\n").filter { $0.contains("\"kind\":\"note\"") }.map { line in
      String(line.split(separator: "`")[1])
    }
  }

  @Test(arguments: [
    "deepspeed = \"ds_z3.json\"", "num_gpus = 4", "packing = on", "load_in_8bit = on",
    "task = \"dpo\"", "fp16 = on", "bacth = 4", "Batch = 4", "modle = llama8b", "seqlen = 4K",
    "activation_offloading = on", "quantization_bit = 4", "freeze_vision_tower = on",
    "torch_dtype = \"float32\"", "liger = on", "LOAD_IN_4BIT = on", "maxSeqLength = 4096",
    "gradient_acumulation_steps = 8", "optim = adamw_8bit",
  ])
  func isNoted(_ binding: String) {
    #expect(notes(binding) == [String(binding.prefix { $0 != " " })])
    #expect(notes("model = llama8b; \(binding); estimate.total").count == 1)
  }

  @Test(arguments: [
    "rank = 16; method = qlora(r: rank)", "num_gpus = 4; price = num_gpus * $0.44",
    "bacth = 4; sweep(bacth, 1...2, bacth * 2)", "packing = on; f() = packing",
    "num_gpus = 4; print \"{num_gpus}\"", "x = 3; mine = 4; bill = $3", "batch = 4; seq = 4K",
    "loss_of_mine = 3", "stage = 3; [stage * n for n in 1...3]",
  ])
  func isTheUsersOwn(_ text: String) { #expect(notes(text) == []) }

  @Test func whatIsVariedAndNotReadIsNoted() {
    let setup = "model = llama8b; gpu = rtx4090; "
    #expect(notes(setup + "sweep(num_gpus, 1...2, estimate.total)") == ["num_gpus"])
    #expect(notes(setup + "largest(bacth, fits(gpu))") == ["bacth"])
    #expect(notes(setup + "largest(bacth, fits(gpu, batch: bacth))") == [])
    #expect(notes("sweep(num_gpus, 1...2, num_gpus * 2)") == [])
  }

  @Test func anArgumentIsMetWithOurs() {
    let expected = [
      ("estimate(bacth: 4)", "did you mean `batch`?"),
      ("estimate(Batch: 4)", "did you mean `batch`?"),
      ("estimate(load_in_4bit: on)", "write `method: qlora()`"),
      ("fits(rtx4090, num_gpus: 4)", "training on several cards"),
      ("estimate with (task: 3)", "`task` is not modelled yet"),
      ("method with (lora_r: 8)", "it is `r` of `lora` and `qlora` here"),
      ("help load_in_8bit", "not modelled yet: weights in 8 bits"),
    ]
    for (code, hint) in expected {
      let said = Conversation().say("model = llama8b; " + code)
      #expect(said.contains(hint), "\(code): \(said)")
    }
  }

  @Test func namesAreNames() {
    for (name, _) in Self.tools {
      let isName = name.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" }
      #expect(isName && name.first?.isNumber == false, "\(name)")
    }
  }

  @Test func aNameIsNotedOnce() {
    #expect(notes("num_gpus = 4; num_gpus = 8") == ["num_gpus"])
    let conversation = Conversation()
    #expect(conversation.say("optim = adamw_8bit").contains("it is `optimizer` here"))
    #expect(conversation.say("optim = sgd") == "")
  }

  @Test func aLoadedFileMayReadIt() {
    let conversation = Conversation()
    let scratch = Scratch()
    let reading = scratch.path + "/reading.vram"
    Files.write("num_gpus * 2\n", to: reading)
    #expect(conversation.say("num_gpus = 4; load \"\(reading)\"") == "8\n")
    let other = "num_gpus = 4; load \"scripts/scenarios/quickstart.vram\""
    #expect(Conversation().say(other).contains("note: `num_gpus` is a name of yours"))
  }

  @Test func checkingSaysItAndPasses() {
    let conversation = Conversation()
    #expect(conversation.session.check(Source("num_gpus = 4")).isEmpty)
    conversation.session.isStrict = true
    #expect(conversation.session.check(Source("num_gpus = 4")).count == 1)
    #expect(conversation.session.check(Source("num_gpus = 4; num_gpus * 2")).isEmpty)
  }

  @Test func strictTakesNoLimits() {
    let conversation = Conversation()
    conversation.session.isStrict = true
    #expect(conversation.brief("num_gpus = 4; 1 + 1").hasPrefix("! `num_gpus` is a name of yours"))
    #expect(conversation.brief("model = llama8b; fits(rtx4090)") == "yes")
    for asked in [
      "fits(t4, attention: eager)", "estimate(gpu: t4, attention: eager).total",
      "largest(batch, fits(t4, attention: eager))",
    ] {
      let limits = "! This answer has limits, which --strict does not take."
      #expect(conversation.brief(asked) == limits, "\(asked)")
    }
  }
}
