import Support
import Testing

/// Pastes that the terminal marks, as most do today.
@Suite(.enabled(if: Pty.isAvailable)) struct PromptPasteTests {
  @Test func aForgottenBracketIsSeen() throws {
    let pty = try PromptSession.start(["--quiet"], in: Scratch())
    pty.send("fits(rtx4090\r")
    try pty.expectScreen("vram> fits(rtx4090\n....>")
    try pty.drop()
    _ = try pty.leave()
  }

  @Test func eachStatementOfAScriptIsAnswered() throws {
    let pty = try PromptSession.start(["--quiet"], in: Scratch())
    pty.send(Key.paste("# a plan\nf(x) = {\n\ty = x * 2\n\ty + 1\n}\n\nf(20)\nf(30)\n"))
    try pty.expectScreen("....> f(20)\n....> f(30)")
    #expect(!pty.screen.text.contains("41"))
    pty.send("\r")
    try pty.expect("41\r\n61\r\nvram> ")
    // It is one entry of the history.
    pty.send(Key.up)
    try pty.expectScreen("the paste again") { $0.hasSuffix("....>\n....> f(20)\n....> f(30)") }
    try pty.drop()
    _ = try pty.leave()
  }

  /// Of one that has a fault nothing is run, and all of it comes back to be mended.
  @Test func aFaultInAPasteIsShownInItsLine() throws {
    let pty = try PromptSession.start(["--quiet"], in: Scratch())
    pty.send(Key.paste("a = 1\nb = bacth + 1\na + b") + "\r")
    try pty.expect("error: ")
    try pty.expect(" 2 │ b = bacth + 1")
    try pty.expect("vram> ")
    pty.send(Key.up)
    try pty.expectScreen("the paste again") { $0.hasSuffix("....> b = bacth + 1\n....> a + b") }
    pty.send(Key.up + Key.home + "b = batch + 1 #\r")
    try pty.expect("3\r\nvram> ")
    _ = try pty.leave()
  }

  @Test func aCopiedSessionRunsWithoutItsSigns() throws {
    let pty = try PromptSession.start(["--quiet"], in: Scratch())
    pty.send(Key.paste("vram> max(\n....>   1,\n....>   42)\n") + "\r")
    try pty.expect("42\r\nvram> ")
    _ = try pty.leave()
  }

  @Test func nothingIsCompletedAndNothingIndented() throws {
    let pty = try PromptSession.start(["--quiet"], in: Scratch())
    pty.send(Key.paste("batc\t+ 1"))
    try pty.expectScreen("vram> batc  + 1")
    try pty.drop()
    _ = try pty.leave()
  }

  @Test func controlCWhileAPasteRunsStopsAllOfIt() throws {
    let pty = try PromptSession.start(["--quiet"], in: Scratch())
    pty.send(Key.paste("sweep(a, 1...3000, b, 1...3000, a * b).count\nx = 1\n") + "\r")
    try pty.expect("% done")
    pty.send(Key.control("C"))
    try pty.expect("stopped\r\nvram> ")
    pty.send("x\r")
    try pty.expect("error: ")
    try pty.expect("vram> ")
    _ = try pty.leave()
  }
}
