import Support
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

@Suite(.enabled(if: Pty.isAvailable))
struct SignalTests {
  @Test func ctrlCDropsTheLine() throws {
    let pty = try EditorSession.start()
    pty.send("größe" + Key.home)
    try pty.expectScreen("vram> größe")
    try pty.expectCursor(after: "vram> ")
    pty.send(Key.control("C"))
    try pty.expectScreen("vram> größe^C\ninterrupted")
    try pty.expect("interrupted\r\nvram> ")
    pty.send("d\r")
    try pty.expectAnswer("d")
  }

  @Test func ctrlCDropsAllLinesOfAStatement() throws {
    let pty = try EditorSession.start()
    pty.send("f(\ra\rb" + Key.up + Key.up)
    try pty.expectScreen("vram> f(\n....> a\n....> b")
    try pty.expectCursor(after: "vram> f")
    pty.send(Key.control("C"))
    try pty.expectScreen("vram> f(\n....> a\n....> b^C\ninterrupted\nvram>")
    pty.send("d\r")
    try pty.expectAnswer("d")
  }

  @Test func ctrlCStopsWhatIsComputedAndKeepsTheSession() throws {
    let pty = try EditorSession.start()
    for _ in 1...5 {
      pty.send("slow\r")
      try pty.expect("computing")
      pty.send(Key.control("C"))
      try pty.expect("stopped")
      try pty.expect("vram> ")
    }
    pty.send("d\r")
    try pty.expectAnswer("d")
  }

  @Test func ctrlDOnAnEmptyLineEnds() throws {
    let pty = try EditorSession.start()
    pty.send(Key.control("D"))
    try pty.expect("ended")
    #expect(try pty.finish() == 0)
    #expect(pty.screen.text == "vram>\nended")
  }

  @Test func ctrlSpaceIsNoEnd() throws {
    let pty = try EditorSession.start()
    pty.send("\u{0}ab\u{0}c\r")
    try pty.expectAnswer("abc")
    pty.send("\u{0}")
    pty.send("d\r")
    try pty.expectAnswer("d")
    pty.send(Key.control("D"))
    #expect(try pty.finish() == 0)
  }

  // Typed before the terminal is raw, Ctrl-D arrives as NUL, which libedit would quote with.
  @Test(arguments: 0..<60)
  func ctrlDTypedAheadEnds(round: Int) throws {
    let pty = try EditorSession.start(waiting: false)
    if round % 3 == 1 { pty.send("a\r") }
    if round % 3 == 2 { try pty.expect("vram> ") }
    pty.send(Key.control("D"))
    #expect(try pty.finish() == 0)
  }

  @Test(arguments: 0..<20)
  func ctrlDTypedWhileSomethingIsComputedEnds(round: Int) throws {
    let pty = try EditorSession.start()
    pty.send("slow\r")
    try pty.expect("computing")
    pty.send(Key.control("D"))
    pty.signal(SIGINT)
    #expect(try pty.finish() == 0)
  }

  @Test(arguments: [SIGTERM, SIGHUP, SIGQUIT])
  func aSignalThatEndsRestoresTheTerminal(number: Int32) throws {
    let pty = try EditorSession.start()
    pty.send("abc")
    try pty.expectScreen("vram> abc")
    #expect(!pty.isCooked)
    pty.signal(number)
    #expect(try pty.finish() == 128 + number)
    #expect(pty.isCooked)
  }

  @Test func aNarrowerWindowKeepsTheText() throws {
    let pty = try EditorSession.start(columns: 80)
    let text = String(repeating: "0123456789", count: 5)
    pty.send(text)
    try pty.expectScreen("vram> " + text)
    pty.resize(rows: 24, columns: 30)
    try pty.expectScreen("vram> 012345678901234567890123\n45678901234567890123456789")
    pty.send("x\r")
    try pty.expectScreen("read [")
    try pty.expectScreen("789x]")
  }

  @Test func aWiderWindowKeepsTheText() throws {
    let pty = try EditorSession.start(columns: 30)
    let text = String(repeating: "0123456789", count: 5)
    pty.send(text)
    try pty.expectScreen("vram> 012345678901234567890123\n45678901234567890123456789")
    pty.resize(rows: 24, columns: 80)
    try pty.expectScreen("vram> " + text)
    pty.send("x\r")
    try pty.expectAnswer("\(text)x")
  }

  @Test func theShellStopsAndContinuesIt() throws {
    let variables = ["TERM": "xterm", "PS1": "shell% ", "NO_COLOR": "1", "VRAM_HISTORY": ""]
    let pty = try Pty("/bin/sh", ["-i"], environment: variables)
    try pty.expect("shell% ")
    pty.send("\(EditorSession.program)\r")
    try pty.expect("vram> ")
    pty.send("abc")
    try pty.expectCursor(after: "vram> abc")
    pty.send(Key.control("Z"))
    try pty.expect("shell% ")
    #expect(pty.isCooked)
    pty.send("fg\r")
    try pty.expect("vram> abc")
    pty.send("d\r")
    try pty.expectAnswer("abcd")
    pty.send(Key.control("D"))
    try pty.expect("ended")
    try pty.expect("shell% ")
  }

  @Test func aStopThatCannotBeCaughtKeepsTheText() throws {
    let pty = try EditorSession.start()
    pty.send("abc")
    try pty.expectScreen("vram> abc")
    pty.signal(SIGSTOP)
    pty.signal(SIGCONT)
    pty.send("d\r")
    try pty.expectAnswer("abcd")
  }
}
