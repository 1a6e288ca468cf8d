import Support
import Testing

/// Other ways to type: vi's keys, no editing at all, a dumb terminal.
@Suite(.enabled(if: Pty.isAvailable))
struct ModesTests {
  private func start(editrc: String, in scratch: Scratch) throws -> Pty {
    Files.write(editrc, to: scratch.path + "/.editrc")
    return try EditorSession.start(in: scratch)
  }

  @Test func viKeysEditAndOurKeysStay() throws {
    let scratch = Scratch()
    let pty = try start(editrc: "bind -v\n", in: scratch)
    pty.send("es\t b" + Key.escape + "0ix\r")
    try pty.expectAnswer("xestimate b")
    pty.send("f(\ra)\r")
    try pty.expectAnswer("f(|a)")
    pty.send(Key.escape + "kkk\r")
    try pty.expectAnswer("xestimate b")
    pty.send(Key.control("D"))
    #expect(try pty.finish() == 0)
  }

  @Test func arrowsWorkWithViKeys() throws {
    let scratch = Scratch()
    let pty = try start(editrc: "bind -v\n", in: scratch)
    pty.send("one\rtwo\r")
    try pty.expectAnswer("two")
    pty.send(Key.up + Key.up + Key.enter)
    try pty.expectAnswer("one")
  }

  @Test func theUsersBindingsAreHonoured() throws {
    let scratch = Scratch()
    let pty = try start(
      editrc: "editor-fixture:bind -s ^T typed\nother:bind -s ^T wrong\n", in: scratch)
    pty.send(Key.control("T") + Key.enter)
    try pty.expectAnswer("typed")
  }

  @Test func withEditingOffLinesAreJoined() throws {
    let scratch = Scratch()
    let pty = try start(editrc: "edit off\n", in: scratch)
    pty.send("f(\n")
    try pty.expect("....> ")
    pty.send("a)\n")
    try pty.expectAnswer("f(|a)")
    pty.send("f(\n")
    try pty.expect("....> ")
    pty.send("b" + Key.control("C"))
    try pty.expect("interrupted\r\nvram> ")
    pty.send("c\n")
    try pty.expectAnswer("c")
    pty.send(Key.control("D"))
    #expect(try pty.finish() == 0)
  }

  @Test(arguments: ["dumb", ""])
  func aDumbTerminalGetsAPlainPrompt(terminal: String) throws {
    let pty = try EditorSession.start(["TERM": terminal])
    pty.send("f(\n")
    try pty.expect("....> ")
    pty.send("a)\n")
    try pty.expectAnswer("f(|a)")
    pty.send(Key.control("C"))
    try pty.expect("interrupted\r\nvram> ")
    pty.send(Key.control("D"))
    #expect(try pty.finish() == 0)
    #expect(!pty.transcript.contains(0x1B))
  }
}
