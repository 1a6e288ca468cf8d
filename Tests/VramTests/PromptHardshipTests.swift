import Support
import Testing

/// Whatever happens, the prompt stays, or leaves in order.
@Suite(.enabled(if: Pty.isAvailable)) struct PromptHardshipTests {
  private static let keys =
    [
      "\t", "\t\t", "\r", "\n", "(", ")", "{", "}", "[", "]", "\"", ".", "=", "; ", "#", "24 ",
      "load(\"",
      "fits(rtx", "where(models, ", "estimate", "model = llama8b\r", "tour\r", "tour skip\r",
      "undo\r",
      "reset\r", "history\r", "日本", "👩‍🚀", "e\u{301}", String(repeating: "x", count: 300),
      "sweep(batch, 1...50)\r", "sweep(a, 1...2000, b, 1...2000)\r", "est",
      Key.up, Key.down, Key.left, Key.right, Key.home, Key.end, Key.delete, Key.backspace,
      Key.escape,
      Key.escape + Key.enter, Key.escape + "x", Key.escape + "X", Key.escape + "<", "\u{1B}[5~",
      "\u{1B}[1;5D", "\u{1B}[200~",
    ] + "BCFGKLNOPQRSTUVWXY".map { Key.control($0) }

  /// The same keys in every run, by a generator of a few bits.
  @Test(arguments: 1...12)
  func noKeysBreakIt(_ seed: Int) throws {
    var state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15
    func next(_ count: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % count
    }
    let scratch = Scratch()
    if seed.isMultiple(of: 3) { Files.write("bind -v\n", to: scratch.path + "/.editrc") }
    let pty = try PromptSession.start([], ["PAGER": "cat"], in: scratch)
    for _ in 0..<60 {
      pty.send(Self.keys[next(Self.keys.count)])
      if next(10) == 0 {
        pty.resize(rows: [40, 24, 5, 2][next(4)], columns: [100, 80, 20, 3][next(4)])
      }
    }
    // Whatever is open, quoted, searched or computed ends by Ctrl-C.
    pty.resize(rows: 40, columns: 100)
    pty.send(Key.control("C"))
    pty.send("\r")
    var isThere = false
    for _ in 0..<20 where !isThere {
      pty.send(Key.control("C"))
      pty.send("1000006 * 7\r")
      isThere = (try? pty.expect("7_000_042\r\n", timeout: 5)) != nil
    }
    #expect(isThere, "\(pty.screen.text)")
    pty.signal(15)
    #expect(try pty.finish() == 143)
  }

  @Test func libeditsOwnCommandLineIsNotReached() throws {
    let pty = try PromptSession.start(in: Scratch())
    pty.send(Key.escape + "x" + "\r" + Key.escape + "X" + "\r")
    try pty.say("6 * 7", "42")
    #expect(try pty.leave() == 0)
    let vi = try PromptSession.start(editrc: "bind -v\n", in: Scratch())
    vi.send(Key.escape + ":" + "\r")
    try vi.say("6 * 7", "42")
    #expect(try vi.leave() == 0)
  }

  @Test func controlCAtAnyMomentKeepsIt() throws {
    let pty = try PromptSession.start(in: Scratch())
    for line in ["", "model = llama8b", "fits(", "sweep(a, 1...3000, b, 1...3000)\r", "models\r"] {
      pty.send(line + Key.control("C"))
      pty.send(Key.control("C"))
    }
    pty.send("\r")
    try pty.say("6 * 7", "42")
    #expect(try pty.leave() == 0)
  }

  @Test func aClosedTerminalEndsIt() throws {
    #expect(try PromptSession.start(in: Scratch()).hangUp() == 129)
    // In the middle of an answer, too.
    let pty = try PromptSession.start(in: Scratch())
    pty.send("sweep(a, 1...3000, b, 1...3000, a * b)\r")
    try pty.expect("% done")
    #expect(pty.hangUp() == 129)
  }

  @Test(arguments: ["unset HOME", "HOME=", "HOME=/proc", "HOME=/dev/null/home"])
  func anyHomeWillDo(_ change: String) throws {
    let line = "unset VRAM_HISTORY; \(change); export HOME; exec \"$VRAM\" --quiet"
    let pty = try PromptSession.start(shell: line, in: Scratch())
    try pty.say("20 + 1", "21")
    try pty.say("6 * 7", "42")
    #expect(try pty.leave() == 0)
    let notes = pty.screen.text.split(separator: "\n").filter { $0.hasPrefix("note: ") }
    #expect(notes.count <= 1)
  }

  @Test(arguments: ["xterm", "screen-256color", "vt100", "linux", "no-such-terminal"])
  func anyTerminalWillDo(_ name: String) throws {
    let pty = try PromptSession.start([], ["TERM": name], in: Scratch())
    try pty.say("6 * 7", "42")
    #expect(try pty.leave() == 0)
  }
}
