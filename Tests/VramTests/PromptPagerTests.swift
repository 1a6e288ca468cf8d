import Support
import Testing

/// Long answers and long waits.
@Suite(.enabled(if: Pty.isAvailable)) struct PromptPagerTests {
  /// A pager that says that it was there, and how many lines it got.
  private static let counting = "echo \"[paged $(wc -l) lines]\""

  @Test func aLongAnswerGoesThroughThePager() throws {
    let pty = try PromptSession.start([], ["PAGER": Self.counting], in: Scratch(), rows: 20)
    pty.send("models\r")
    try pty.expect("[paged ")
    try pty.expect("vram> ")
    pty.send("1 + 1\r")
    try pty.expect("2\r\n")
    _ = try pty.leave()
    #expect(!pty.screen.text.contains("[paged 1 "))
  }

  @Test func whatFitsDoesNot() throws {
    let pty = try PromptSession.start([], ["PAGER": Self.counting], in: Scratch(), rows: 200)
    try pty.say("models")
    #expect(!pty.screen.text.contains("[paged"))
    _ = try pty.leave()
  }

  @Test func pagerOffMeansOff() throws {
    let pty = try PromptSession.start([], ["PAGER": Self.counting], in: Scratch(), rows: 20)
    try pty.say("pager = off")
    try pty.say("models")
    #expect(!pty.screen.text.contains("[paged"))
    _ = try pty.leave()
  }

  @Test(arguments: ["no-such-pager", "", "  ", "no-such-pager -x | cat", "/no/such"])
  func aPagerThatIsMissingIsNoFault(_ pager: String) throws {
    let pty = try PromptSession.start([], ["PAGER": pager], in: Scratch(), rows: 20)
    try pty.say("models.name; models")
    try pty.say("\"still \" + \"here\"")
    try pty.expectScreen("still here")
    #expect(!pty.screen.text.contains("not found"))
    _ = try pty.leave()
  }

  @Test func aReaderWhoLeavesEarlyIsNoFault() throws {
    let pty = try PromptSession.start([], ["PAGER": "head -n 1"], in: Scratch(), rows: 20)
    // More than a pipe holds.
    try pty.say("sweep(n, 1...20000, n * n)")
    pty.send("6 * 7\r")
    try pty.expect("42\r\n")
    #expect(try pty.leave() == 0)
  }

  @Test func lessIsThePagerWhereNoneIsNamed() throws {
    guard try Shell.run("command -v less").status == 0 else { return }
    let pty = try PromptSession.start(in: Scratch(), rows: 20)
    pty.send("models\r")
    try pty.expectScreen("less, waiting for a key") { $0.hasSuffix(":") }
    pty.send("q")
    try pty.expectScreen("the prompt") { $0.hasSuffix("vram>") }
    #expect(try pty.leave() == 0)
  }

  @Test func scriptsArePagedNever() throws {
    let answer = try Program.run("-e models", environment: "PAGER='\(Self.counting)'")
    #expect(!answer.output.contains("[paged"))
  }

  private static let long = "sweep(a, 1...3000, b, 1...3000, a * b)"

  @Test func aLongSweepSaysHowFarItIs() throws {
    let pty = try PromptSession.start(in: Scratch())
    pty.send(Self.long + "; print \"through\"\r")
    try pty.expect("% done, Ctrl-C stops it")
    pty.send("\u{3}")
    try pty.expect("stopped")
    try pty.expect("vram> ")
    // It is gone from the screen.
    #expect(!pty.screen.text.contains("% done"))
    #expect(!pty.screen.text.split(separator: "\n").contains("through"))
    pty.send("6 * 7\r")
    try pty.expect("42\r\n")
    _ = try pty.leave()
  }

  @Test func aShortSweepSaysNothing() throws {
    let pty = try PromptSession.start(in: Scratch())
    try pty.say("sweep(a, 1...100, a * a).count")
    #expect(!String(decoding: pty.transcript, as: UTF8.self).contains("done"))
    _ = try pty.leave()
  }

  @Test func pipesGetNoProgress() throws {
    let answer = try Program.run("-e 'sweep(a, 1...1000, b, 1...700, a * b).count'")
    #expect(answer.errors == "")
    #expect(answer.output == "700_000\n")
  }
}
