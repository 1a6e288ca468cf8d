import Support
import Testing

/// Long waits say so, and leave nothing behind.
@Suite(.enabled(if: Pty.isAvailable)) struct PromptProgressTests {
  private static let long = "sweep(a, 1...3000, b, 1...3000, a * b)"

  @Test func aLongSweepSaysHowFarItIs() throws {
    let pty = try PromptSession.start(in: Scratch())
    pty.send(Self.long + "; print \"through\"\r")
    try pty.expect("% done, Ctrl-C stops it")
    pty.send(Key.control("C"))
    try pty.expect("stopped")
    try pty.expect("vram> ")
    // It is gone from the screen.
    #expect(!pty.screen.text.contains("% done"))
    #expect(!pty.screen.text.split(separator: "\n").contains("through"))
    try pty.say("6 * 7", "42")
    _ = try pty.leave()
  }

  /// Whatever goes on for long by steps that can be counted, or by none.
  @Test(arguments: [
    "where(big, work(a) > 0).count", "sort(big, work(a)).count", "select(big, work(a)).count",
    "map(1...100000, work).count", "[work(x) for x in 1...100000].count",
    "largest(n, work(n * 100000) > 0, among: [x for x in 1...100000])",
    "smallest(n, work(n * 100000) < 0, among: [x for x in 1...100000])",
    "estimate(model: llama8b, batch: 1...100000).count",
  ])
  func eachLoopSaysHowFarItIs(_ line: String) throws {
    let pty = try PromptSession.start(in: Scratch())
    try pty.say("work(n) = if n < 2 then n else if n > 300 then work(300) else work(n - 1)")
    try pty.say("big = sweep(a, 1...100000, a)")
    pty.send(line + "\r")
    try pty.expect("% done, Ctrl-C stops it", timeout: 60)
    pty.send(Key.control("C"))
    try pty.expect("stopped")
    try pty.expect("vram> ")
    #expect(!pty.screen.text.contains("done"))
    _ = try pty.leave()
  }

  @Test func whatCannotBeCountedSaysThatItIsAtWork() throws {
    let pty = try PromptSession.start(in: Scratch())
    try pty.say("fib(n) = if n < 2 then n else fib(n - 1) + fib(n - 2)")
    pty.send("fib(60)\r")
    try pty.expect("  at work, Ctrl-C stops it")
    pty.send(Key.control("C"))
    try pty.expect("stopped")
    try pty.expect("vram> ")
    #expect(!pty.screen.text.contains("at work"))
    _ = try pty.leave()
  }

  @Test func itIsGoneWhenTheAnswerComes() throws {
    let pty = try PromptSession.start(["--quiet"], in: Scratch())
    pty.send("sweep(a, 1...1000, b, 1...2000, a * b).count\r")
    try pty.expect("% done")
    try pty.expect("2_000_000\r\n", timeout: 120)
    try pty.expect("vram> ")
    #expect(
      pty.screen.text
        == "vram> sweep(a, 1...1000, b, 1...2000, a * b).count\n2_000_000\nvram>")
    _ = try pty.leave()
  }

  @Test func itGoesToTheStreamForErrors() throws {
    let scratch = Scratch()
    let line = "exec \"$VRAM\" --quiet 2> \"\(scratch.path)/errors\""
    let pty = try PromptSession.start(shell: line, in: scratch)
    try pty.say("sweep(a, 1...1000, b, 1...1000, a * b).count", "1_000_000")
    _ = try pty.leave()
    // The stream is no terminal here, so nobody is told.
    #expect(!String(decoding: pty.transcript, as: UTF8.self).contains("done"))
    #expect(Files.read(scratch.path + "/errors") == "")
  }

  @Test func aShortSweepSaysNothing() throws {
    let pty = try PromptSession.start(in: Scratch())
    try pty.say("sweep(a, 1...100, a * a).count")
    #expect(!String(decoding: pty.transcript, as: UTF8.self).contains("done"))
    _ = try pty.leave()
  }

  @Test func pipesGetNone() throws {
    let answer = try Program.run("-e 'sweep(a, 1...1000, b, 1...700, a * b).count'")
    #expect(answer.errors == "")
    #expect(answer.output == "700_000\n")
  }
}
