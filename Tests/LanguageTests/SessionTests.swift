import Language
import Testing

@Suite("What a session remembers") struct SessionTests {

  /// Lines of one session, each with its answer.
  private func talk(_ lines: [Sample], _ desk: Desk = Desk()) {
    for line in lines { line.check(desk) }
  }

  @Test func bindings() {
    talk([
      "x = 2 --> ", "x * 2 --> 4", "_ + 1 --> 5", "_ + 1 --> 6", "x = x + 1; x --> 3",
      "y = 1 / (batch - 1) --> ! This divides by zero.", "y --> ! `y` has no value yet.",
      "y = nope --> ! I know no name `nope`.", "f(n) = n + x --> ", "x = 10 --> ", "f(1) --> 11",
    ])
  }

  /// A line with a fault of its own leaves nothing behind, not even names.
  @Test func nothingHalfDone() {
    talk(["a = 1; b = nope --> ! I know no name `nope`.", "a --> ! I know no name `a`."])
  }

  @Test func slots() {
    talk([
      "batch --> 1", "batch = 4 --> ", "batch * 2 --> 8",
      "batch = 0 --> ! `batch` takes a whole number from 1, not 0.", "batch --> 4",
      "batch = 1.5 --> ! `batch` takes a whole number from 1, not 1.5.",
      "batch = 2 GiB --> ! `batch` takes a whole number from 1, not 2 GiB.",
      "optimizer = sgd; optimizer --> sgd", "optimizer = adam; optimizer == adamw --> true",
      "optimizer == sgd --> false", "optimizer == \"adamw\" --> true",
      "optimizer == sdg --> ! `sdg` is none of the choices here.",
      "name = \"sgd\"; optimizer = name; optimizer --> sgd", "padding = yes; padding --> true",
      "padding = 3 --> ! `padding` takes on or off, not 3.",
      "batch(2) --> ! `batch` is a name of the setup, not a function.",
      "1 GB in bytes --> 1_000_000_000 bytes", "units = GB; 1 GB --> 1 GB",
      "optimizer = if batch > 2 then sgd else adamw; optimizer --> sgd",
      "pick(n) = if n > 1 then \"sgd\" else \"adamw\"; optimizer = pick(1); optimizer --> adamw",
    ])
  }

  @Test func overrides() {
    let desk = Desk()
    talk(
      [
        "batch = 2; optimizer = sgd --> ", "ask(batch: 8).batch --> 8", "batch --> 2",
        "ask(optimizer: adamw_8bit).optimizer --> adamw_8bit", "ask.batch --> 2",
        "ask(batch: 0) --> ! `batch` takes a whole number from 1, not 0.", "batch --> 2",
        "ask(batch: 1 / 0) --> ! This divides by zero.", "batch --> 2",
        "ask(betch: 1) --> ! `ask` has no argument `betch`.",
        "ask(batch: 2, batch: 3) --> ! `batch` is given twice.",
      ], desk)
  }

  /// What a word sets for a while is as it was, also when it ends in a fault.
  @Test func axes() {
    talk([
      "batch = 3 --> ", "sweep(batch, 1...3, batch * 10) --> [[1, 10], [2, 20], [3, 30]]",
      "batch --> 3", "sweep(batch, 0...3, batch) --> ! `batch` takes a whole number from 1, not 0.",
      "batch --> 3", "sweep(batch, 1...3, 6 / (batch - 2)) --> ! This divides by zero.",
      "batch --> 3",
      "sweep(optimizer, [sgd, adamw], optimizer == sgd) --> [[sgd, true], [adamw, false]]",
      "sweep(n, [1, 2], n * n, n) --> [[1, 1, 1], [2, 4, 2]]", "n --> ! I know no name `n`.",
      "k = 5; sweep(k, 1...2, k) --> [[1, 1], [2, 2]]", "k --> 5",
      "sweep(batch, 4, batch) --> [[4, 4]]",
      "largest(batch, batch * 2 < 9) --> 4", "largest(n, n < 4) --> 3",
      "f(x) = largest(n, n * x < 10); f(2) --> 4",
      "g(x) = sweep(x, 1...2, x * 2); g(9) --> [[1, 2], [2, 4]]",
      "sweep batch, 1...2, batch --> [[1, 1], [2, 2]]",
      "[largest(n, n < k) for k in [3, 5]] --> [2, 4]",
    ])
  }

  @Test func words() {
    talk([
      "lora --> { r: 16, targets: all_linear, dropout: 0 }", "lora.r --> 16", "lora(8).r --> 8",
      "lora(targets: attention, r: 4).targets --> attention", "attention = 3 --> ",
      "lora(targets: attention).targets --> attention",
      "lora(targets: [q_proj, v_proj]).targets --> [\"q_proj\", \"v_proj\"]",
      "lora(alpha: attention) --> ! `lora` has no argument `alpha`.",
      "lora(r: 0) --> ! `r` of `lora` takes a whole number from 1, not 0.",
      "count([1, 2]) --> 2", "[1, 2] | count --> 2",
      "count(3) --> ! I expected a list, a range or a table, but this is a plain number.",
      "print \"a\", 1 + 1 --> a 2", "print --> ",
      "print = 3 --> ! `print` is a word of the language and cannot be bound.",
    ])
  }

  @Test func asserts() {
    let desk = Desk()
    #expect(
      desk.run("assert 1 < 2; assert 2 * 2 == 5, \"sums\"; assert not true; print \"on\"").isDone)
    #expect(desk.answers == ["on"])
    #expect(desk.session.failures == 2)
    #expect(desk.reports.map(\.message) == ["sums", "This does not hold."])
    #expect(desk.reports[0].hint == "4 against 5")
    #expect(desk.reports.allSatisfy { $0.kind == .assertion })
  }

  @Test func library() {
    talk([
      "small_card.memory --> 8 GiB", "twin_card.name --> twin", "small_card == small_card --> true",
      "large_crd --> ! I know no name `large_crd`.",
      "broken_card --> ! I know no name `no_such_name`.",
      "small_card = 3; small_card --> 3", "twin_card.memory --> 8 GiB",
    ])
    #expect(!Desk().run("circle").isDone)
  }

  @Test func loading() {
    let files = [
      "lib.vram": "#!/usr/bin/env vram\nshare = 10%\noverhead(x) = x * (1 + share)\nbatch = 4\n",
      "circle.vram": "load \"circle.vram\"", "a.vram": "load \"lib.vram\"; print batch",
      "show.vram": "1 + 1",
    ]
    talk(
      [
        "load \"lib.vram\" --> ", "overhead(100) --> 110", "batch --> 4",
        "load \"none.vram\" --> ! I cannot read `none.vram`: there is no such file.",
        "load \"circle.vram\" --> ! `circle.vram` loads itself.", "load(\"a.vram\") --> 4",
        "load \"show.vram\" --> 2",
      ], Desk(files: files))
    // In one script, names may come from a file that it loads above.
    talk(
      [
        "load \"lib.vram\"\noverhead(200) + share --> 220.1",
        "load \"lib.vram\"; missing_name --> ! `missing_name` has no value yet.",
      ], Desk(files: files))
  }

  @Test func checkingRunsNothing() {
    let desk = Desk()
    #expect(desk.session.check(Source("x = 1; print x; f(y) = y + x; f(2)")).isEmpty)
    #expect(desk.answers.isEmpty)
    #expect(desk.answer("x") == "! I know no name `x`.")
    let faults = desk.session.check(Source("x = 1\nnope\nlora(rank: 2)\nf(y) = y\nf(1, 2)"))
    #expect(faults.count == 3)
  }

  /// A typo on the last line prints nothing first.
  @Test func checkedWhole() {
    let desk = Desk()
    #expect(desk.answer("print 1\nprint 2\nprnt 3").hasPrefix("! "))
    #expect(desk.answers.isEmpty)
    #expect(desk.answer("print 1\n2 / (batch - 1)\nprint 3") == "! This divides by zero.")
    #expect(desk.answers == ["1"])
  }

  /// What is written out and cannot be taken is found before anything runs, each once, in order.
  @Test func checkedKinds() {
    let lines = [
      "print 1", "batch = \"x\"", "lora(r: 0)", "sweep(batch, [1, on], ask)", "ask(batch: -1)",
      "24 GiB + 3 tokens", "f(x) = if 3 then x else 1", "print [x for x in 3]", "load(3)",
      "small_card.memry", "print(\"a\" * 2)", "if batch > 1 then lora(r: 0) else 2",
    ]
    let desk = Desk()
    let faults = desk.run(lines.joined(separator: "\n")).faults
    #expect(desk.answers.isEmpty)
    #expect(faults.map { $0.line } == Array(2...12), "\(faults.map(\.message))")
  }

  /// Beside a line that cannot be read, the others are looked at all the same.
  @Test func checkedBesideUnreadable() {
    let faults = Desk().run("batch = 0\nx = * 2\nlora(r: 0)\nx + 1").faults
    #expect(faults.map { $0.line } == [1, 2, 3])
  }

  /// What may never be needed is no fault before it is: the other side decides.
  @Test func neverNeeded() {
    let desk = Desk()
    #expect(desk.answer("batch > 0 or 1 / 0 == 1") == "true")
    #expect(desk.answer("if batch > 0 then 1 else 1 / 0") == "1")
    #expect(desk.answer("\"{24 GiB}\"") == "24 GiB")
    #expect(desk.answer("units = GB; print \"{24 GiB}\"") == "25.77 GB")
  }

  @Test func interruption() {
    let desk = Desk(patience: 100)
    guard case .interrupted = desk.run("[x for x in 1...1000000]") else {
      Issue.record("it was not stopped")
      return
    }
    guard case .quit = Desk().run("print 1; quit; print 2") else {
      Issue.record("it did not leave")
      return
    }
  }

  @Test func argumentsOfTheScript() {
    #expect(Desk(arguments: ["a", "b"]).answer("arguments[1]") == "b")
  }

  @Test func names() {
    let desk = Desk()
    desk.run("b = 1; a = 2; f(x) = x")
    #expect(desk.session.names == ["b", "a", "f"])
    #expect(desk.session.value(of: "a")?.quantity?.number == 2)
    #expect(desk.session.slot(named: "batch")?.summary == "sequences in one micro-batch")
  }
}

@Suite("Suggestions") struct SuggestionTests {
  private let names = ["estimate", "fits", "rtx4090", "rtx4080", "optimizer", "seq", "GiB", "a100"]

  @Test(arguments: [
    ("fit", "fits"), ("rtx4009", "rtx4090"), ("estiamte", "estimate"), ("Estimate", "estimate"),
    ("gib", "GiB"), ("rtx_4090", "rtx4090"), ("optim", "optimizer"), ("esti", "estimate"),
    ("sqe", "seq"),
  ])
  func near(_ typed: String, _ meant: String) {
    #expect(Suggestion.nearest(to: typed, in: names) == meant)
  }

  @Test(arguments: ["x", "cd", "llama", "", "op", "precision", "h100x"])
  func tooFar(_ typed: String) {
    #expect(Suggestion.nearest(to: typed, in: names) == nil)
  }
}

extension Diagnostic {
  fileprivate var line: Int {
    labels.first.map { $0.place.source.position(of: $0.place.span.start).line } ?? 0
  }
}
