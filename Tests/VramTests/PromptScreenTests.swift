import Support
import Testing

/// What people see, as it was looked at once. `RECORD=1 swift test` renews.
@Suite(.enabled(if: Pty.isAvailable)) struct PromptScreenTests {
  struct Scene: CustomTestStringConvertible {
    let name: String
    /// Lines that are typed, each with Enter.
    var lines: [String] = []
    /// What is typed at the end, without it.
    var keys = ""
    /// What the screen shows when all is there.
    let shows: String
    var environment: [String: String] = [:]

    var testDescription: String { name }
  }

  static let setup = "model = llama8b; gpu = rtx3060"

  static let scenes: [Scene] = [
    Scene(name: "greeting", shows: "to leave"),
    Scene(name: "estimate", lines: [setup, "estimate"], shows: "usable"),
    Scene(name: "complete-argument", keys: "qlora(\t", shows: "double_quant:"),
    Scene(name: "complete-choice", keys: "precision = \t", shows: "fp32_amp"),
    Scene(name: "complete-field", keys: "estimate.\t", shows: "optimizer"),
    Scene(name: "complete-unit", keys: "24 \t", shows: "GiB"),
    Scene(name: "complete-name", keys: "pa\t", shows: "parallel"),
    Scene(name: "complete-card", keys: "fits(rtx40\t", shows: "rtx4090"),
    Scene(name: "complete-column", keys: "where(gpus, \t", shows: "usable"),
    Scene(name: "complete-label", keys: "qlora(targets: \t", shows: "all_linear"),
    Scene(name: "complete-nothing", keys: "\t", shows: "checkpointing"),
    Scene(name: "table", lines: [setup, "sweep(seq, 2K...16K by *2)"], shows: "16,384"),
    Scene(
      name: "habits",
      lines: [
        "optim = adamw_8bit", "qlora(lora_alpha: 32)", "where(models, layers = 32)",
        "estimate(max_seq_length: 4096)",
      ], shows: "did you mean `seq`?"),
    Scene(
      name: "errors", lines: ["fits(rtx4009)", "24 GiB + 2048 tokens", "batch = 0"],
      shows: "batch = 0\n"),
    Scene(name: "undo", lines: [setup, "batch = 4", "undo", "history"], shows: "statement"),
    Scene(
      name: "tour", lines: ["tour", "model = llama8b", "2 + 2", "tour stop"], shows: "Left the tour"
    ),
    Scene(
      name: "ascii", lines: [setup, "estimate", "tour", "model = llama8b"], shows: "Step 2",
      environment: ["LC_ALL": "C"]),
    Scene(
      name: "dumb", lines: ["tour", "model = llama8b", "fits(rtx4009)"], shows: "did you mean",
      environment: ["TERM": "dumb"]),
  ]

  @Test(arguments: scenes, [80, 120])
  func looksAsItDid(_ scene: Scene, _ columns: Int) throws {
    let pty = try PromptSession.start(
      [], scene.environment, in: Scratch(), rows: 60, columns: columns)
    for line in scene.lines { try pty.say(line) }
    pty.send(scene.keys)
    try pty.expectScreen(scene.shows)
    if !scene.keys.isEmpty {
      // The list is there when the line stands under it again.
      try pty.expectScreen("the line under the list") { text in
        text.split(separator: "\n").filter { $0.hasPrefix("vram>") }.count > 1
      }
    }
    let problem = Golden.difference(
      pty.screen.text + "\n", file: "prompt-\(scene.name)-\(columns).txt")
    #expect(problem == nil, "\(problem ?? "")")
  }

  @Test func noGreetingWhenQuiet() throws {
    let pty = try PromptSession.start(["--quiet"], in: Scratch())
    #expect(pty.screen.text == "vram>")
    _ = try pty.leave()
  }

  @Test(arguments: [40, 60, 80, 200])
  func theGreetingIsThreeLinesAtMost(_ columns: Int) throws {
    let pty = try PromptSession.start(in: Scratch(), columns: columns)
    #expect(pty.screen.text.split(separator: "\n").count <= 4)
    #expect(pty.screen.text.contains("tour, help, or Ctrl-D to leave"))
    _ = try pty.leave()
  }

  @Test func colourTellsKindsApartAndNoColorTakesItAway() throws {
    for (value, isColoured) in [("", true), ("1", false)] {
      let pty = try PromptSession.start([], ["NO_COLOR": value], in: Scratch())
      try pty.say("estimate")
      try pty.say("tour")
      _ = try pty.leave()
      let sent = String(decoding: pty.transcript, as: UTF8.self)
      #expect(sent.contains("\u{1B}[1;36m") == isColoured)
      #expect(sent.contains("\u{1B}[1;31m") || sent.contains("\u{1B}[31m") == isColoured)
    }
  }
}
