import Language
import Testing

/// Data from outside: tables in files, numbers in texts, variables of the environment.
@Suite struct ReadTests {
  /// A conversation with files; what it saves it can read back.
  private func conversation(_ files: [String: String] = [:]) -> Conversation {
    let conversation = Conversation()
    let saved = { [unowned conversation] in conversation.files }
    conversation.session.world.head = { (path, most) throws(Unreadable) in
      guard let text = files[path] ?? saved()[path] else {
        throw Unreadable("there is no such file")
      }
      return Array(text.utf8.prefix(most))
    }
    conversation.session.world.variable = { $0 == "CARD" ? "rtx4090" : nil }
    return conversation
  }

  @Test(arguments: [
    "sweep(batch, 1...3, total: estimate.total)", "select(gpus, name, memory, price, year)",
    "sweep(n, 1...2, t: n * 90 s, p: n * $3/hour, m: n * 1 GiB, w: \"a, \\\"{n}\\\"\")",
    "sweep(n, 1...2, ok: n > 1, m: n * 1 GiB in MiB)",
    "select([{ a: missing, b: \"\" }, { a: 2 tokens, b: \"x\" }], a, b)",
    "estimate(batch: [1, 2], seq: [1K, 2K])",
  ])
  func whatIsSavedIsReadBack(_ code: String) {
    let talk = conversation()
    _ = talk.say("model = llama8b; t = \(code)")
    for file in ["t.csv", "t.json"] {
      _ = talk.say("save(t, \"\(file)\")")
      #expect(talk.brief("read(\"\(file)\") == t") == "true", "\(talk.files[file] ?? "")")
    }
  }

  @Test func measuredRunsAreHeldAgainstEstimates() throws {
    let talk = conversation([
      "runs.csv": """
      run,model,batch,seq,memory.used [MiB],optimizer
      a,llama8b,1,1024,9216,adamw_8bit
      b,llama8b,4,2048,,sgd
      """
    ])
    _ = talk.say("batch = 7; runs = read(\"runs.csv\")")
    #expect(talk.brief("runs.memory_used") == "[9 GiB, missing]")
    let code = "select(runs, run, estimated: estimate.total, over: estimate.total / memory_used)"
    #expect(
      talk.number("(\(code))[0].estimated")
        == talk.number(
          "estimate(model: llama8b, batch: 1, seq: 1024, optimizer: adamw_8bit).total"))
    #expect(
      talk.number("(\(code))[1].estimated")
        == talk.number("estimate(model: llama8b, batch: 4, seq: 2048, optimizer: sgd).total"))
    #expect(talk.brief("(\(code))[1].over") == "missing")
    #expect(talk.brief("batch") == "7")
  }

  /// What `save` wrote of cards and models names them when it is read.
  @Test func aSavedTableAsksItsRowsSetups() {
    let talk = conversation()
    _ = talk.say(
      "model = llama8b; t = sweep(gpu, [rtx4090, a100], model, [llama8b, gemma3_4b], "
        + "total: estimate.total); save(t, \"t.csv\"); r = read(\"t.csv\")")
    #expect(talk.brief("map(r, estimate.total) == t.total") == "true")
    #expect(talk.brief("r.gpu[0] == rtx4090") == "true")
    let prices = "gpus | select(gpu: card, price)"
    #expect(talk.brief("join(r, \(prices)).price == join(t, \(prices)).price") == "true")
    #expect(talk.brief("join(r, \(prices)).price[0] == rtx4090.price") == "true")
    #expect(talk.brief("model = \"qwen2_5_7b_instruct\"; model == qwen2_5_7b") == "true")
    #expect(talk.brief("model = \"nonsense\"").hasPrefix("! `model` takes a model"))
  }

  @Test func whatCannotBeReadIsSaid() {
    let talk = conversation(["bad.csv": "a,b\n1\n", "bad.json": "[1]", "a.vram": ""])
    for (code, message) in [
      ("read(\"none.csv\")", "I cannot read `none.csv`: there is no such file."),
      (
        "read(\"bad.csv\")",
        "`bad.csv`, line 2: This row has 1 field, and the first line names 2."
      ),
      ("read(\"bad.json\")", "`bad.json`: Item 1 is no object but 1."),
      ("read(\"a.vram\")", "What is in `a.vram`? I know it by the end of the name."),
      ("read(3)", "`path` of `read` takes a text, not 3."),
    ] {
      #expect(talk.brief(code) == "! " + message)
    }
    talk.session.world.head = { (_, _) throws(Unreadable) in [0x61, 0xFF, 0x0A] }
    #expect(talk.brief("read(\"x.csv\")") == "! `x.csv` is no text in UTF-8.")
    talk.session.world.head = { (_, most) throws(Unreadable) in
      [UInt8](repeating: 0x61, count: most)
    }
    #expect(talk.brief("read(\"x.csv\")") == "! `x.csv` is larger than 64 MiB.")
  }

  @Test(arguments: [
    ("number(\"4\") + 1", "5"), ("number(\" 1.5e3 \")", "1500"), ("number(\"24 GiB\")", "24 GiB"),
    ("number(\"$1.40/hour\") == $1.40/hour", "true"), ("number(\"-3 tokens\")", "-3 tokens"),
    ("number(\"85%\")", "0.85"), ("number(\"8B\")", "8_000_000_000"), ("number(2 GiB)", "2 GiB"),
    ("number(missing)", "missing"), ("number(\"\") otherwise 7", "7"),
    ("number(\"4 4\")", "! There is no number in \"4 4\"."),
    ("number(\"4 §\")", "! There is no number in \"4 §\"."),
    ("number(\"4 gpus\")", "! There is no number in \"4 gpus\"."),
    ("number([1])", "! A number is read from a text, and this is a list."),
    ("environment(\"CARD\")", "rtx4090"), ("environment(\"NONE\")", "missing"),
    ("gpu = environment(\"CARD\"); gpu.memory", "24 GiB"),
    ("number(environment(\"NONE\") otherwise \"2\")", "2"),
  ])
  func textsAsNumbers(_ code: String, _ answer: String) {
    #expect(conversation().brief(code) == answer)
  }
}
