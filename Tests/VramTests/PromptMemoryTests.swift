import Support
import Testing

/// What a session remembers: the last answer, what can be taken back, what it began with.
@Suite(.enabled(if: Pty.isAvailable)) struct PromptMemoryTests {
  @Test func theLastAnswerIsAName() throws {
    let pty = try PromptSession.start(in: Scratch())
    try pty.say("20 + 1", "21")
    try pty.say("_ * 2", "42")
    try pty.say("x = _ + 1")
    try pty.say("x + _", "85")
    _ = try pty.leave()
  }

  @Test func undoTakesBackOneAfterTheOther() throws {
    let pty = try PromptSession.start(in: Scratch())
    try pty.say("batch = 4; mine = 7")
    try pty.say("undo", "took back mine = 7 · `mine` is unknown again")
    try pty.say("undo", "took back batch = 4 · `batch` is 1 again")
    try pty.say("undo", "there is nothing to take back")
    _ = try pty.leave()
  }

  @Test func undoTakesBackWhatABindingsRightSideDid() throws {
    let pty = try PromptSession.start(in: Scratch())
    try pty.say("model = llama8b; plan = scenario(batch: 4)")
    try pty.say("done = use(plan)")
    try pty.say("batch", "4")
    try pty.say("undo")
    try pty.say("batch", "1")
    _ = try pty.leave()
  }

  @Test func aBindingThatBrokeOffIsNoneToTakeBack() throws {
    let pty = try PromptSession.start(in: Scratch())
    try pty.say("x = 3")
    pty.send("x = 1 / (x - 3)\r")
    try pty.expect("divides by zero")
    try pty.expect("vram> ")
    try pty.say("undo", "took back x = 3 · `x` is unknown again")
    _ = try pty.leave()
  }

  @Test func resetGoesBackToTheStartAndUndoTakesItBack() throws {
    let pty = try PromptSession.start(in: Scratch())
    try pty.say("batch = 4")
    try pty.say("mine = 7")
    try pty.say("reset")
    try pty.say("batch", "1")
    pty.send("mine\r")
    try pty.expect("I know no name `mine`")
    try pty.expect("vram> ")
    try pty.say("undo")
    try pty.say("batch + mine", "11")
    _ = try pty.leave()
  }

  @Test func whatIsSavedIsLoadedAgain() throws {
    let scratch = Scratch()
    let path = scratch.path + "/plan.vram"
    let first = try PromptSession.start(in: scratch)
    try first.say("batch = 4; mine = 10")
    try first.say("batch * mine", "40")
    try first.say("save(\"\(path)\")", "saved 3 statements in \(path)")
    _ = try first.leave()
    #expect(Files.read(path)?.hasSuffix("batch * mine  # --> 40\n") == true)
    let second = try PromptSession.start(in: scratch)
    try second.say("load(\"\(path)\")", "40")
    try second.say("batch + mine", "14")
    try second.say("undo")
    try second.say("batch", "1")
    _ = try second.leave()
  }

  @Test func aNameOfAnotherToolIsMetWithOurs() throws {
    let pty = try PromptSession.start(["--quiet"], in: Scratch())
    try pty.say("per_device_train_batch_size = 4")
    try pty.expectScreen("is a name of yours that no question reads")
    try pty.expectScreen("it is `batch` here")
    _ = try pty.leave()
  }

  // MARK: the startup file

  private func startup(_ text: String, in scratch: Scratch) throws {
    _ = try Shell.run("mkdir -p \"\(scratch.path)/.config/vram\"")
    Files.write(text, to: scratch.path + "/.config/vram/startup.vram")
  }

  @Test func theStartupFileIsWhatResetGoesBackTo() throws {
    let scratch = Scratch()
    try startup("mine = 42; batch = 3\n", in: scratch)
    let pty = try PromptSession.start(in: scratch)
    try pty.say("batch = 5")
    try pty.say("reset")
    try pty.say("mine + batch", "45")
    _ = try pty.leave()
  }

  @Test func noStartupLeavesItOut() throws {
    let scratch = Scratch()
    try startup("mine = 42\n", in: scratch)
    let pty = try PromptSession.start(["--no-startup"], in: scratch)
    pty.send("mine\r")
    try pty.expect("I know no name `mine`")
    _ = try pty.leave()
  }

  @Test func theFolderForSettingsMayBeNamed() throws {
    let scratch = Scratch()
    _ = try Shell.run("mkdir -p \"\(scratch.path)/settings/vram\"")
    Files.write("mine = 42\n", to: scratch.path + "/settings/vram/startup.vram")
    let pty = try PromptSession.start(
      [], ["XDG_CONFIG_HOME": scratch.path + "/settings"], in: scratch)
    try pty.say("mine", "42")
    _ = try pty.leave()
  }

  @Test func noneIsReadFromWhereItIsStarted() throws {
    let scratch = Scratch()
    let line = """
      cd "\(scratch.path)" && mkdir -p work/vram work/.config/vram && cd work
      for name in startup.vram .vram vram/startup.vram .config/vram/startup.vram .vramrc
      do echo 'mine = 1; print "read"' > $name; done
      XDG_CONFIG_HOME=. exec "$VRAM"
      """
    let pty = try PromptSession.start(shell: line, in: scratch)
    pty.send("mine\r")
    try pty.expect("I know no name `mine`")
    #expect(!pty.screen.text.contains("\nread"))
    _ = try pty.leave()
  }

  @Test func aBrokenStartupFileIsSaidAndThePromptOpens() throws {
    let scratch = Scratch()
    try startup("mine = 1\nnonsense(\n", in: scratch)
    let pty = try PromptSession.start(in: scratch)
    #expect(pty.screen.text.contains("error: "))
    #expect(pty.screen.text.contains("startup.vram"))
    try pty.say("6 * 7", "42")
    _ = try pty.leave()
  }

  // MARK: the tour

  @Test func theWholeTourIsWalked() throws {
    let pty = try PromptSession.start(["--quiet"], in: Scratch(), rows: 400, columns: 80)
    try pty.say("batch = 2")
    try pty.say("tour")
    for answer in [
      "model = llama8b", "estimate", "method = full; estimate", "fits(rtx4090)",
      "method = qlora(r: 16); fits(rtx4090)", "explain(estimate.logits)",
      "gpu = rtx4090; sweep(seq, 2K...16K by *2)", "loss = fused; sweep(seq, 2K...16K by *2)",
      "model = llama70b; gpu = rtx6000_ada; loss = standard; fits(gpu)", "fits(rtx4090)",
      "loss = fused", "fits(gpu)",
    ] { try pty.say(answer) }
    try pty.expectScreen("That was the tour")
    try pty.say("batch", "2")
    #expect(try pty.leave() == 0)
    let problem = Golden.difference(pty.screen.text + "\n", file: "prompt-whole-tour-80.txt")
    #expect(problem == nil, "\(problem ?? "")")
  }
}
