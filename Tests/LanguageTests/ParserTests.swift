import Language
import Testing

@Suite("What the parser reads") struct ParserTests {

  /// `code --> tree`, in order of strength: what binds tighter stands deeper.
  @Test(
    arguments: [
      "1 + 2 * 3 --> (+ 1 (* 2 3))", "1 - 2 - 3 --> (- (- 1 2) 3)", "2 ^ 3 ^ 4 --> (^ 2 (^ 3 4))",
      "-2 ^ 2 --> (neg (^ 2 2))", "2 ^ -1 --> (^ 2 (neg 1))", "-a.b --> (neg (. a b))",
      "-a * b --> (* (neg a) b)", "a.b(1)[2].c --> (. (at (call (. a b) 1) 2) c)",
      "1 ... 2 + 3 --> (... 1 (+ 2 3))", "1 ..< 9 by 2 * 3 --> (..< 1 9 by (* 2 3))",
      "1...9 by *2 --> (... 1 9 by * 2)", "a == 1...3 --> (== a (... 1 3))",
      "not a == b --> (not (== a b))", "not a and b --> (and (not a) b)",
      "a or b and c --> (or a (and b c))", "a and b or c --> (or (and a b) c)",
      "a or b in GiB --> (in (or a b) GiB)", "a + b in GiB/s --> (in (+ a b) (/ GiB s))",
      "a in GiB in MiB --> (in (in a GiB) MiB)", "a in GiB | f --> (call f (in a GiB))",
      "a | f | g(1) --> (call g (call f a) 1)", "2 * a with (b: 1) --> (* 2 (with a b: 1))",
      "24 GiB / 2 s --> (/ (unit 24 GiB) (unit 2 s))", "$2/hour --> (/ (unit 2 USD) hour)",
      "8B params --> (unit 8000000000 params)", "85% --> 0.85",
      "if a then b else c or d --> (if a b (or c d))",
      "[a for a in b if c] --> (for a in b if c : a)", "[a, b,] --> (list a b)",
      "{ a: 1, b: 2 } --> (record a: 1 b: 2)", "{ a; b } --> (block a b)", "{ } --> (record)",
      "\"a{b}c\" --> (text \"a\" b \"c\")", "\"\" --> (text)",
      "x = 1 --> (bind x 1)", "f(x, y = 2) = x --> (function f (x y=2) x)",
      "f(x, y: 2) --> (call f x y: 2)", "f(x) == 2 --> (== (call f x) 2)",
      "print \"a\", 2 --> (call print (text \"a\") 2)",
      "assert not x, \"m\" --> (call assert (not x) (text \"m\"))",
      "fits rtx4090 --> (call fits rtx4090)",
      "fits rtx4090, batch: 2 --> (call fits rtx4090 batch: 2)",
      "print [1] --> (call print (list 1))", "xs[1] --> (at xs 1)",
      "print {a: 1} --> (call print (record a: 1))",
      "print (1 + 2) * 3 --> (call print (* (+ 1 2) 3))", "print (1), 2 --> (call print 1 2)",
      "print (1) --> (call print 1)", "f(1) * 3 --> (* (call f 1) 3)", "f (1, 2) --> (call f 1 2)",
      "f (a: 1).b --> (. (call f a: 1) b)", "x - 1 --> (- x 1)", "x -1 --> (- x 1)",
      "print if a then b else c --> (call print (if a b c))",
      "print xs | count --> (call print (call count xs))",
      "a; b --> a ; b", "a\nb --> a ; b", "f(a,\n b\n) --> (call f a b)", "a +\n b --> (+ a b)",
      "a\n(b) --> a ; b", "a\n[b] --> a ; (list b)", "{ a\n(b) } --> (block a b)",
    ] as [Sample])
  func trees(_ sample: Sample) {
    let script = Parser.parse(Source(sample.code))
    #expect(script.faults.isEmpty)
    #expect(script.statements.map(Tree.print).joined(separator: " ; ") == sample.answer)
  }

  @Test(arguments: [
    "x = ", "f(x) =", "1 +", "1 + # why", "2 ^", "not", "-", "a and", "a or", "a |", "x in", "1...",
    "1...8 by", "1...8 by *", "f(", "f(1", "f(1,", "[1, 2", "[a for", "[a for b in", "{", "{ a: 1",
    "{ x = 2\n", "(1 + 2", "print \"a", "print \"a\",", "\"a {b", "\"a {\"b", "if", "if a",
    "if a then",
    "if a then b", "if a then b\n", "if a then b else", "a with", "a with (", "lora(r: 8,\n", "a.",
    "$",
    "x = [\n  1,\n", "f(x, y", "\"a\\",
  ])
  func unfinished(_ code: String) {
    #expect(Parser.parse(Source(code)).isUnfinished)
    #expect(Parser.parse(Source(code + "\n")).isUnfinished)
  }

  @Test(arguments: [
    "", "x = 1", "f(1)", "1 + 2\n", "# (", "x = )", "f(1))", "1 2", "(1]", "\"{}\"", "\"{1 +}\"",
    "\"{(}\"", "if a b", "@", "x = 1 +\n)", "print", "[1 2", "{ a: 1 b",
  ])
  func finished(_ code: String) {
    #expect(!Parser.parse(Source(code)).isUnfinished)
  }

  /// One run says all that is wrong, each once and in order.
  @Test func severalFaults() {
    let script = Parser.parse(Source("1 +* 2\nx = 3\n(4, 5)\ny = @\nf(6"))
    #expect(script.faults.map { $0.labels[0].place.span.start } == [3, 15, 24, 27])
    #expect(script.statements.count == 2)
  }

  /// A sum has no end of its own; what follows the first operators is no tree.
  @Test(arguments: [10, 400, 20_000]) func longChains(_ count: Int) {
    let desk = Desk()
    func chain(_ operand: String, _ sign: String) -> String {
      Array(repeating: operand, count: count).joined(separator: sign)
    }
    #expect(desk.answer(chain("1", " + ")) == Figures.number(Double(count)))
    #expect(desk.answer("1" + " - 1" + " - " + chain("1", "\n  - ")) == "\(-count)")
    #expect(desk.answer("f(x) = x * \(chain("1", " * ")); f(3)") == "3")
    #expect(desk.answer("false or " + chain("true", " and ")) == "true")
    // Only what is needed is looked at.
    #expect(desk.answer("true or " + chain("1 / 0 == 1", " or ")) == "true")
    #expect(desk.answer(chain("1", " + ") + " + true").hasPrefix("! A plain number and a truth"))
    Laid("x = " + chain("12345", " + ")).expectSameMeaning()
  }

  /// All faults are counted, and a hundred of them worked out.
  @Test func manyFaults() {
    let names = (0..<1000).map { "name\($0)" }.joined(separator: "\n")
    let faults = Desk().run(names).faults
    #expect(faults.count == 101)
    #expect(faults.last?.message == "There are 900 more faults.")
    #expect(faults[99].message == "I know no name `name99`.")
    let signs = Desk().run(String(repeating: "x = )\n", count: 21)).faults
    #expect(signs.count == 21 && signs.last?.message == "There is one more fault.")
    // A name is called unknown once, however often it stands there.
    #expect(Desk().run(String(repeating: "nowhere\n", count: 200)).faults.count == 1)
  }

  /// A span is the text of its expression, parentheses included.
  @Test func spans() {
    let source = Source("f(a + (b * 2), c: [1 ... 3])")
    guard case .expression(let call) = Parser.parse(source).statements[0].node,
      case .call(_, let arguments) = call.node
    else {
      Issue.record("no call")
      return
    }
    #expect(source.text(call.span) == "f(a + (b * 2), c: [1 ... 3])")
    #expect(arguments.map { source.text($0.span) } == ["a + (b * 2)", "c: [1 ... 3]"])
  }
}
