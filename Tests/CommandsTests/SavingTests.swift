import Support
import Testing

/// `undo`, `reset`, `history` and `save`: the words about the session itself.
@Suite struct SavingTests {
  private static let work = "model = llama8b; method = qlora(r: 16)\nestimate.total\nbatch = 4"

  @Test func undoSaysWhatItTookBack() {
    let conversation = Conversation()
    _ = conversation.say(Self.work)
    #expect(conversation.say("undo") == "took back batch = 4 · `batch` is 1 again\n")
    #expect(conversation.say("undo").hasPrefix("took back method = qlora(r: 16)"))
    #expect(conversation.say("undo") == "took back model = llama8b · `model` is none again\n")
    #expect(conversation.say("undo") == "there is nothing to take back\n")
    #expect(conversation.say("f(x) = x; undo").hasSuffix("`f` is unknown again\n"))
  }

  @Test func resetGoesBackToTheStartAndCanBeTakenBack() {
    let conversation = Conversation()
    _ = conversation.say(Self.work + "; mine = 3")
    #expect(conversation.say("reset") == "")
    #expect(conversation.say("batch; model") == "1\nnone\n")
    #expect(conversation.say("mine").contains("I know no name `mine`"))
    // More than three names, the method that was set to its default among them, are not listed.
    #expect(conversation.say("undo") == "took back reset\n")
    #expect(conversation.say("mine + batch") == "7\n")
    // A name that is bound in the same line stays bound.
    #expect(conversation.say("reset; mine = 8") == "")
    #expect(conversation.say("mine") == "8\n")
    #expect(
      Conversation().say("model = llama8b; batch = 4; mine = 3; reset; undo")
        == "took back reset · `model` is llama3_1_8b, `batch` is 4, `mine` is 3 again\n")
  }

  @Test func historyListsWhatStands() {
    let conversation = Conversation()
    _ = conversation.say(Self.work)
    _ = conversation.say("help; nonsense")
    #expect(
      conversation.say("history") == """

        statement              answer
        model = llama8b
        method = qlora(r: 16)
        estimate.total         10.70 GiB
        batch = 4

        """)
    #expect(conversation.say("f(x) = {\n  x\n}\nhistory.statement[4]") == "f(x) = { x }\n")
  }

  @Test func aSavedSessionRunsAndAnswersTheSame() throws {
    let conversation = Conversation()
    _ = conversation.say(
      Self.work + "\nundo; f(x) = {\n  x * 2\n}\nf(21); help; sweep(n, 1...2, n)")
    #expect(conversation.say("save(\"plan.vram\")") == "saved 6 statements in plan.vram\n")
    let script = try #require(conversation.files["plan.vram"])
    #expect(Golden.difference(script, file: "saved.vram") == nil)
    #expect(Conversation().say(script).hasPrefix("10.70 GiB\n42\n"))
  }

  @Test func aFileThatIsThereIsNotWrittenOverUnasked() {
    let conversation = Conversation()
    _ = conversation.say("x = 1; save(\"a.vram\"); x = 2")
    #expect(conversation.say("save(\"a.vram\")").contains("`over: on` writes in its place"))
    conversation.session.world.ask = { _ in false }
    #expect(conversation.say("save(\"a.vram\")") == "left as it was\n")
    #expect(conversation.files["a.vram"] == "#!/usr/bin/env vram\nx = 1\n")
    conversation.session.world.ask = { _ in true }
    #expect(conversation.say("save(\"a.vram\")") == "saved 2 statements in a.vram\n")
    conversation.session.world.ask = { _ in nil }
    #expect(conversation.say("save(\"a.vram\", over: on)") == "saved 2 statements in a.vram\n")
  }

  @Test func aValueIsWrittenByTheEndOfItsFilesName() {
    let conversation = Conversation()
    for name in ["t.csv", "t.json", "t.md", "t.txt", "t.TXT"] {
      _ = conversation.say("sweep(n, 1...2, n * n) | save(\"\(name)\")")
    }
    let files = conversation.files
    #expect(files["t.csv"] == "n,n * n\n1,1\n2,4\n")
    #expect(files["t.json"]?.hasPrefix("{\"kind\":\"table\"") == true)
    #expect(files["t.md"]?.contains("| n * n |") == true)
    #expect(files["t.txt"] == files["t.TXT"] && files["t.txt"]?.contains("n  n * n") == true)
  }

  @Test(arguments: [
    ("save(3)", "I do not know the file"), ("save(\"x.csv\")", "ends in `.vram`"),
    ("save(\"\")", "ends in `.vram`"), ("save(\".vram/x\")", "ends in `.vram`"),
    ("save(3, \"x\")", "one of `.csv`, `.json`, `.svg`, `.md`, `.txt`"),
    ("save(3, \"x.csv/\")", "one of `.csv`"),
    ("save(3, \"/x.csv\")", "I cannot write `/x.csv`: I may not write there"),
    ("save", "`save` needs `what`"),
  ])
  func whatCannotBeSavedIsSaid(_ code: String, _ message: String) {
    let answer = Conversation().say(code)
    #expect(answer.contains(message), "\(answer)")
  }
}
