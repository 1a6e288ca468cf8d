import Support
import Testing

/// What stands on the screen while a statement is edited.
@Suite(.enabled(if: Pty.isAvailable))
struct DrawingTests {
  @Test func eachFurtherLineSaysThatTheStatementGoesOn() throws {
    let pty = try EditorSession.start()
    pty.send("f(\r")
    try pty.expectScreen("vram> f(\n....>")
    try pty.expectCursor(after: "....> ")
    pty.send("a)" + Key.enter)
    try pty.expectScreen("vram> f(\n....> a)\nread [f(|a)]\nvram>")
  }

  @Test func itIsInThePromptsColour() throws {
    let pty = try EditorSession.start(["NO_COLOR": ""])
    pty.send("f(\r")
    try pty.expectCursor(after: "....> ")
    let sent = String(decoding: pty.transcript, as: UTF8.self)
    #expect(sent.contains("\u{1B}[1;36m....>\u{1B}[0m "))
  }

  @Test func aLineThatGetsLongerOrShorterMovesThoseBelow() throws {
    let pty = try EditorSession.start(columns: 20)
    pty.send("f(\rb\rc" + Key.up + Key.up)
    try pty.expectScreen("vram> f(\n....> b\n....> c")
    try pty.expectCursor(after: "vram> f")
    pty.send("0123456789abcdef")
    try pty.expectScreen("vram> f0123456789abc\ndef(\n....> b\n....> c")
    try pty.expectCursor(after: "def")
    pty.send(String(repeating: Key.backspace, count: 16))
    try pty.expectScreen("the lines as before") { $0 == "vram> f(\n....> b\n....> c" }
  }

  @Test func linesAreJoinedAndParted() throws {
    let pty = try EditorSession.start()
    pty.send("f(\rab\rcd" + Key.left + Key.left + Key.backspace)
    try pty.expectScreen("the joined lines") { $0 == "vram> f(\n....> abcd" }
    try pty.expectCursor(after: "....> ab")
    pty.send(Key.left + Key.enter)
    try pty.expectScreen("the parted lines") { $0 == "vram> f(\n....> a\n....> bcd" }
    try pty.expectCursor(after: "....> ")
    pty.send(Key.end + ")" + Key.enter)
    try pty.expectAnswer("f(|a|bcd)")
  }

  @Test func aFullRowLeavesTheCursorOnTheNext() throws {
    let pty = try EditorSession.start(columns: 20)
    pty.send("0123456789abcd")
    try pty.expectScreen("vram> 0123456789abcd")
    try pty.expectCursor(after: "")
    pty.send("e" + Key.left + Key.left)
    try pty.expectCursor(after: "vram> 0123456789abc")
    pty.send("X" + Key.enter)
    try pty.expectScreen("vram> 0123456789abcX\nde\nread [")
    try pty.expectAnswer("0123456789abcXde")
  }

  @Test func wideLettersWrapWhole() throws {
    let pty = try EditorSession.start(columns: 11)
    pty.send("日本語")
    try pty.expectScreen("vram> 日本\n語")
    pty.send(Key.left + Key.backspace)
    try pty.expectScreen("what is left") { $0 == "vram> 日語" }
    pty.send(Key.enter)
    try pty.expectAnswer("日語")
  }

  @Test func anAccentThatGoesLeavesItsLetter() throws {
    let pty = try EditorSession.start()
    pty.send("ae\u{301}")
    try pty.expectScreen("vram> ae\u{301}")
    pty.send(Key.backspace)
    try pty.expectScreen("the letter alone") { $0 == "vram> ae" }
    pty.send("\u{301}x" + Key.enter)
    try pty.expectAnswer("ae\u{301}x")
  }

  @Test func controlLClearsTheScreenAndKeepsAllLines() throws {
    let pty = try EditorSession.start()
    pty.send("one\rf(\ra")
    try pty.expectScreen("read [one]\nvram> f(\n....> a")
    pty.send(Key.control("L"))
    try pty.expectScreen("the statement alone") { $0 == "vram> f(\n....> a" }
    try pty.expectCursor(after: "....> a")
    pty.send(")\r")
    try pty.expectAnswer("f(|a)")
  }

  @Test(arguments: [1, 3, 6, 7, 12])
  func aWindowNarrowerThanThePromptTakesWhatIsTyped(_ columns: Int) throws {
    let pty = try EditorSession.start(columns: columns, waiting: false)
    pty.send("f(\rab\rcd" + Key.up + "x" + Key.down + ")\r")
    pty.resize(rows: 24, columns: 80)
    pty.send("z\r")
    try pty.expectScreen("read [z]")
    let sent = String(
      decoding: VirtualScreen.withoutEscapes(pty.transcript), as: UTF8.self)
    #expect(sent.contains("read [f(|abx|cd)]"))
  }

  @Test func aNarrowerAndAWiderWindowKeepAllLines() throws {
    let pty = try EditorSession.start(columns: 60)
    pty.send("f(\r0123456789012345678901234567890123456789\rb")
    try pty.expectScreen("....> 0123456789012345678901234567890123456789\n....> b")
    pty.resize(rows: 24, columns: 30)
    try pty.expectScreen(
      "vram> f(\n....> 012345678901234567890123\n4567890123456789\n....> b")
    pty.resize(rows: 24, columns: 60)
    try pty.expectScreen("....> 0123456789012345678901234567890123456789\n....> b")
    pty.send(")\r")
    try pty.expectAnswer("f(|0123456789012345678901234567890123456789|b)")
  }

  @Test func aStatementAtTheFootOfTheScreenScrolls() throws {
    let pty = try EditorSession.start(rows: 5)
    pty.send("a\rb\rf(\r1\r2\r3")
    try pty.expectScreen("the end of it") { $0 == "read [b]\nvram> f(\n....> 1\n....> 2\n....> 3" }
    pty.send("\r4\r5")
    try pty.expectScreen("the end of it") { $0 == "....> 1\n....> 2\n....> 3\n....> 4\n....> 5" }
    pty.send(")\r")
    try pty.expectAnswer("f(|1|2|3|4|5)")
  }
}
