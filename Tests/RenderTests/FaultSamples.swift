import Language

extension Sample {
  struct Case {
    let name: String
    let fault: Diagnostic
    var widths = [80]
  }

  /// A fault in a text; each label points at the first place where its words stand.
  private static func fault(
    _ kind: Diagnostic.Kind, _ message: String, in text: String, file: String? = nil,
    _ labels: [(String, String)], hint: String? = nil
  ) -> Diagnostic {
    let source = Source(text, name: file)
    return Diagnostic(
      kind, message,
      labels: labels.map { Diagnostic.Label(place($0.0, in: source), $0.1) }, hint: hint)
  }

  private static func place(_ words: String, in source: Source) -> Place {
    let wanted = Array(words.utf8)
    let starts = 0...max(0, source.bytes.count - wanted.count)
    let start = starts.first { source.bytes[$0...].starts(with: wanted) } ?? source.bytes.count
    return Place(source, Span(start, start + wanted.count))
  }

  static let faults: [Case] = simple + several + sized + called

  private static let simple: [Case] = [
    Case(
      name: "name",
      fault: fault(
        .name, "I know no name `rtx4009`.", in: "fits(rtx4009)", [("rtx4009", "")],
        hint: "did you mean `rtx4090`?")),
    Case(
      name: "argument",
      fault: fault(
        .argument, "`qlora` has no argument `rank`.", in: "method = qlora(rank: 16)",
        [("rank", "")],
        hint: "did you mean `r`, the rank of the adapters?\nmethod = qlora(r: 16)")),
    Case(
      name: "file",
      fault: fault(
        .name, "I know no name `modle`.", in: "# a scenario\nbatch = 2\nestimate(modle)\n",
        file: "scenarios/70b.vram", [("modle", "")], hint: "did you mean `model`?")),
    Case(
      name: "assertion",
      fault: fault(
        .assertion, "full tuning of 70B does not fit one card.",
        in: String(repeating: "\n", count: 11) + "assert fits(gpu), \"full tuning of 70B\"\n",
        file: "70b.vram", [("fits(gpu)", "no: 1,102.31 of 47.53 GiB usable, 1,054.78 too much")])),
    Case(
      name: "end",
      fault: fault(.syntax, "This `(` is not closed.", in: "x = lora(r: 16,\n\n", [("never", "")])),
    Case(
      name: "nowhere",
      fault: Diagnostic(
        .outside, "I cannot read `no/such/file.vram`: there is no such file.",
        hint: "`vram --help` lists what may stand here")),
    Case(name: "bare", fault: Diagnostic(.value, "")),
  ]

  private static let several: [Case] = [
    Case(
      name: "two-labels",
      fault: fault(
        .value, "Memory and tokens do not add up.", in: "24 GiB + 2048 tokens",
        [("2048 tokens", "this is a count of tokens"), ("24 GiB", "this is memory")],
        hint: """
          If you meant the memory that the tokens need, multiply them: `2048 tokens * … bytes/token`
          """), widths: [80, 40]),
    Case(
      name: "three-labels",
      fault: fault(
        .argument, "These three do not go together.", in: "compare(one, second, third)",
        [("second", "this is a model"), ("one", "this is a card"), ("third", "this is a number")]),
      widths: [80, 40]),
    Case(
      name: "other-line",
      fault: fault(
        .name, "`x` is bound twice.", in: "x = 1\ny = 2\nz = 3\nx = 4\n", file: "twice.vram",
        [("x = 4", "again here"), ("x = 1", "first here")], hint: "leave one of them out")),
    Case(
      name: "nested-labels",
      fault: fault(
        .value, "This is not a length.", in: "seq = 2048 GiB * 2",
        [("GiB", "a unit of memory"), ("2048 GiB * 2", "this is memory")])),
    Case(
      name: "two-sources",
      fault: {
        var fault = Self.fault(
          .value, "An entry of the library is broken.", in: "model = mine", [("mine", "")])
        let library = Source("base = llama8b\nmine = base with hiden: 7\n", name: "models.vram")
        fault.labels.append(Diagnostic.Label(place("hiden", in: library), "unknown field"))
        fault.hint = "did you mean `hidden`?"
        return fault
      }()),
    Case(
      name: "without-words",
      fault: fault(
        .value, "The result is too large to hold.", in: "1e300 * 1e300",
        [("1e300 *", ""), ("* 1e300", "")])),
  ]

  private static let sized: [Case] = [
    Case(
      name: "long-message",
      fault: fault(
        .value,
        """
        A power needs a plain exponent, and a whole one where the base has a unit or is negative; \
        this one has a unit of its own.
        """, in: "x ^ (3 GiB)", [("(3 GiB)", "this is memory")],
        hint: """
          divide the exponent by its unit first, so that a plain number is left: `x ^ (3 GiB / GiB)`
          """), widths: [80, 40]),
    Case(
      name: "wide-letters",
      fault: fault(
        .name, "I know no name `モデル`.", in: "比較(\"e\u{301}👩‍👩‍👧\", モデル) + 1",
        [("モデル", "")], hint: "names are written in ASCII")),
    Case(
      name: "tabs",
      fault: fault(
        .syntax, "I expected a value, but found `)`.", in: "\tbatch\t= (1 + )\r\n", [(")", "")],
        hint: "a number goes here")),
    Case(
      name: "lines",
      fault: fault(
        .syntax, "This text does not end.", in: "print \"one\ntwo\nthree\n",
        file: "text.vram", [("\"one\ntwo\n", "it begins here")])),
    Case(
      name: "long-line",
      fault: fault(
        .name, "I know no name `chekpointing`.",
        in: """
          estimate(model: llama3_1_8b, method: qlora(r: 16, alpha: 32), batch: 2, seq: 4096, \
          chekpointing: on, optimizer: adamw_8bit, loss: fused, accumulation: 8, gpus: 4)
          """, [("chekpointing", "")], hint: "did you mean `checkpointing`?"),
      widths: [100, 60, 40, 20]),
    Case(
      name: "long-span",
      fault: fault(
        .value, "This gives nothing.",
        in: "x = " + (1...30).map { "item\($0)" }.joined(separator: " + "),
        [((1...30).map { "item\($0)" }.joined(separator: " + "), "")], hint: "give it a value"),
      widths: [60]),
  ]

  private static let called: [Case] = [
    Case(
      name: "trail",
      fault: {
        let script = Source(
          "half(x) = x / 0\nshare(x) = half(x) + 1\nprint share(3)\n", name: "calls.vram")
        var fault = Diagnostic(.value, "This divides by zero.", at: place("0", in: script))
        let again = place("half(x) + 1", in: script)
        fault.trail = [
          Place(script, Span(again.span.start, again.span.start + 7)),
          Place(script, Span(again.span.start, again.span.start + 7)),
          place("share(3)", in: script),
        ]
        return fault
      }()),
    Case(
      name: "trail-prompt",
      fault: {
        let first = Source("half(x) = x / 0")
        let second = Source("half(3) + half(4)")
        var fault = Diagnostic(
          .value, "This divides by zero.", at: place("0", in: first),
          hint: "nothing can be divided by nothing")
        fault.trail = [place("half(4)", in: second)]
        return fault
      }()),
  ]
}
