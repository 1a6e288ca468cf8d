import Support
import Testing

@Suite(.enabled(if: Pty.isAvailable))
struct RecallTests {
  @Test func upGoesBackAndDownReturnsToWhatWasTyped() throws {
    let pty = try EditorSession.start()
    pty.send("one\rtwo\r")
    try pty.expectAnswer("two")
    pty.send(Key.up + Key.up + Key.enter)
    try pty.expectAnswer("one")
    pty.send("t" + Key.up + Key.down + "hree\r")
    try pty.expectAnswer("three")
  }

  @Test func upFindsWhatBeginsWithTheTypedText() throws {
    let pty = try EditorSession.start()
    pty.send("alpha 1\rbeta\ralpha 2\rgamma\r")
    try pty.expectAnswer("gamma")
    pty.send("alpha" + Key.up + Key.up + Key.enter)
    try pty.expectAnswer("alpha 1")
    pty.send("alpha" + Key.up + Key.up + Key.down + Key.enter)
    try pty.expectAnswer("alpha 1")
  }

  @Test func upTakesTheTextAsItIsAndNotAsAPattern() throws {
    let pty = try EditorSession.start()
    pty.send("f(1)\rf.1.\r")
    try pty.expectAnswer("f.1.")
    pty.send("f(" + Key.up + Key.enter)
    try pty.expectAnswer("f(1)")
  }

  @Test func aStatementOfManyLinesComesBackWhole() throws {
    let scratch = Scratch()
    let first = try EditorSession.start(in: scratch)
    first.send("f(\r  a\\n,\r  b)\r")
    try first.expectAnswer("f(|  a\\n,|  b)")
    first.send(Key.up)
    try first.expectScreen("vram> f(\n....>   a\\n,\n....>   b)")
    first.send(Key.backspace + ", c)\r")
    try first.expectAnswer("f(|  a\\n,|  b, c)")
    first.send(Key.control("D"))
    #expect(try first.finish() == 0)
    #expect(Files.read(scratch.history) == "f(\\n  a\\\\n,\\n  b)\nf(\\n  a\\\\n,\\n  b, c)\n")

    let second = try EditorSession.start(in: scratch)
    second.send(Key.up + Key.enter)
    try second.expectAnswer("f(|  a\\n,|  b, c)")
  }

  @Test func sessionsSideBySideLoseNothing() throws {
    let scratch = Scratch()
    let sessions = try (0..<3).map { _ in try EditorSession.start(in: scratch) }
    for round in 1...20 {
      for (index, session) in sessions.enumerated() { session.send("s\(index)r\(round)\r") }
    }
    for (index, session) in sessions.enumerated() {
      try session.expectAnswer("s\(index)r20")
      session.send(Key.control("D"))
      #expect(try session.finish() == 0)
    }
    let lines = (Files.read(scratch.history) ?? "").split(separator: "\n")
    let expected = (0..<3).flatMap { index in (1...20).map { "s\(index)r\($0)" } }
    #expect(Set(lines.map(String.init)) == Set(expected))
    #expect(lines.count == 60)
  }

  @Test func aClosedWindowLosesNothing() throws {
    let scratch = Scratch()
    let pty = try EditorSession.start(in: scratch)
    pty.send("kept\r")
    try pty.expectAnswer("kept")
    pty.signal(1)
    _ = try pty.finish()
    #expect(Files.read(scratch.history) == "kept\n")
  }

  @Test func aLineThatBeginsWithASpaceIsNotKept() throws {
    let scratch = Scratch()
    let pty = try EditorSession.start(in: scratch)
    pty.send("open\r secret\r")
    try pty.expectAnswer(" secret")
    pty.send(Key.up + Key.enter)
    try pty.expectAnswer("open")
    #expect(Files.read(scratch.history)?.contains("secret") == false)
  }

  @Test func ctrlRSearchesBackwards() throws {
    let pty = try EditorSession.start()
    pty.send("estimate here\rother\r")
    try pty.expectAnswer("other")
    pty.send(Key.control("R") + "est")
    try pty.expectScreen("search back: est")
    pty.send(Key.enter)
    try pty.expectAnswer("estimate here")
  }

  @Test func ctrlCLeavesTheSearch() throws {
    let pty = try EditorSession.start()
    pty.send("estimate\r")
    try pty.expectAnswer("estimate")
    pty.send(Key.control("R") + "est")
    try pty.expectScreen("search back: est")
    pty.send(Key.control("C"))
    try pty.expect("interrupted\r\nvram> ")
    pty.send("d\r")
    try pty.expectAnswer("d")
  }

  @Test func aHistoryThatCannotBeWrittenIsAWarning() throws {
    let scratch = Scratch()
    Files.write("", to: scratch.path + "/file")
    let pty = try EditorSession.start(["VRAM_HISTORY": scratch.path + "/file/history"])
    pty.send("a\r")
    try pty.expect("warning: What you type is not kept")
    try pty.expectAnswer("a")
  }
}
