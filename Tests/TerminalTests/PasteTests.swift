import Support
import Testing

/// A paste that comes between marks is text, whatever it holds.
@Suite(.enabled(if: Pty.isAvailable))
struct PasteTests {
  @Test func itRunsNothingUntilEnter() throws {
    let pty = try EditorSession.start()
    pty.send(Key.paste("a = 1\nb = 2\nc\n"))
    try pty.expectScreen("vram> a = 1\n....> b = 2\n....> c")
    try pty.expectCursor(after: "....> c")
    #expect(!pty.screen.text.contains("read ["))
    pty.send(Key.enter)
    try pty.expectAnswer("a = 1|b = 2|c")
  }

  @Test func itIsEditedAndRecalledWhole() throws {
    let pty = try EditorSession.start()
    pty.send(Key.paste("f(1,\n2)") + Key.up + Key.end + "3, " + Key.enter)
    try pty.expectAnswer("f(1,3, |2)")
    pty.send(Key.up)
    try pty.expectScreen("read [f(1,3, |2)]\nvram> f(1,3,\n....> 2)")
    pty.send(Key.enter)
    try pty.expectAnswer("f(1,3, |2)")
  }

  @Test func itStandsWhereTheCursorIs() throws {
    let pty = try EditorSession.start()
    pty.send("f()" + Key.left + Key.paste("größe→") + Key.enter)
    try pty.expectAnswer("f(größe→)")
  }

  @Test func onePasteBehindAnotherBeginsALineWhereTheFirstEnded() throws {
    let pty = try EditorSession.start()
    pty.send(Key.paste("a = 1\n") + Key.paste("b = 2\n") + Key.enter)
    try pty.expectAnswer("a = 1|b = 2")
    pty.send(Key.paste("a + ") + Key.paste("b") + Key.enter)
    try pty.expectAnswer("a + b")
    pty.send(Key.paste("a + \n") + "c" + Key.paste("d") + Key.enter)
    try pty.expectAnswer("a + cd")
  }

  /// Ends of lines of all systems, tabs, colours, a title, a bell, a Ctrl-D, and the cursor's moves.
  @Test(arguments: [
    ("a\r\nb\rc", "a|b|c"), ("es\tb", "es  b"), ("\t\tx", "    x"),
    ("\u{1B}[1;31mred\u{1B}[0m", "red"), ("\u{1B}]0;title\u{7}a\u{1B}]0;b\u{1B}\\c", "ac"),
    ("a\u{7}bc\u{4}d\u{0}e\u{7F}f", "abcdef"), ("a\u{9B}31mb", "a31mb"),
    ("\u{1B}[Aup\u{1B}(Bx", "upBx"), ("a\u{1B}", "a"), ("e\u{301}日本👍", "e\u{301}日本👍"),
  ])
  func whatIsNoTextIsMadeHarmless(_ pasted: String, _ taken: String) throws {
    let pty = try EditorSession.start()
    pty.send(Key.paste(pasted) + Key.enter)
    try pty.expectAnswer(taken)
  }

  @Test func whatIsNoUTF8IsDropped() throws {
    let pty = try EditorSession.start()
    let mark = Array(Key.paste("").utf8)
    pty.sendBytes(mark.prefix(6) + [0x61, 0xFF, 0xC3, 0x62, 0x80, 0x63] + mark.suffix(6) + [0x0D])
    try pty.expectAnswer("abc")
  }

  @Test func theSignsOfACopiedSessionAreNotPartOfIt() throws {
    let pty = try EditorSession.start()
    pty.send(Key.paste("vram> f(\n....>   1\n....> )\nvram> g\n") + Key.enter)
    try pty.expectAnswer("f(|  1|)|g")
  }

  @Test func anEmptyPasteIsNothing() throws {
    let pty = try EditorSession.start()
    pty.send(Key.paste("") + Key.paste("\n\n") + "a" + Key.enter)
    try pty.expectAnswer("a")
    pty.send(Key.paste("\n\n") + Key.paste("b") + Key.enter)
    try pty.expectAnswer("b")
  }

  @Test func aPasteLongerThanTheScreenIsSeenWholeWhenItRuns() throws {
    let pty = try EditorSession.start(rows: 10, columns: 40)
    pty.send(Key.paste((1...40).map { "line \($0)\n" }.joined()))
    try pty.expectScreen("....> line 39\n....> line 40")
    #expect(pty.screen.text.split(separator: "\n").count == 10)
    // Up to its first line and down again.
    pty.send(String(repeating: Key.up, count: 39))
    try pty.expectScreen("vram> line 1\n....> line 2")
    pty.send(String(repeating: Key.down, count: 39))
    try pty.expectScreen("....> line 39\n....> line 40")
    let before = VirtualScreen.withoutEscapes(pty.transcript).count
    pty.send(Key.enter)
    try pty.expect("read [line 1|line 2|line 3")
    let after = VirtualScreen.withoutEscapes(pty.transcript).dropFirst(before)
    let shown = String(decoding: after.filter { $0 != 0x0D }, as: UTF8.self)
    let whole = ["vram> line 1"] + (2...40).map { "....> line \($0)" }
    #expect(shown.contains(whole.joined(separator: "\n")))
  }

  @Test func aPasteOfAHundredKilobytesIsTakenWhole() throws {
    let pty = try EditorSession.start()
    let line = String(repeating: "0123456789", count: 10)
    pty.send(Key.paste(String(repeating: line + "\n", count: 1000)) + Key.enter)
    try pty.expect("read [\(line)|\(line)|")
    pty.send("next\r")
    try pty.expect("read [next]")
  }

  @Test func withoutItsEndItIsOverAfterAWhile() throws {
    let pty = try EditorSession.start()
    pty.send("\u{1B}[200~a\nb")
    try pty.expectScreen("vram> a\n....> b")
    pty.send(Key.enter)
    try pty.expectAnswer("a|b")
  }

  @Test func controlCDropsAPasteWithoutItsEnd() throws {
    let pty = try EditorSession.start()
    pty.send("\u{1B}[200~a\nb")
    pty.send(Key.control("C"))
    try pty.expect("interrupted\r\nvram> ")
    pty.send("c\r")
    try pty.expectAnswer("c")
  }

  @Test func theKeysThatBeginLikeAPasteStay() throws {
    let pty = try EditorSession.start()
    pty.send("bc" + Key.left + Key.left + "a" + Key.right + Key.delete + "\u{1B}[1;5D" + "x\r")
    try pty.expectAnswer("xab")
  }

  @Test func itIsTextInBothOfVisModes() throws {
    let scratch = Scratch()
    Files.write("bind -v\n", to: scratch.path + "/.editrc")
    let pty = try EditorSession.start(in: scratch)
    pty.send(Key.paste("one\ndd") + Key.enter)
    try pty.expectAnswer("one|dd")
    pty.send("ab" + Key.escape)
    try pty.expectCursor(after: "vram> a")
    pty.send(Key.paste("x0dd") + Key.enter)
    try pty.expectAnswer("ax0ddb")
  }

  @Test func aSearchTakesItAsItsText() throws {
    let pty = try EditorSession.start()
    pty.send("estimate here\rother\r")
    try pty.expectAnswer("other")
    pty.send(Key.control("R") + Key.paste("mate h\n"))
    try pty.expectScreen("vram> estimate here\nsearch back: mate h")
    pty.send(Key.enter)
    try pty.expectAnswer("estimate here")
  }

  /// The terminal marks pastes only while a statement is edited.
  @Test func theMarksAreAskedForWhileAStatementIsEdited() throws {
    let pty = try EditorSession.start()
    #expect(pty.marksPastes)
    pty.send("slow\r")
    try pty.expect("computing")
    #expect(!pty.marksPastes)
    pty.send(Key.control("C"))
    try pty.expect("stopped\r\nvram> ")
    #expect(pty.marksPastes)
    pty.send(Key.control("D"))
    #expect(try pty.finish() == 0)
    #expect(!pty.marksPastes)
  }

  @Test(arguments: [1, 3, 15])
  func theyAreNotAfterASignal(_ number: Int32) throws {
    let pty = try EditorSession.start()
    #expect(pty.marksPastes)
    pty.signal(number)
    #expect(try pty.finish() == 128 + number)
    #expect(!pty.marksPastes)
  }

  @Test func theShellIsLeftWithoutThem() throws {
    let variables = ["TERM": "xterm", "PS1": "shell% ", "NO_COLOR": "1", "VRAM_HISTORY": ""]
    let pty = try Pty("/bin/sh", ["-i"], environment: variables)
    try pty.expect("shell% ")
    pty.send("\(EditorSession.program)\r")
    try pty.expect("vram> ")
    try pty.expectCursor(after: "vram> ")
    #expect(pty.marksPastes)
    pty.send(Key.control("Z"))
    try pty.expect("shell% ")
    #expect(!pty.marksPastes)
    pty.send("fg\r")
    try pty.expect("vram> ")
    #expect(pty.marksPastes)
    pty.send(Key.paste("a\nb") + Key.enter)
    try pty.expectAnswer("a|b")
  }

  @Test func aDumbTerminalIsNotAsked() throws {
    let pty = try EditorSession.start(["TERM": "dumb"])
    #expect(!pty.transcript.contains(0x1B))
  }
}
