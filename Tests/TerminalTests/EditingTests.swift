import Support
import Testing

@Suite(.enabled(if: Pty.isAvailable))
struct EditingTests {
  @Test func enterHandsTheLineOver() throws {
    let pty = try EditorSession.start()
    pty.send("a = 1\r")
    try pty.expectAnswer("a = 1")
  }

  @Test func textIsInsertedInTheMiddle() throws {
    let pty = try EditorSession.start()
    pty.send("ac" + Key.left + "b" + Key.enter)
    try pty.expectAnswer("abc")
  }

  @Test func homeDeleteAndWordKeysEdit() throws {
    let pty = try EditorSession.start()
    pty.send("xone two three" + Key.control("W") + Key.home + Key.delete + Key.enter)
    try pty.expectAnswer("one two ")
  }

  @Test func ctrlDInTheMiddleDeletesTheCharacterUnderTheCursor() throws {
    let pty = try EditorSession.start()
    pty.send("abc" + Key.home + Key.control("D") + Key.enter)
    try pty.expectAnswer("bc")
  }

  @Test func utf8ComesWholeAndTheCursorStandsRight() throws {
    let pty = try EditorSession.start()
    pty.send("größe 日本 é→")
    try pty.expectScreen("vram> größe 日本 é→")
    try pty.expectCursor(after: "vram> größe 日本 é→")
    pty.send(Key.left + Key.left + Key.backspace + Key.backspace + "x" + Key.enter)
    try pty.expectAnswer("größe 日xé→")
  }

  @Test(arguments: ["C", "POSIX", "xx_XX.UTF-8", ""])
  func utf8ComesWholeInAnyLocale(locale: String) throws {
    let pty = try EditorSession.start(["LC_ALL": locale])
    pty.send("größe→\r")
    try pty.expectAnswer("größe→")
  }

  @Test func badUTF8IsDroppedAndTheRestStays() throws {
    let pty = try EditorSession.start()
    pty.sendBytes([0x61, 0xFF, 0xC3, 0x62, 0x80, 0x63, 0x0D])
    try pty.expectAnswer("abc")
  }

  @Test func aLineLongerThanTheScreenComesWhole() throws {
    let pty = try EditorSession.start(rows: 10, columns: 20)
    let line = String(repeating: "0123456789", count: 40)
    pty.send(line + Key.enter)
    try pty.expect("read [\(line)]".prefix(60).description)
    pty.send("next\r")
    try pty.expectAnswer("next")
  }

  @Test func theAnswerStandsBelowAWrappedLineWhereverTheCursorWas() throws {
    let pty = try EditorSession.start(columns: 20)
    pty.send("abcdefghijklmnopqrstuvwxyz" + Key.home)
    try pty.expectScreen("opqrstuvwxyz")
    pty.send(Key.enter)
    try pty.expectScreen("vram> abcdefghijklmn\nopqrstuvwxyz\nread [abcdefghijklmn\nopqrstuvwxyz]")
  }

  @Test func theColouredPromptLeavesTheCursorInPlace() throws {
    let pty = try EditorSession.start(["NO_COLOR": ""])
    pty.send("ab")
    try pty.expectScreen("vram> ab")
    try pty.expectCursor(after: "vram> ab")
    #expect(String(decoding: pty.transcript, as: UTF8.self).contains("\u{1B}[1;36mvram>\u{1B}[0m"))
  }

  @Test func noColourMeansNoColour() throws {
    let pty = try EditorSession.start()
    pty.send("e\t\r")
    try pty.expectAnswer("e")
    #expect(!String(decoding: pty.transcript, as: UTF8.self).contains("\u{1B}[1;36m"))
  }
}
