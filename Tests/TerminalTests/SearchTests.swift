import Support
import Testing

/// Ctrl-R and Ctrl-S, and vi's keys for the same.
@Suite(.enabled(if: Pty.isAvailable))
struct SearchTests {
  private func start(editrc: String = "") throws -> Pty {
    let scratch = Scratch()
    Files.write(editrc, to: scratch.path + "/.editrc")
    let pty = try EditorSession.start(in: scratch)
    pty.send("alpha 1\rbeta 2\ralpha 3\rgrößer\r")
    try pty.expectAnswer("größer")
    pty.send(Key.control("L"))
    try pty.expectScreen("an empty screen") { $0 == "vram>" }
    return pty
  }

  @Test func itSaysWhatItLooksFor() throws {
    let pty = try start()
    pty.send(Key.control("R"))
    try pty.expectScreen("vram>\nsearch back:")
    pty.send("al")
    try pty.expectScreen("vram> alpha 3\nsearch back: al")
    try pty.expectCursor(after: "search back: al")
    pty.send(Key.control("R"))
    try pty.expectScreen("vram> alpha 1\nsearch back: al")
    pty.send(Key.control("S"))
    try pty.expectScreen("vram> alpha 3\nsearch on: al")
    pty.send(Key.enter)
    try pty.expectScreen("the answer") { $0 == "vram> alpha 3\nread [alpha 3]\nvram>" }
  }

  @Test func itSaysWhenThereIsNothing() throws {
    let pty = try start()
    pty.send(Key.control("R") + "beta")
    try pty.expectScreen("vram> beta 2\nsearch back: beta")
    pty.send(Key.control("R"))
    try pty.expectScreen("vram> beta 2\nsearch back: beta  (nothing older)")
    pty.send("x")
    try pty.expectScreen("search back: betax  (nothing older)")
    pty.send(Key.backspace + Key.backspace + Key.backspace + Key.backspace + Key.backspace + "r")
    try pty.expectScreen("vram> größer\nsearch back: r")
    pty.send(Key.enter)
    try pty.expectAnswer("größer")
  }

  @Test func itFindsWhatStandsInTheMiddleAndBeyondASCII() throws {
    let pty = try start()
    pty.send(Key.control("R") + "öß")
    try pty.expectScreen("vram> größer\nsearch back: öß")
    pty.send(Key.backspace + Key.enter)
    try pty.expectAnswer("größer")
  }

  @Test func itTakesItsTextAsItIs() throws {
    let pty = try EditorSession.start()
    pty.send("f(1)\rf.1.\rx*\r")
    try pty.expectAnswer("x*")
    pty.send(Key.control("R") + ".1" + Key.enter)
    try pty.expectAnswer("f.1.")
    pty.send(Key.control("R") + "(" + Key.enter)
    try pty.expectAnswer("f(1)")
  }

  @Test func controlGBringsBackWhatWasTyped() throws {
    let pty = try start()
    pty.send("typed" + Key.control("R") + "al")
    try pty.expectScreen("vram> alpha 3\nsearch back: al")
    pty.send(Key.control("G"))
    try pty.expectScreen("the line") { $0 == "vram> typed" }
    pty.send("!\r")
    try pty.expectAnswer("typed!")
  }

  @Test func otherKeysEndItAndDoWhatTheyDo() throws {
    let pty = try start()
    pty.send(Key.control("R") + "beta" + Key.home + "x" + Key.enter)
    try pty.expectAnswer("xbeta 2")
    pty.send(Key.control("R") + "beta 2" + Key.left + Key.backspace + Key.enter)
    try pty.expectAnswer("xbeta2")
    pty.send(Key.control("R") + "alpha")
    try pty.expectScreen("vram> alpha 3\nsearch back: alpha")
    pty.send(Key.escape)
    try pty.expectScreen("the line alone") { $0.hasSuffix("\nvram> alpha 3") }
    pty.send("!\r")
    try pty.expectAnswer("alpha 3!")
  }

  @Test func upGoesOnFromWhatWasFound() throws {
    let pty = try start()
    pty.send(Key.control("R") + "beta")
    try pty.expectScreen("vram> beta 2\nsearch back: beta")
    // Half drawn, the row of the search looks like none: an Esc that has yet to come would take the
    // arrow key for its own.
    pty.send(Key.escape)
    try pty.expectScreen("the line alone") { $0 == "vram> beta 2" }
    pty.send(Key.up)
    try pty.expectScreen("the older one") { $0 == "vram> alpha 1" }
    pty.send(Key.down + Key.down + Key.down + Key.down + "new\r")
    try pty.expectAnswer("new")
  }

  @Test func theSameAgainNeedsNoTyping() throws {
    let pty = try start()
    pty.send(Key.control("R") + "alpha" + Key.control("G") + Key.control("R") + Key.control("R"))
    try pty.expectScreen("vram> alpha 3\nsearch back: alpha")
    pty.send(Key.enter)
    try pty.expectAnswer("alpha 3")
  }

  @Test func aStatementOfManyLinesIsShownWhole() throws {
    let pty = try EditorSession.start()
    pty.send("f(\r  deep)\rother\r")
    try pty.expectAnswer("other")
    pty.send(Key.control("R") + "deep")
    try pty.expectScreen("vram> f(\n....>   deep)\nsearch back: deep")
    pty.send(Key.enter)
    try pty.expectAnswer("f(|  deep)")
  }

  @Test func aNarrowWindowShowsItsBeginning() throws {
    let pty = try EditorSession.start(columns: 16)
    pty.send("a\r")
    try pty.expectAnswer("a")
    pty.send(Key.control("R") + "nowhere")
    try pty.expectScreen("\nvram>\nsearch back: no")
    pty.send(Key.control("C"))
    try pty.expect("interrupted\r\nvram> ")
  }

  @Test func visSlashSearchesAndItsNGoesOn() throws {
    let pty = try start(editrc: "bind -v\n")
    pty.send(Key.escape)
    pty.send("/al")
    try pty.expectScreen("vram> alpha 3\nsearch back: al")
    pty.send(Key.enter)
    try pty.expectScreen("the line alone") { $0 == "vram> alpha 3" }
    pty.send("n")
    try pty.expectScreen("the older one") { $0 == "vram> alpha 1" }
    pty.send("N")
    try pty.expectScreen("the newer one") { $0 == "vram> alpha 3" }
    pty.send("\r")
    try pty.expectAnswer("alpha 3")
  }
}
