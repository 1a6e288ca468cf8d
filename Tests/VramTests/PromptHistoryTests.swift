import Support
import Testing

/// What was typed comes back: in the session, and in the next.
@Suite(.enabled(if: Pty.isAvailable)) struct PromptHistoryTests {
  @Test func itIsThereInTheNextSession() throws {
    let scratch = Scratch()
    let first = try PromptSession.start(in: scratch)
    try first.say("1 + 41", "42")
    _ = try first.leave()
    let second = try PromptSession.start(in: scratch)
    second.send(Key.up)
    try second.expectScreen("vram> 1 + 41")
    second.send("\r")
    try second.expect("42\r\n")
    #expect(try second.leave() == 0)
  }

  @Test(arguments: [("XDG_STATE_HOME", "/state/vram"), ("HOME", "/.local/state/vram")])
  func itLiesInTheFolderForStateAndIsPrivate(_ variable: String, _ folder: String) throws {
    let scratch = Scratch()
    let base = variable == "HOME" ? scratch.path : scratch.path + "/state"
    let line = "unset VRAM_HISTORY; \(variable)=\"\(base)\" exec \"$VRAM\""
    let pty = try PromptSession.start(shell: line, in: scratch)
    try pty.say("6 * 7", "42")
    _ = try pty.leave()
    #expect(Files.read(scratch.path + folder + "/history") == "6 * 7\n")
    let modes = try Shell.run("cd \"\(scratch.path + folder)\" && stat -c %a . history")
    #expect(modes.output == "700\n600\n")
  }

  @Test func sessionsSideBySideLoseNothing() throws {
    let scratch = Scratch()
    let sessions = try (0..<3).map { _ in try PromptSession.start(in: scratch) }
    for round in 1...10 {
      for (index, session) in sessions.enumerated() { session.send("s\(index)r\(round) = 1\r") }
    }
    for (index, session) in sessions.enumerated() {
      try session.say("s\(index)r10 + 1", "2")
      #expect(try session.leave() == 0)
    }
    let lines = (Files.read(scratch.history) ?? "").split(separator: "\n")
    #expect(lines.count == 33)
    #expect(Set(lines).count == 33)
  }

  @Test func aStatementOfManyLinesComesBackWhole() throws {
    let scratch = Scratch()
    let first = try PromptSession.start(in: scratch)
    first.send("max(\r  1,\r  42)\r")
    try first.expect("42\r\n")
    try first.expect("vram> ")
    _ = try first.leave()
    let second = try PromptSession.start(in: scratch)
    second.send(Key.up)
    try second.expectScreen("vram> max(\n....>   1,\n....>   42)")
    second.send("\r")
    try second.expect("42\r\n")
    _ = try second.leave()
  }

  @Test func controlRSearchesBackAndOn() throws {
    let pty = try PromptSession.start(["--quiet"], in: Scratch())
    for line in ["20 + 1", "20 + 2", "5 * 5"] { try pty.say(line) }
    pty.send(Key.control("R") + "20")
    try pty.expectScreen("search back: 20")
    pty.send(Key.control("R"))
    try pty.expectScreen("the older one") { $0.contains("\nvram> 20 + 1\nsearch back") }
    pty.send("\r")
    try pty.expect("21\r\n")
    _ = try pty.leave()
  }

  @Test func upFindsWhatBeganLikeThis() throws {
    let pty = try PromptSession.start(in: Scratch())
    for line in ["x = 20", "y = 5", "x = 21", "y = 6"] { try pty.say(line) }
    pty.send("x" + Key.up + Key.up)
    try pty.expectScreen("the older one") { $0.hasSuffix("vram> x = 20") }
    pty.send(Key.down + Key.down)
    try pty.expectScreen("what was typed") { $0.hasSuffix("vram> x") }
    pty.send(" + 1\r")
    try pty.expect("22\r\n")
    _ = try pty.leave()
  }

  @Test func aLineWithASpaceBeforeItIsNotKept() throws {
    let scratch = Scratch()
    let pty = try PromptSession.start(in: scratch)
    try pty.say("kept = 1")
    try pty.say(" secret = 2")
    pty.send(Key.up)
    try pty.expectScreen("the line before") { $0.hasSuffix("vram> kept = 1") }
    try pty.drop()
    _ = try pty.leave()
    #expect(Files.read(scratch.history) == "kept = 1\n")
  }

  @Test func itsSizeIsBounded() throws {
    let scratch = Scratch()
    Files.write((1...11_500).map { "x = \($0)\n" }.joined(), to: scratch.history)
    let pty = try PromptSession.start(in: scratch)
    try pty.say("6 * 7", "42")
    _ = try pty.leave()
    let lines = (Files.read(scratch.history) ?? "").split(separator: "\n")
    #expect(lines.count == 10_001)
    #expect(lines.first == "x = 1501")
  }

  @Test func anEmptyVariableSwitchesItOff() throws {
    let scratch = Scratch()
    let pty = try PromptSession.start([], ["VRAM_HISTORY": ""], in: scratch)
    try pty.say("x = 1")
    _ = try pty.leave()
    #expect(Files.list(scratch.path).isEmpty)
  }

  /// A folder that cannot be made, a full disk, and what cannot be read.
  @Test(arguments: ["/proc/history", "/dev/full", "/tmp"])
  func whatCannotBeKeptIsOneWarning(_ path: String) throws {
    let pty = try PromptSession.start(["--quiet"], ["VRAM_HISTORY": path], in: Scratch())
    try pty.say("20 + 1", "21")
    try pty.say("6 * 7", "42")
    // It is there in this session all the same.
    pty.send(Key.up + Key.up)
    try pty.expectScreen("the line before") { $0.hasSuffix("vram> 20 + 1") }
    try pty.drop()
    #expect(try pty.leave() == 0)
    let notes = pty.screen.text.split(separator: "\n").filter { $0.hasPrefix("note: ") }
    #expect(notes.count == 1, "\(pty.screen.text)")
    #expect(notes.first?.contains("\(path): ") == true)
  }

  @Test func aWindowThatIsClosedLosesNothing() throws {
    let scratch = Scratch()
    let pty = try PromptSession.start(in: scratch)
    try pty.say("kept = 1")
    #expect(pty.hangUp() == 129)
    #expect(Files.read(scratch.history) == "kept = 1\n")
  }
}
