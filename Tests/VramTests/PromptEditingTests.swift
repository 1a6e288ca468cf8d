import Support
import Testing

/// Keys, letters and screens: what is typed is what runs.
@Suite(.enabled(if: Pty.isAvailable)) struct PromptEditingTests {
  @Test func emacsKeysEdit() throws {
    let pty = try PromptSession.start(in: Scratch())
    // To the start, a character off, a word off, back what was cut.
    pty.send("x1 + 40 + 9" + Key.home + Key.control("D") + Key.end + Key.control("W"))
    try pty.expectScreen("vram> 1 + 40 +")
    pty.send("1\r")
    try pty.expect("42\r\n")
    try pty.expect("vram> ")
    pty.send("6 * 7" + Key.control("U") + "5 * " + Key.control("Y") + "\r")
    try pty.expect("210\r\n")
    _ = try pty.leave()
  }

  @Test func arrowsMoveByCharacterAndByWord() throws {
    let pty = try PromptSession.start(in: Scratch())
    let left = Key.left + Key.left + Key.left
    pty.send("10 + 2" + left + Key.left + Key.backspace + "3" + Key.right)
    try pty.expectScreen("vram> 13 + 2")
    pty.send("\u{1B}[1;5D" + "4\r")
    try pty.expect("415\r\n")
    _ = try pty.leave()
  }

  @Test func viKeysEditAndOurKeysStay() throws {
    let pty = try PromptSession.start(editrc: "bind -v\n", in: Scratch())
    // Tab completes in vi's insert mode; `0` and `i` are vi's.
    pty.send("batc\t" + Key.escape + "0i1 + ")
    try pty.expectScreen("vram> 1 + batch")
    pty.send("\r")
    try pty.expect("2\r\n")
    try pty.expect("vram> ")
    // Enter goes on while a statement is not whole, and `k` goes back through the history.
    pty.send("[1,\r2].count\r")
    try pty.expect("2\r\n")
    try pty.expect("vram> ")
    pty.send(Key.escape + "kkk")
    try pty.expectScreen("the older line") { $0.hasSuffix("vram> 1 + batch") }
    pty.send("\r")
    try pty.expect("2\r\n")
    #expect(try pty.leave() == 0)
  }

  @Test func theUsersBindingsAreHonouredAndOursAreKept() throws {
    let lines = [
      "vram:bind -s ^T 40+2", "other:bind -s ^T wrong", "bind ^I ed-insert", "bind ^M ed-newline",
      "bind ^D ed-insert",
    ]
    let pty = try PromptSession.start(editrc: lines.joined(separator: "\n") + "\n", in: Scratch())
    pty.send(Key.control("T") + "\r")
    try pty.expect("42\r\n")
    try pty.expect("vram> ")
    pty.send("estima\t.tota\t")
    try pty.expectScreen("vram> estimate.total")
    try pty.drop()
    pty.send("[1,\r2].count\r")
    try pty.expect("2\r\n")
    #expect(try pty.leave() == 0)
  }

  @Test func withEditingOffLinesAreJoined() throws {
    let pty = try PromptSession.start(editrc: "edit off\n", in: Scratch())
    pty.send("[1,\n")
    try pty.expect("....> ")
    pty.send("2].count\n")
    try pty.expect("2\r\n")
    #expect(try pty.leave() == 0)
  }

  @Test func lettersBeyondASCIIAreOneKeyEach() throws {
    let pty = try PromptSession.start(in: Scratch())
    pty.send("\"größe→é\"" + Key.left + Key.backspace + Key.backspace + "!")
    try pty.expectScreen("vram> \"größe!\"")
    pty.send("\r")
    try pty.expect("größe!\r\n")
    _ = try pty.leave()
  }

  @Test func wideLettersTakeTwoColumns() throws {
    let pty = try PromptSession.start(in: Scratch())
    pty.send("\"日本語\"")
    try pty.expectScreen("vram> \"日本語\"")
    try pty.expectCursor(after: "vram> \"日本語\"")
    pty.send(Key.left + Key.left + Key.backspace)
    try pty.expectScreen("vram> \"日語\"")
    try pty.expectCursor(after: "vram> \"日")
    pty.send("\r")
    try pty.expect("日語\r\n")
    _ = try pty.leave()
  }

  @Test func aCombiningAccentStaysWithItsLetter() throws {
    let pty = try PromptSession.start(in: Scratch())
    try pty.say("\"e\u{301}a\"", "e\u{301}a")
    _ = try pty.leave()
  }

  @Test func whatIsNoUTF8IsDropped() throws {
    let pty = try PromptSession.start(in: Scratch())
    pty.sendBytes([0x34, 0xFF, 0xC3, 0x32, 0x80, 0x0D])
    try pty.expect("42\r\n")
    _ = try pty.leave()
  }

  @Test func aNarrowerWindowKeepsWhatIsTyped() throws {
    let pty = try PromptSession.start(["--quiet"], in: Scratch(), rows: 24, columns: 80)
    let sum = (1...20).map(String.init).joined(separator: " + ")
    pty.send(sum)
    try pty.expectScreen("20")
    pty.resize(rows: 24, columns: 40)
    try pty.expectScreen("three rows") { $0.split(separator: "\n").count == 3 }
    pty.send("\r")
    try pty.expect("210\r\n")
    _ = try pty.leave()
  }

  @Test func aWiderWindowKeepsWhatIsTyped() throws {
    let pty = try PromptSession.start(["--quiet"], in: Scratch(), rows: 24, columns: 40)
    let sum = (1...20).map(String.init).joined(separator: " + ")
    pty.send(sum)
    try pty.expectScreen("20")
    pty.resize(rows: 24, columns: 120)
    try pty.expectScreen("vram> " + sum)
    pty.send("\r")
    try pty.expect("210\r\n")
    _ = try pty.leave()
  }

  @Test func aWindowOfTwentyColumnsIsEnough() throws {
    let pty = try PromptSession.start(in: Scratch(), rows: 60, columns: 20)
    try pty.say("model = llama8b")
    try pty.say("estimate.total", "10.70 GiB")
    pty.send("estimate\r")
    try pty.expect("total")
    try pty.expect("vram> ")
    pty.send("fits(\t")
    try pty.expectScreen("more")
    try pty.drop()
    let widest = pty.screen.text.split(separator: "\n").map(\.count).max() ?? 0
    #expect(widest <= 20)
    _ = try pty.leave()
  }

  @Test func aLineOfTenThousandLettersIsAnswered() throws {
    let pty = try PromptSession.start(in: Scratch())
    pty.send("[1" + String(repeating: ", 1", count: 3_333) + "].count\r")
    try pty.expect("\n3334\r\n", timeout: 60)
    try pty.expect("vram> ")
    try pty.say("6 * 7", "42")
    #expect(try pty.leave() == 0)
  }

  @Test func clearingTheScreenKeepsTheLine() throws {
    let pty = try PromptSession.start(in: Scratch())
    try pty.say("1 + 1", "2")
    pty.send("20 + 2" + Key.control("L"))
    try pty.expectScreen("the line alone") { $0 == "vram> 20 + 2" }
    pty.send("2\r")
    try pty.expect("42\r\n")
    _ = try pty.leave()
  }
}
