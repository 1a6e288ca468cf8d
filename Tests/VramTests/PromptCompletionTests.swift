import Support
import Testing

/// Tab at every place of the language.
@Suite(.enabled(if: Pty.isAvailable)) struct PromptCompletionTests {
  /// What stands in the list below a line, Tab having been pressed at its end.
  private func listed(
    _ line: String, after lines: [String] = [], in scratch: Scratch = Scratch(),
    rows: Int = 60, columns: Int = 100
  ) throws -> [String] {
    let pty = try PromptSession.start(["--quiet"], in: scratch, rows: rows, columns: columns)
    for line in lines { try pty.say(line) }
    pty.send(line + Key.tab)
    try pty.expectScreen("the line again, under a list") { text in
      text.hasSuffix("\n" + ("vram> " + line).trimmed) && text.contains("\n  ")
    }
    let rows = pty.screen.text.split(separator: "\n").dropLast().filter { $0.hasPrefix("  ") }
    try pty.drop()
    #expect(try pty.leave() == 0)
    return rows.map { String($0.dropFirst(2)) }
  }

  /// What Tab makes of a line.
  private func completed(
    _ line: String, to whole: String, after lines: [String] = [], in scratch: Scratch = Scratch()
  ) throws {
    let pty = try PromptSession.start(in: scratch)
    for line in lines { try pty.say(line) }
    pty.send(line + Key.tab)
    try pty.expectScreen("`\(whole)`") { $0.hasSuffix("vram> " + whole) }
    try pty.drop()
    #expect(try pty.leave() == 0)
  }

  @Test func aNameOfTheSetupSaysWhatItIs() throws {
    let list = try listed("pa")
    #expect(
      list.contains {
        $0.hasPrefix("padding ")
          && $0.hasSuffix(" whether the batch is padded, so that a mask reaches the kernel")
      })
  }

  @Test func aWordSaysWhatItAnswers() throws {
    let list = try listed("e")
    #expect(
      list.contains {
        $0.hasPrefix("estimate") && $0.hasSuffix("the memory of the setup, part by part")
      })
    #expect(list.contains { $0.hasPrefix("explain ") })
  }

  @Test func aModelSaysHowLargeItIs() throws {
    let list = try listed("model = llama3_1")
    #expect(
      list.contains {
        $0.hasPrefix("llama3_1_8b ") && $0.hasSuffix("Llama 3.1 8B, 8.03B parameters")
      })
    #expect(!list.contains { $0.contains("rtx") || $0.contains("estimate") })
  }

  @Test func aCardSaysItsMemory() throws {
    let list = try listed("fits(rtx40")
    #expect(list.contains { $0.hasPrefix("rtx4090 ") && $0.hasSuffix("RTX 4090, 24 GiB") })
    // Of two spellings the entry's own is enough; the other completes all the same.
    #expect(!list.contains { $0.hasPrefix("rtx4070_ti ") })
    try completed("fits(rtx4070_ti_", to: "fits(rtx4070_ti_super")
  }

  @Test func aBindingOfOnesOwnComesFirst() throws {
    let lines = ["## What a run costs.", "estate(hours) = hours * $2", "estimates = 3"]
    let list = try listed("est", after: [lines.dropLast().joined(separator: "\u{1B}\r"), lines[2]])
    #expect(list.first == "estate     What a run costs.")
    #expect(list.dropFirst().first == "estimates  yours")
    #expect(list.dropFirst(2).first?.hasPrefix("estimate   ") == true)
  }

  @Test func anEmptyLineListsTheSetupAndTheWords() throws {
    let list = try listed("", rows: 100)
    #expect(list.first?.hasPrefix("model ") == true)
    #expect(list.contains { $0.hasPrefix("sweep ") })
    #expect(!list.contains { $0.hasPrefix("rtx") })
  }

  @Test func aCallListsItsArgumentsWithTheirDefaults() throws {
    let list = try listed("qlora(")
    #expect(list.first == "r:             the rank of the adapters (16)")
    #expect(list.contains("double_quant:  whether the scales are quantised once more (on)"))
  }

  @Test func argumentsThatAreGivenAreNotOfferedAgain() throws {
    let list = try listed("qlora(r: 8, alpha: 16, ")
    #expect(list.contains { $0.hasPrefix("targets:") } && list.contains { $0.hasPrefix("dtype:") })
    #expect(!list.contains { $0.hasPrefix("r:") || $0.hasPrefix("alpha:") })
  }

  @Test func aQuestionTakesTheSetup() throws {
    let list = try listed("estimate(")
    #expect(list.contains { $0.hasPrefix("batch:") && $0.contains("sequences in one micro-batch") })
    #expect(list.contains { $0.hasPrefix("checkpointing:") })
  }

  @Test func aCommandWithoutParenthesesTakesItsArguments() throws {
    let list = try listed("fits m3_")
    #expect(list.contains { $0.hasPrefix("m3_max_64gb ") })
  }

  @Test func behindEqualsStandTheChoices() throws {
    let list = try listed("precision = ")
    #expect(list.prefix(2).map { $0.prefix { $0 != " " } } == ["auto", "bf16"])
    #expect(list.contains { $0.hasPrefix("mixed") && $0.hasSuffix("the same as fp32_amp") })
    try completed("optimizer = adafa", to: "optimizer = adafactor")
    try completed("padding = of", to: "padding = off")
  }

  @Test func behindTheColonOfAnArgumentStandItsChoices() throws {
    let list = try listed("method = qlora(targets: ")
    #expect(list.flatMap { $0.split(separator: " ") } == ["all_linear", "attention", "qv"])
    try completed("estimate(optimizer: adafa", to: "estimate(optimizer: adafactor")
  }

  @Test func behindADotStandTheFields() throws {
    let fields = try listed("estimate.").flatMap { $0.split(separator: " ") }
    #expect(fields.contains("total") && fields.contains("activations") && fields.contains("phase"))
    try completed("rtx4090.usab", to: "rtx4090.usable")
    try completed("plan.bat", to: "plan.batch", after: ["plan = { batch: 4, seq: 2 }; plan"])
    try completed("optimizers.pag", to: "optimizers.paged")
  }

  @Test func behindANumberStandTheUnits() throws {
    let units = try listed("24 ").flatMap { $0.split(separator: " ") }
    #expect(units.contains("GiB") && units.contains("tokens") && units.contains("params"))
    try completed("24 Gi", to: "24 GiB")
  }

  @Test(arguments: [
    "where(gpus, mem", "gpus | where(mem", "where(sort(gpus, price), year > 2020 and mem",
  ])
  func inARowStandTheColumns(_ line: String) throws {
    try completed(line, to: line + "ory")
  }

  @Test func theColumnsOfATableOfOnesOwnAreKnown() throws {
    try completed(
      "sort(runs, batch_", to: "sort(runs, batch_size",
      after: ["runs = [{ batch_size: b, cost: b * 2 } for b in 1...3]"])
  }

  @Test func insideLoadStandScriptsAndFolders() throws {
    let scratch = Scratch()
    _ = try Shell.run("mkdir \"\(scratch.path)/plans\"")
    for name in ["one.vram", "two.vram", "notes.txt", "plans/three.vram"] {
      Files.write("1\n", to: scratch.path + "/" + name)
    }
    let names = try listed("load(\"\(scratch.path)/", in: scratch).flatMap {
      $0.split(separator: " ")
    }
    #expect(names == ["one.vram", "plans/", "two.vram"])
    try completed(
      "load(\"\(scratch.path)/pl", to: "load(\"\(scratch.path)/plans/", in: scratch)
  }

  @Test func insideHfStandConfigsAndFolders() throws {
    let scratch = Scratch()
    _ = try Shell.run("mkdir \"\(scratch.path)/my-model\"")
    Files.write("{}", to: scratch.path + "/my-model/config.json")
    Files.write("", to: scratch.path + "/my-model/weights.bin")
    try completed("hf(\"\(scratch.path)/my", to: "hf(\"\(scratch.path)/my-model/", in: scratch)
    try completed(
      "hf(\"\(scratch.path)/my-model/", to: "hf(\"\(scratch.path)/my-model/config.json",
      in: scratch)
  }

  @Test func insideAnyOtherTextNothingIsOffered() throws {
    let pty = try PromptSession.start(["--quiet"], in: Scratch())
    pty.send("print \"est" + Key.tab + Key.tab + "!\"\r")
    try pty.expect("est!\r\n")
    _ = try pty.leave()
  }

  @Test func theTextBehindTheCursorStays() throws {
    let pty = try PromptSession.start(in: Scratch())
    pty.send("ma(1, 2)" + Key.home + Key.right + Key.right + "x" + Key.tab + "\r")
    try pty.expect("2\r\n")
    _ = try pty.leave()
  }

  @Test func aLaterLineOfAStatementIsCompletedToo() throws {
    let pty = try PromptSession.start(in: Scratch())
    pty.send("max(\r1, batc" + Key.tab + " + 4)\r")
    try pty.expect("5\r\n")
    _ = try pty.leave()
  }

  @Test(arguments: [30, 40, 60, 80, 120])
  func twoColumnsFitTheWidth(_ columns: Int) throws {
    let list = try listed("estimate(", rows: 60, columns: columns)
    #expect(list.allSatisfy { $0.count + 2 < columns })
    #expect(list.contains { $0.hasPrefix("batch:") && $0.contains("sequences") })
  }

  @Test func aListThatIsTooLongSaysHowManyAreLeft() throws {
    #expect(try listed("fits(", rows: 24).last?.hasSuffix(" more") == true)
  }
}

extension String {
  fileprivate var trimmed: String {
    var text = self
    while text.last == " " { text.removeLast() }
    return text
  }
}
