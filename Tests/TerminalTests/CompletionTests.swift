import Support
import Testing

@Suite(.enabled(if: Pty.isAvailable))
struct CompletionTests {
  @Test func oneNameIsCompleted() throws {
    let pty = try EditorSession.start()
    pty.send("a es\t + b\r")
    try pty.expectAnswer("a estimate + b")
  }

  @Test func theTextAfterTheCursorStays() throws {
    let pty = try EditorSession.start()
    pty.send("es b" + Key.left + Key.left + "\t\r")
    try pty.expectAnswer("estimate b")
  }

  @Test func aNameBeyondASCIIIsCompleted() throws {
    let pty = try EditorSession.start()
    pty.send("größe g\t→\r")
    try pty.expectAnswer("größe größe→")
  }

  @Test func whatIsCommonIsInserted() throws {
    let pty = try EditorSession.start()
    pty.send("pl\t2\r")
    try pty.expectAnswer("plain2")
  }

  @Test func manyNamesAreListedWithTheirNotes() throws {
    let pty = try EditorSession.start()
    pty.send("e\t")
    try pty.expectScreen(
      """
      vram> e
        estimate  what memory the setup takes, cause by cause
        explain   why a figure is what it is
        exit      leaves; so does Ctrl-D, which is shorter, and so does closing the …
      vram> e
      """)
    pty.send("st\t\r")
    try pty.expectAnswer("estimate")
  }

  @Test func theListFitsANarrowScreen() throws {
    let pty = try EditorSession.start(columns: 40)
    pty.send("e\t")
    try pty.expectScreen(
      """
      vram> e
        estimate  what memory the setup take…
        explain   why a figure is what it is
        exit      leaves; so does Ctrl-D, wh…
      vram> e
      """)
  }

  @Test func namesWithoutNotesStandSideBySide() throws {
    let pty = try EditorSession.start()
    pty.send("plain\t")
    try pty.expectScreen("  plain1  plain2  plain3\nvram> plain")
  }

  @Test func aListThatDoesNotFitSaysHowManyAreLeft() throws {
    let pty = try EditorSession.start(rows: 8)
    pty.send("\t")
    try pty.expectScreen("  and 2 more\nvram>")
  }

  @Test func theListLeavesAStatementOfManyLinesWhole() throws {
    let pty = try EditorSession.start()
    pty.send("f(\re\rb)" + Key.up)
    try pty.expectScreen("vram> f(\n....> e\n....> b)")
    pty.send("\t")
    try pty.expectScreen("  explain   why a figure is what it is")
    try pty.expectScreen("…\nvram> f(\n....> e\n....> b)")
    pty.send("st\t\r")
    try pty.expectAnswer("f(|estimate|b)")
  }

  @Test func nothingToCompleteLeavesTheText() throws {
    let pty = try EditorSession.start()
    pty.send("zzz\t\t\r")
    try pty.expectAnswer("zzz")
  }
}
