import Support
import Testing

/// What the prompt writes: scripts and values.
@Suite(.enabled(if: Pty.isAvailable)) struct PromptFileTests {
  @Test func aSavedSessionIsAScriptThatRuns() throws {
    let scratch = Scratch()
    let path = scratch.path + "/plan.vram"
    let pty = try PromptSession.start(in: scratch)
    try pty.say("model = llama8b; gpu = rtx4090")
    try pty.say("assert fits(gpu)")
    try pty.say("estimate.weights")
    try pty.say("save(\"\(path)\")")
    try pty.expectScreen("saved 4 statements in \(path)")
    #expect(try pty.leave() == 0)
    let script = Files.read(path)
    #expect(script?.hasPrefix("#!/usr/bin/env vram\nmodel = llama8b\n") == true)
    let answer = try Program.run("\"\(path)\"")
    #expect(answer.status == 0)
    #expect(script?.contains("estimate.weights  # --> " + answer.output) == true)
  }

  @Test(arguments: [("y", true), ("yes", true), ("n", false), ("", false), ("vielleicht", false)])
  func itAsksBeforeItWritesOver(_ word: String, _ isWritten: Bool) throws {
    let scratch = Scratch()
    let path = scratch.path + "/plan.vram"
    Files.write("old\n", to: path)
    let pty = try PromptSession.start(in: scratch)
    try pty.say("x = 1")
    pty.send("save(\"\(path)\")\r")
    try pty.expect("Write over it? [y/N] ")
    pty.send(word + "\r")
    try pty.expect(isWritten ? "saved 1 statement in" : "left as it was")
    try pty.expect("vram> ")
    try pty.say("x")
    #expect(try pty.leave() == 0)
    #expect(Files.read(path) == (isWritten ? "#!/usr/bin/env vram\nx = 1\n" : "old\n"))
  }

  @Test func overOnIsNotAsked() throws {
    let scratch = Scratch()
    let path = scratch.path + "/plan.vram"
    Files.write("old\n", to: path)
    let pty = try PromptSession.start(in: scratch)
    try pty.say("x = 1")
    try pty.say("save(\"\(path)\", over: on)", "saved 1 statement in \(path)")
    #expect(try pty.leave() == 0)
    #expect(Files.read(path) == "#!/usr/bin/env vram\nx = 1\n")
  }

  @Test func controlCAtTheQuestionIsANo() throws {
    let scratch = Scratch()
    let path = scratch.path + "/plan.vram"
    Files.write("old\n", to: path)
    let pty = try PromptSession.start(in: scratch)
    pty.send("x = 1; save(\"\(path)\")\r")
    try pty.expect("[y/N] ")
    pty.send("\u{3}")
    try pty.expect("left as it was")
    try pty.expect("vram> ")
    try pty.say("x + 1")
    #expect(try pty.leave() == 0)
    #expect(Files.read(path) == "old\n")
  }

  @Test func scriptsWriteOverWhenTheySaySo() throws {
    let scratch = Scratch()
    let path = scratch.path + "/t.csv"
    let line = "sweep(n, 1...2, n * n) | save(\"\(path)\""
    #expect(try Program.run("-e '\(line))'").status == 0)
    #expect(Files.read(path) == "n,n * n\n1,1\n2,4\n")
    let again = try Program.run("-e '\(line))'")
    #expect(again.status == 2)
    #expect(again.errors.contains("`over: on` writes in its place"))
    #expect(try Program.run("-e '\(line), over: on)'").status == 0)
    // Nothing is left beside it.
    #expect(Files.list(scratch.path) == ["t.csv"])
  }

  @Test func whatCannotBeWrittenIsSaid() throws {
    let scratch = Scratch()
    let cases = [
      ("/no/such/folder/x.csv", "there is no such folder"),
      ("\(Files.root)/README.md/x.csv", "what should be a folder is a file"),
      ("/proc/x.csv", "I cannot write"),
    ]
    for (path, message) in cases {
      let answer = try Program.run("-e 'save(1, \"\(path)\")'")
      #expect(answer.status == 2)
      #expect(answer.errors.contains(message), "\(answer.errors)")
    }
    _ = try Shell.run("mkdir \"\(scratch.path)/d.csv\"")
    let folder = try Program.run("-e 'save(1, \"\(scratch.path)/d.csv\", over: on)'")
    #expect(folder.errors.contains("it is a folder"))
  }

  @Test func aLinkStaysALinkAndModesStay() throws {
    let scratch = Scratch()
    let line =
      "cd \"\(scratch.path)\" && echo old > real.txt && chmod 640 real.txt && ln -s real.txt l.txt"
    _ = try Shell.run(line)
    #expect(try Program.run("-e 'save(7, \"\(scratch.path)/l.txt\", over: on)'").status == 0)
    let found = try Shell.run(
      "cd \"\(scratch.path)\" && cat real.txt && readlink l.txt && stat -c %a real.txt")
    #expect(found.output == "7\nreal.txt\n640\n")
    // A device takes the text itself, and stays.
    _ = try Shell.run("ln -s /dev/null \"\(scratch.path)/null.txt\"")
    #expect(try Program.run("-e 'save(7, \"\(scratch.path)/null.txt\", over: on)'").status == 0)
    #expect(try Shell.run("test -c /dev/null").status == 0)
  }
}
