import Support
import Testing

/// Questions as people ask them: each has the right value, or says by name what is missing.
@Suite struct FieldTests {
  private static func lora(_ name: String) -> String {
    "estimate(model: hf(\"docs/field/weights/\(name).json\"), method: lora(r: 16)).weights"
  }

  /// Questions with their exact answers.
  static let answered: [(String, String)] = [
    // 1.10B parameters of 4 bytes.
    (lora("float32"), "4.10 GiB"),
    (lora("bnb"), "5.56 GiB"),
    (
      "estimate(model: llama8b, batch: 8, seq: 1K, method: qlora(r: 16, dtype: bf16), "
        + "precision: fp32_amp, loss: fused).allocated", "14.85 GiB"
    ),
    ("fits(t4, model: llama8b, precision: fp16)", "yes"),
    ("qwen2_5_7b_instruct.name", "Qwen2.5 7B"),
    ("llama_3_1_8b_instruct.name", "Llama 3.1 8B"),
    ("llama_3_8b_instruct.name", "Llama 3 8B"),
    ("mistral_small_24b_instruct_2501.name", "Mistral Small 24B"),
    ("gemma_4_12b_it.name", "Gemma 4 12B"),
    ("model = \"Qwen/Qwen2.5-7B-Instruct\"; model.name", "Qwen2.5 7B"),
    ("model = \"Llama-3.1-8B\"; model.name", "Llama 3.1 8B"),
    (
      "model = lfm2_2_6b; method = lora(r: 32, targets: [q_proj, k_proj, v_proj, o_proj]); "
        + "estimate.trainable", "2_359_296 params"
    ),
    // All linear modules of 32 layers in rank 8.
    (
      "estimate(model: llama8b, method: adapter(\"docs/field/adapters/all_linear.json\", "
        + "model: llama8b)).trainable", "20_971_520 params"
    ),
    ("gpus[0].price + 1", "missing"),
  ]

  @Test(arguments: answered) func isAnswered(_ question: String, _ answer: String) {
    #expect(Conversation().brief(question) == answer)
  }

  @Test func aNameTakenForAnotherIsSaidOfTexts() {
    let note = "note: `Qwen/Qwen2.5-7B-Instruct` is taken as `qwen2_5_7b`"
    #expect(Conversation().say("model = \"Qwen/Qwen2.5-7B-Instruct\"").hasPrefix(note))
    #expect(Conversation().say("model = \"llama8b\"") == "")
  }

  @Test func aRefusedRowLeavesTheOthers() {
    let conversation = Conversation()
    let rows = conversation.say(
      "method = lora(r: 16, targets: [q_proj, v_proj])\n"
        + "sweep(model, [llama8b, phi4, qwen3_8b], estimate.total)")
    for shown in ["19.93", "–", "20.84", "Phi-4 14B has no module q_proj or v_proj"] {
      #expect(rows.contains(shown), "\(shown)")
    }
  }

  /// What was typed, the hint that led away, and what helps.
  static let hints: [(String, String, String)] = [
    ("model = mistral", "mixtral", "`mistral_nemo_12b`"),
    ("model = \"mistral\"", "mixtral", "`mistral_nemo_12b`"),
    ("model = bert", "did you mean", "not modelled yet"),
    ("t5", "t4", "not modelled yet"),
    ("mac", "`map`", "`m3_max_64gb`"),
    ("cpu", "`gpu`", "training on a CPU"),
    ("mlx", "`max`", "not modelled yet"),
    ("exp(2)", "explain", "2.718281828459045^2"),
    ("pi", "PB", "3.141592653589793"),
    ("10 m", "`10 M`", "`10 minutes` for time"),
    ("2K K", "2KK", "one is enough: `2K`"),
    ("map([1, 2], x => x)", "x: > x", "`f(x) = x`"),
    ("model = llama8b; largest(gpu, fits(gpu))", "none]", "among: ["),
    ("rtx4090 = 3; fits(rtx4090, model: llama8b)", "gaudi3", "a name of yours"),
    ("packing", "padding", "not modelled yet"),
    ("optimizer = adamw_torch_8bit", "did you mean", "not modelled yet"),
    ("gpus = 4", "my_gpus", "training on several cards"),
    ("method.r = 64", "r = 64\n", "`method = method with (r: 64)`"),
    ("model = model with (storage: bf16)", "`with`", "`model` is not set yet"),
    ("gpu = \"4090\"", "without quotes", "`gpus` lists those with a name"),
  ]

  @Test(arguments: hints) func leadsToAnAnswer(_ typed: String, _ astray: String, _ hint: String) {
    let said = Conversation().say(typed)
    let flat = said.split { $0 == "\n" || $0 == " " }.joined(separator: " ")
    #expect(flat.contains(hint), "\(typed): \(said)")
    let place = said.split(separator: "\n").filter { !$0.contains("│") || $0.contains("^") }
    #expect(!place.joined(separator: "\n").contains(astray), "\(typed): \(said)")
  }

  // MARK: the page

  /// How the questions of a section ended, in the order of the table's columns.
  private struct Tally {
    var answered = 0
    var noted = 0
    var refused = 0
    var hinted = 0

    mutating func count(_ answer: String) {
      let flat = answer.split { $0 == "\n" || $0 == " " }.joined(separator: " ")
      if flat.contains("is a name of yours that no question reads") {
        noted += 1
      } else if !flat.hasPrefix("error: ") {
        answered += 1
      } else if flat.contains("not modelled") || flat.contains("reading it is not there yet") {
        refused += 1
      } else {
        hinted += 1
      }
    }

    func row(_ title: String) -> String {
      let counts = [answered + noted + refused + hinted, answered, noted, refused, hinted]
      return "| \(title) | " + counts.map(String.init).joined(separator: " | ") + " |"
    }
  }

  @Test func theTableCountsWhatThePageShows() throws {
    let page = try #require(Files.read(Files.root + "/docs/field.md"))
    var all = Tally()
    for section in page.split(separator: "\n## ").dropFirst() {
      var tally = Tally()
      for exchange in Transcript(of: String(section)).exchanges {
        tally.count(exchange.answer)
        all.count(exchange.answer)
      }
      let row = tally.row(String(section.prefix { $0 != "\n" }))
      #expect(page.contains(row + "\n"), "\(row)")
    }
    #expect(page.contains(all.row("**in all**") + "\n"), "\(all.row("**in all**"))")
  }

  /// Every file beside the page is one of its questions, and none is answered as another job.
  @Test(arguments: ["adapters", "families", "trainers", "weights"])
  func everyFileIsAsked(_ folder: String) throws {
    let page = try #require(Files.read(Files.root + "/docs/field.md"))
    let answered = ["all_linear.json", "float32.json", "bnb.json"]
    for name in Files.list(Files.root + "/docs/field/" + folder) {
      let path = "docs/field/\(folder)/\(name)"
      let exchange = Transcript(of: page).exchanges.first { $0.typed.contains("\"\(path)\"") }
      let answer = try #require(exchange, "\(path)").answer
      #expect(answer.hasPrefix("error: ") == !answered.contains(name), "\(path)")
    }
  }
}
