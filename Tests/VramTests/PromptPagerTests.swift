import Support
import Testing

/// Long answers.
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
    let pty = try PromptSession.start([], ["PAGER": Self.counting], in: Scratch(), rows: 400)
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
}
