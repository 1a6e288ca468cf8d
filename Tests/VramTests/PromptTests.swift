import Support
import Testing

/// The prompt on a terminal of its own.
@Suite(.enabled(if: Pty.isAvailable)) struct PromptTests {
  @Test func aConversation() throws {
    let pty = try PromptSession.start(in: Scratch())
    pty.send("model = llama8b; method = qlora(r: 16)\r")
    try pty.expect("vram> ")
    pty.send("fits(rtx4090)\r")
    try pty.expect("yes: ")
    try pty.expect("vram> ")
    pty.send("fits(rtx4009)\r")
    try pty.expect("did you mean `rtx4090`?")
    try pty.expect("vram> ")
    // A fault does not end it, and the setup is still there.
    pty.send("estimate.trainable\r")
    try pty.expect("41_943_040")
    try pty.expect("vram> ")
    pty.send("\u{4}")
    #expect(try pty.finish() == 0)
  }

  @Test func enterGoesOnUntilAStatementIsWhole() throws {
    let pty = try PromptSession.start(in: Scratch())
    pty.send("f(x) = {\r")
    pty.send("y = x * 2\r")
    pty.send("y + 1 }\r")
    try pty.expect("vram> ")
    pty.send("f(20)\r")
    try pty.expect("41\r\n")
    pty.send("\u{4}")
    #expect(try pty.finish() == 0)
  }

  @Test func controlCStopsASweepAndKeepsTheSession() throws {
    let pty = try PromptSession.start(in: Scratch())
    pty.send("kept = 5\r")
    try pty.expect("vram> ")
    pty.send("sweep(a, 1...3000, b, 1...3000, a * b); print \"through\"\r")
    // The line is gone from the terminal once it runs.
    try pty.expect("\r\n")
    pty.send("\u{3}")
    try pty.expect("stopped")
    try pty.expect("vram> ")
    pty.send("kept\r")
    try pty.expect("5\r\n")
    pty.send("\u{4}")
    #expect(try pty.finish() == 0)
  }

  @Test func endlessRecursionEndsInAMessage() throws {
    let pty = try PromptSession.start(in: Scratch())
    pty.send("f(x) = f(x + 1)\r")
    try pty.expect("vram> ")
    pty.send("f(1)\r")
    try pty.expect("too deeply")
    try pty.expect("vram> ")
    pty.send("2 + 2\r")
    try pty.expect("4\r\n")
    pty.send("\u{4}")
    #expect(try pty.finish() == 0)
  }

  @Test func tabCompletesNamesArgumentsAndChoices() throws {
    let pty = try PromptSession.start(in: Scratch())
    pty.send("estima\t")
    try pty.expectScreen("vram> estimate")
    pty.send(".tota\t")
    try pty.expectScreen("vram> estimate.total")
    pty.send("\u{3}")
    try pty.expect("vram> ")
    pty.send("method = qlora(double\t")
    try pty.expectScreen("qlora(double_quant:")
    pty.send("\u{3}")
    try pty.expect("vram> ")
    pty.send("optimizer = adafa\t")
    try pty.expectScreen("optimizer = adafactor")
    pty.send("\u{3}")
    try pty.expect("vram> ")
    pty.send("fits(rtx30\t\t")
    try pty.expectScreen("rtx3060")
    pty.send("\u{3}\u{4}")
    #expect(try pty.finish() == 0)
  }

  @Test func aDumbTerminalIsReadPlainly() throws {
    let pty = try PromptSession.start([], ["TERM": "dumb"], in: Scratch())
    pty.send("1 + 1\r")
    try pty.expect("2\r\n")
    pty.send("[1,\r")
    try pty.expect("....> ")
    pty.send("2].count\r")
    try pty.expect("2\r\n")
    pty.send("\u{4}")
    #expect(try pty.finish() == 0)
  }

  @Test(arguments: [60, 80, 120])
  func anEstimateFitsItsScreen(_ columns: Int) throws {
    let pty = try PromptSession.start(in: Scratch(), columns: columns)
    pty.send("model = llama8b; gpu = rtx3060\r")
    try pty.expect("vram> ")
    pty.send("estimate\r")
    try pty.expect("usable")
    try pty.expect("vram> ")
    pty.send("\u{4}")
    _ = try pty.finish()
    let problem = Golden.difference(pty.screen.text + "\n", file: "estimate-\(columns).txt")
    #expect(problem == nil, "\(problem ?? "")")
  }
}
