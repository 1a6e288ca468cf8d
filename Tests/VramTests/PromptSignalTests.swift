import Support
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What a terminal and a system do to a prompt.
@Suite(.enabled(if: Pty.isAvailable)) struct PromptSignalTests {
  @Test(arguments: [SIGTERM, SIGHUP, SIGQUIT])
  func aSignalThatEndsRestoresTheTerminal(_ number: Int32) throws {
    let pty = try PromptSession.start(in: Scratch())
    pty.send("estim")
    try pty.expectScreen("vram> estim")
    #expect(!pty.isCooked)
    pty.signal(number)
    #expect(try pty.finish() == 128 + number)
    #expect(pty.isCooked)
  }

  @Test func aSignalEndsALongSweep() throws {
    let pty = try PromptSession.start(in: Scratch())
    pty.send("sweep(a, 1...3000, b, 1...3000, a * b)\r")
    try pty.expect("% done")
    pty.signal(SIGTERM)
    #expect(try pty.finish() == 128 + SIGTERM)
    #expect(pty.isCooked)
  }

  @Test func controlCAtThePromptDropsTheLineAlone() throws {
    let pty = try PromptSession.start(in: Scratch())
    try pty.say("kept = 5")
    pty.send("kept = 6")
    try pty.expectScreen("vram> kept = 6")
    pty.send("\u{3}")
    try pty.expect("vram> ")
    pty.send("kept\r")
    try pty.expect("5\r\n")
    #expect(try pty.leave() == 0)
  }

  @Test func aResizeIsSeenByTheNextAnswer() throws {
    let pty = try PromptSession.start(in: Scratch(), columns: 120)
    try pty.say("model = llama8b; gpu = rtx4090")
    pty.resize(rows: 40, columns: 50)
    try pty.say("sweep(batch, 1...4)")
    let widest = pty.screen.text.split(separator: "\n").map(\.count).max() ?? 0
    #expect(widest <= 50)
    _ = try pty.leave()
  }

  @Test func theShellStopsAndContinuesIt() throws {
    let scratch = Scratch()
    let variables = [
      "TERM": "xterm", "PS1": "shell% ", "NO_COLOR": "1", "VRAM_HISTORY": "", "LANG": "C.UTF-8",
      "HOME": scratch.path,
    ]
    let pty = try Pty("/bin/sh", ["-i"], environment: variables)
    try pty.expect("shell% ")
    pty.send("\(Program.path)\r")
    try pty.expect("vram> ")
    pty.send("20 + ")
    try pty.expectScreen("vram> 20 +")
    pty.send("\u{1A}")
    try pty.expect("shell% ")
    #expect(pty.isCooked)
    pty.send("fg\r")
    try pty.expect("vram> 20 +")
    pty.send("22\r")
    try pty.expect("42\r\n")
    pty.send("\u{4}")
    try pty.expect("shell% ")
  }

  @Test(arguments: ["C", "POSIX", "en_US.ISO-8859-1", "nonsense"])
  func anyLocaleWillDo(_ locale: String) throws {
    let pty = try PromptSession.start([], ["LC_ALL": locale], in: Scratch())
    pty.send("\"größe\"\r")
    try pty.expect("größe\r\n")
    try pty.expect("vram> ")
    try pty.say("help")
    #expect(try pty.leave() == 0)
  }

  @Test func aClosedTerminalEndsIt() throws {
    let scratch = Scratch()
    let line = "printf '1 + 1\\n' | HOME=\"\(scratch.path)\" \"\(Program.path)\" > /dev/full"
    #expect(try Shell.run(line).status == 2)
  }

  @Test func aPasteOfManyLinesRunsThemAll() throws {
    let pty = try PromptSession.start(in: Scratch())
    pty.send("a = 1\rf(x) = {\ry = x + a\ry * 2\r}\rf(20)\r")
    try pty.expect("42\r\n")
    #expect(try pty.leave() == 0)
  }
}
