import Support
import Testing

/// Statements of several lines in one buffer.
@Suite(.enabled(if: Pty.isAvailable)) struct PromptLinesTests {
  @Test func enterAsksWhetherTheStatementIsWhole() throws {
    let pty = try PromptSession.start(in: Scratch())
    // Open brackets, an operator at the end, a text without its end.
    for (first, rest, answer) in [
      ("max(1,", "41 + 1)", "42"), ("40 +", "2", "42"), ("\"a", "b\"", "b"),
      ("[1, 2", "].count", "2"),
      ("if 1 < 2 then 3", "else 4", "3"),
    ] {
      pty.send(first + "\r")
      try pty.expect("\r\n")
      pty.send(rest + "\r")
      try pty.expect(answer + "\r\n")
      try pty.expect("vram> ")
    }
    _ = try pty.leave()
  }

  @Test func aLineThatIsBrokenIsNotWaitedFor() throws {
    let pty = try PromptSession.start(in: Scratch())
    for line in ["1 +* 2", ")", "max(1,,2)", "1 2"] {
      pty.send(line + "\r")
      try pty.expect("error: ")
      try pty.expect("vram> ")
    }
    _ = try pty.leave()
  }

  @Test func upAndDownMoveByLineThenThroughTheHistory() throws {
    let pty = try PromptSession.start(["--quiet"], in: Scratch())
    try pty.say("7 * 6", "42")
    pty.send("max(\r1,\r2)" + Key.up + Key.up)
    try pty.expectScreen("vram> max(\n....> 1,\n....> 2)")
    // The cursor is in the first line; one more is the older statement, and back again.
    try pty.expectCursor(after: "vram> ma")
    pty.send(Key.up)
    try pty.expectScreen("the older statement") { $0.hasSuffix("max(\n....> 1,\n....> 2)") }
    try pty.drop()
    pty.send(Key.up)
    try pty.expectScreen("the older statement") { $0.hasSuffix("vram> 7 * 6") }
    _ = try {
      try pty.drop()
      return try pty.leave()
    }()
  }

  @Test func aLineInTheMiddleIsMended() throws {
    let pty = try PromptSession.start(in: Scratch())
    pty.send("max(\r10,\r20)" + Key.up + Key.backspace + Key.backspace + Key.backspace + "30,")
    try pty.expectScreen("vram> max(\n....> 30,\n....> 20)")
    pty.send("\r")
    try pty.expect("30\r\n")
    _ = try pty.leave()
  }

  @Test func altEnterAlwaysBeginsALine() throws {
    let pty = try PromptSession.start(in: Scratch())
    pty.send("x = 20" + Key.escape + Key.enter + "x + 22\r")
    try pty.expect("42\r\n")
    _ = try pty.leave()
  }

  @Test func controlCDropsAllItsLines() throws {
    let pty = try PromptSession.start(in: Scratch())
    pty.send("max(\r1,\r")
    try pty.expectScreen("vram> max(\n....> 1,")
    try pty.drop()
    try pty.say("6 * 7", "42")
    _ = try pty.leave()
  }

  @Test func aPasteOfFortyStatementsRunsEach() throws {
    let pty = try PromptSession.start(in: Scratch())
    pty.send((1...40).map { "x\($0) = max(\n  \($0),\n  0)\n" }.joined() + "x1 + x40\n")
    try pty.expect("41\r\n")
    #expect(try pty.leave() == 0)
  }

  @Test func aPasteOfTheReadmeRuns() throws {
    let readme = try #require(Files.read(Files.root + "/README.md"))
    let lines = readme.split(separator: "\n").filter { $0.hasPrefix("vram> ") }
      .map { $0.dropFirst("vram> ".count) + "\n" }
    #expect(lines.count > 8)
    let pty = try PromptSession.start([], ["PAGER": "cat"], in: Scratch(), rows: 60)
    pty.send(lines.joined() + "\"all of \" + \"it\"\n")
    try pty.expect("all of it\r\n")
    #expect(try pty.leave() == 0)
  }

  @Test func aPasteOfAScriptWithTabsAndCommentsRuns() throws {
    let pty = try PromptSession.start(in: Scratch())
    pty.send("# a plan\nf(x) = {\n\ty = x * 2  # twice\n\ty + 1\n}\n\nf(20)\n")
    try pty.expect("41\r\n")
    #expect(try pty.leave() == 0)
  }

  @Test func aPasteOfHalfAMegabyteIsTakenWhole() throws {
    let pty = try PromptSession.start(in: Scratch())
    pty.send((1...2_000).map { "x = \($0)\r" }.joined())
    pty.send("x * 2\r")
    try pty.expect("4000\r\n", timeout: 60)
    #expect(try pty.leave() == 0)
  }

  @Test func whatIsPastedWhileSomethingRunsComesAfterIt() throws {
    let pty = try PromptSession.start(in: Scratch())
    pty.send("sweep(a, 1...300, b, 1...1000, a * b).count\r")
    try pty.expect("\r\n")
    pty.send("x = 21\nx * 2\n")
    try pty.expect("300_000\r\n")
    try pty.expect("42\r\n")
    #expect(try pty.leave() == 0)
  }
}
