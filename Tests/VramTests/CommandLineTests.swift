import Support
import Testing

/// What scripts of others rely on: streams and exit status.
@Suite struct CommandLineTests {
  struct Case: CustomTestStringConvertible {
    let arguments: String
    var input: String?
    var status: Int32 = 0
    var output: String?
    var errors: String?

    var testDescription: String { arguments }
  }

  static let cases: [Case] = [
    Case(arguments: "-e '1 + 1'", output: "2\n", errors: ""),
    Case(arguments: "-e 'x = 3' -e 'x * 2'", output: "6\n", errors: ""),
    Case(arguments: "-e 'assert 1 == 2; print \"on\"'", status: 1, output: "on\n"),
    Case(arguments: "-e 'assert 1 == 1'", output: "", errors: ""),
    Case(arguments: "-e 'fit(rtx4090)'", status: 2, output: "", errors: "did you mean `fits`?"),
    Case(arguments: "-e '1 +'", status: 2, output: ""),
    Case(arguments: "-e 'estimate'", status: 2, errors: "no model yet"),
    Case(arguments: "", input: "x = 2\nx ^ 10\n", output: "1024\n", errors: ""),
    Case(arguments: "", input: "", output: "", errors: ""),
    Case(arguments: "-", input: "print \"here\"", output: "here\n"),
    // A fault on the last line is found before the first one runs.
    Case(arguments: "", input: "print \"first\"\nnonsense\n", status: 2, output: ""),
    // Two faults are said at once.
    Case(arguments: "", input: "one\n\ntwo\n", status: 2, errors: "`two`"),
    Case(arguments: "", input: "quit\nprint \"no\"\n", output: ""),
    Case(arguments: "no/such.vram", status: 2, errors: "there is no such file"),
    Case(arguments: "Sources", status: 2, errors: "it is a folder"),
    Case(arguments: "-e 'hf(\"/dev/zero\")'", status: 2, errors: "a pipe or a device, not a file"),
    Case(arguments: "-e 'assert false; quit'", status: 1),
    Case(arguments: "-e 'assert false' -e quit -e 'print 1'", status: 1, output: ""),
    Case(arguments: "", input: "assert 1 == 2\nquit\nprint 1\n", status: 1, output: ""),
    Case(arguments: "", input: "| count\n", status: 2, errors: "`_ | count`"),
    Case(arguments: "", input: "x = [1, 2]\nx\n  | count\n", output: "2\n"),
    Case(
      arguments: "--format json -e 'optim = 3'",
      errors: "\"hint\":\"it is `optimizer` here\",\"kind\":\"note\""),
    Case(arguments: "--check scripts/scenarios/quickstart.vram", output: "", errors: ""),
    Case(arguments: "--check no.vram scripts/scenarios/sweep.vram", status: 2),
    Case(
      arguments: "--check -", input: "num_gpus = 4\n", output: "",
      errors: "note: `num_gpus` is a name of yours that no question reads"),
    Case(
      arguments: "--check --strict -", input: "num_gpus = 4\n", status: 2, output: "",
      errors: "error: `num_gpus` is a name of yours that no question reads"),
    Case(arguments: "--strict -", input: "print 1\nbacth = 4\n", status: 2, output: ""),
    Case(arguments: "--strict -e 'model = llama8b; fits(rtx4090)'", errors: ""),
    Case(
      arguments: "--strict -e 'model = llama8b; fits(t4, attention: eager)'", status: 2, output: "",
      errors: "has limits"),
    Case(arguments: "--check", status: 64, errors: "needs a file"),
    Case(arguments: "--fromat json", status: 64, errors: "did you mean `--format`?"),
    Case(arguments: "--format yaml", status: 64, errors: "not `yaml`"),
    Case(arguments: "-e", status: 64, errors: "needs a value"),
    Case(arguments: "--version", output: "vram 0.1\n"),
    Case(arguments: "--help", output: "--check FILE…"),
    Case(
      arguments: "--format=json -e '8B params * 2 bytes/param'",
      output: "{\"kind\":\"quantity\",\"value\":16000000000,\"unit\":\"byte\"}\n"),
    Case(arguments: "--format json -e '[1, true, \"a\\\"b\"]'", output: "[1,true,\"a\\\"b\"]\n"),
    Case(arguments: "--format json -e nope", status: 2, output: "", errors: "\"message\":"),
    Case(
      arguments: "--format csv -e 'model = llama8b; fits([rtx4090, m3_max_64gb])'",
      errors: "note: M3 Max 64 GB: PyTorch with CUDA does not run on"),
    Case(arguments: "--format csv -e 'sweep(n, 1...2, n * n)'", output: "n,n * n\n1,1\n2,4\n"),
    Case(
      arguments: "--format markdown -e 'sweep(n, 1...2, n * n)'",
      output: "| n * n |\n| --: | ----: |"),
    Case(arguments: "--color always -e 'llama8b'", output: "\u{1B}["),
    Case(arguments: "--color never -e 'nope'", status: 2, errors: "error: I know no name `nope`"),
  ]

  @Test(arguments: cases)
  func statusAndStreams(_ test: Case) throws {
    let answer = try Program.run(test.arguments, input: test.input)
    #expect(answer.status == test.status, "\(answer.errors)")
    // An expectation that ends a line is the whole of it; others stand somewhere in it.
    for (expected, seen) in [(test.output, answer.output), (test.errors, answer.errors)] {
      guard let expected else { continue }
      let isWhole = expected.isEmpty || expected.hasSuffix("\n")
      #expect(isWhole ? seen == expected : seen.contains(expected), "\(seen)")
    }
  }

  @Test func argumentsOfAScript() throws {
    let scratch = Scratch()
    Files.write("#!/usr/bin/env vram\nprint arguments[1]\n", to: scratch.path + "/a.vram")
    let answer = try Program.run("\(scratch.path)/a.vram --one two")
    #expect(answer.output == "two\n")
  }

  @Test func anExpressionBeforeAFileRunsFirst() throws {
    let scratch = Scratch()
    Files.write("print x + 1\n", to: scratch.path + "/a.vram")
    let answer = try Program.run("-e 'x = 41' \(scratch.path)/a.vram")
    #expect(answer.output == "42\n")
  }

  @Test func aFaultInALoadedFileShowsBothPlaces() throws {
    let scratch = Scratch()
    Files.write("a = 1\nb = a / 0\n", to: scratch.path + "/inner.vram")
    Files.write("load \"\(scratch.path)/inner.vram\"\n", to: scratch.path + "/outer.vram")
    let answer = try Program.run("\(scratch.path)/outer.vram")
    #expect(answer.status == 2)
    #expect(answer.errors.contains("inner.vram:2"))
    #expect(answer.errors.contains("outer.vram:1"))
  }

  @Test func aClosedPipeEndsQuietly() throws {
    let line = "\"\(Program.path)\" -e '[n for n in 1...200000]' | head -c 10"
    let answer = try Shell.run("\(line); echo; echo ${PIPESTATUS[0]}")
    #expect(answer.output.hasPrefix("[1, 2, 3, "))
    #expect(!answer.output.contains("vram:"))
  }

  @Test func aFullDiskIsAFault() throws {
    let answer = try Shell.run("\"\(Program.path)\" -e 1 > /dev/full")
    #expect(answer.status == 2)
    #expect(answer.output.contains("could not be written"))
  }

  @Test func theStartupFileIsForThePromptAndForExpressions() throws {
    let scratch = Scratch()
    Files.write("", to: scratch.path + "/vram/none")
    Files.write("mine = 7\n", to: scratch.path + "/vram/startup.vram")
    let home = "XDG_CONFIG_HOME=\"\(scratch.path)\""
    #expect(try Program.run("-e mine", environment: home).output == "7\n")
    #expect(try Program.run("--no-startup -e mine", environment: home).status == 2)
    #expect(try Program.run("-", input: "mine", environment: home).status == 2)
  }

  @Test func anEstimateInJSONHasTheKeysOfTheContract() throws {
    let answer = try Program.run(
      "--format json -e 'model = llama8b; method = qlora(r: 16)' -e estimate")
    let keys = [
      "kind", "total", "needed", "reserved", "allocated", "phase", "gpus", "parts", "weights",
      "adapters", "gradients", "optimizer", "activations", "logits", "temporaries", "allocator",
      "context", "parameters", "trainable",
    ]
    for key in keys { #expect(answer.output.contains("\"\(key)\":"), "\(key)") }
    #expect(answer.output.contains("\"parameters\":8030261248,\"trainable\":41943040"))
    #expect(answer.output.split(separator: "\n").count == 1)
  }

  @Test func aVerdictInJSON() throws {
    let answer = try Program.run("--format json -e 'model = llama8b; fits(rtx4090)'")
    #expect(
      answer.output.hasPrefix(
        "{\"kind\":\"fits\",\"fits\":true,\"verdict\":\"yes\",\"gpu\":\"rtx4090\","))
  }
}
