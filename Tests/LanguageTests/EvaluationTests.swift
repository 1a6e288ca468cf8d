import Language
import Testing

/// `code` and the answers it gives, joined by ` | `; a fault's message stands behind `! `.
struct Sample: Sendable, CustomTestStringConvertible, ExpressibleByStringLiteral {
  let code: String
  let answer: String

  init(stringLiteral line: String) {
    let arrow = line.firstRange(of: " --> ")
    code = arrow.map { String(line[..<$0.lowerBound]) } ?? line
    answer = arrow.map { String(line[$0.upperBound...]) } ?? ""
  }

  var testDescription: String { code }

  func check(_ desk: Desk = Desk(), sourceLocation: SourceLocation = #_sourceLocation) {
    #expect(desk.answer(code) == answer, sourceLocation: sourceLocation)
  }
}

@Suite("What expressions give") struct EvaluationTests {

  @Test(
    arguments: [
      "16 --> 16", "1.5 --> 1.5", "1_000 --> 1000", "1e3 --> 1000", "1.5e-4 --> 0.00015",
      "8B --> 8_000_000_000", "8.03B == 8030M --> true", "2K --> 2048", "2k --> 2000",
      "3M --> 3_000_000", "1T == 1000B --> true", "85% --> 0.85", "57% == 0.57 --> true",
      "10%3 --> 1", "10 % 3 --> 1", "10%(3) --> 1", "50%*2 --> 1", "-7 % 3 --> 2", "7 % -3 --> -2",
      "0.1 + 0.2 --> 0.3", "1/3 --> 0.333333", "-0 --> 0", "0 * -1 --> 0",
      "9007199254740991 --> 9_007_199_254_740_991", "2^53 + 1 --> 9.0072e15",
      "9007199254740993 --> ! I hold whole numbers exactly up to 2^53, and this one lies beyond.",
      "2^60 --> 1.15292e18", "1e400 --> ! This number is too large to hold.",
      "1e308 * 10 --> ! The result is too large to hold.",
    ] as [Sample]) func numbers(_ sample: Sample)
  { sample.check() }

  @Test(
    arguments: [
      "1 + 2 * 3 --> 7", "(1 + 2) * 3 --> 9", "2^3^2 --> 512", "-2^2 --> -4", "2^-1 --> 0.5",
      "2 * -3 --> -6", "- -3 --> 3", "+3 --> 3", "7 - 2 - 1 --> 4", "8 / 4 / 2 --> 1",
      "2 × 3 · 4 ÷ 6 − 1 --> 3", "1 ≤ 2 --> true", "2 ≥ 3 --> false", "1 ≠ 2 --> true",
      "1…3 --> 1...3", "1 < 2 and 2 < 3 --> true", "not 1 < 2 --> false",
      "not false and false --> false", "true or 1 / 0 == 1 --> true",
      "false and 1 / 0 == 1 --> false", "1 + 1 == 2 --> true", "on --> true", "off == no --> true",
      "1 < 2 < 3 --> ! Comparisons do not chain.", "(1 < 2) == true --> true",
      "1 / 0 --> ! This divides by zero.", "1 % 0 --> ! This divides by zero.",
      "0^-1 --> ! This divides by zero.", "0^0.5 --> 0", "4^0.5 --> 2",
      "(-8)^(1/3) --> ! Only whole powers of a negative number have a meaning.",
      "2^(1 GiB) --> ! An exponent is a plain number, and this is memory.",
      "\"a\" + \"b\" --> ab", "\"a\" == \"a\" --> true",
      "1 == \"1\" --> ! A plain number and a text do not compare.",
      "[1] + [2, 3] --> [1, 2, 3]", "[1, [2]] == [1, [2]] --> true",
      "\"a\" < \"b\" --> true", "\"b\" <= \"a\" --> false", "\"B\" < \"a\" --> true",
      "true < false --> ! A truth (on or off) and a truth (on or off) are not compared by size.",
      "[1] == 1 --> ! A list and a plain number do not compare.", "[1] == [\"a\"] --> false",
      "[1, 2] == 1...2 --> true", "[1, 2] != 1...3 --> true", "missing == [1] --> false",
      "optimizer == \"adamw\" --> true", "optimizer == true --> false",
    ] as [Sample]) func operators(_ sample: Sample)
  { sample.check() }

  @Test(
    arguments: [
      "24 GiB --> 24 GiB", "24GiB --> 24 GiB", "8 GB --> 7.45 GiB", "units = GB; 8 GB --> 8 GB",
      "16.8 GB == 16800 MB --> true", "1 byte --> 1 byte", "3 bytes --> 3 bytes",
      "0.16 GiB --> 0.16 GiB", "1 KiB --> 1 KiB", "512 MiB --> 0.5 GiB", "16 bits --> 2 bytes",
      "8B params * 2 bytes/param in GB --> 16 GB", "24 GiB in MiB --> 24576 MiB",
      "1 GiB in bytes --> 1_073_741_824 bytes", "2 bytes/param in bits/param --> 16 bits/param",
      "$1.40/hour * 6 hours --> $8.40", "$1.40 --> $1.40", "1.40 USD / hour --> 1.4 USD/hour",
      "3 ms --> 3 ms", "90 s --> 1.5 minutes", "2 hours --> 2 hours",
      "2 * 2048 tokens --> 4096 tokens",
      "3_000 tokens/s --> 3000 token/s", "900 GB/s --> 838.19 GiB/s", "2 GPU --> 2 GPUs",
      "312 TFLOPs / s * 1 s --> 312 TFLOP", "24 GiB / 2 GiB --> 12", "(2 GiB)^2 / 1 GiB --> 4 GiB",
      "24 GiB + 1 --> ! Memory and a plain number do not add up.",
      "24 GiB == 24 --> ! Memory and a plain number do not compare.",
      "24 GiB > 24 --> ! Memory and a plain number do not compare.",
      "24 GiB + 3 tokens --> ! Memory and a count of tokens do not add up.",
      "3 tokens in GiB --> ! This is a count of tokens and has no GiB.",
      "3 lightyears --> ! I know no unit `lightyears`.",
      "3 in parsecs --> ! I know no unit `parsecs`.",
      "x = 4; x * GiB --> 4 GiB", "2^0.5 * 1 GiB --> 1.41 GiB",
      "(1 GiB)^0.5 --> ! Only whole powers of memory have a meaning.",
    ] as [Sample]) func units(_ sample: Sample)
  { sample.check() }

  @Test(
    arguments: [
      "[] --> []", "[1, 2,] --> [1, 2]", "[1, \"a\"] --> [1, \"a\"]", "[10, 20][1] --> 20",
      "xs = [1]; xs[0] --> 1", "[1, 2].count --> 2", "[1][1] --> ! There is no item 1.",
      "[1][-1] --> ! There is no item -1.",
      "[1][0.5] --> ! An index is a whole number, and this is 0.5.",
      "[x * x for x in 1...4] --> [1, 4, 9, 16]",
      "[x for x in 1...6 if x % 2 == 0] --> [2, 4, 6]",
      "[[x, y][0] for x in [1, 2]] --> ! I know no name `y`.",
      "1...8 --> 1...8", "(1...8).count --> 8", "(1..<8).count --> 7",
      "[x for x in 1..<4] --> [1, 2, 3]", "(512...8192 by 512).count --> 16",
      "[x for x in 1...64 by *2] --> [1, 2, 4, 8, 16, 32, 64]", "(1..<64 by *2).count --> 6",
      "(0...1 by 0.1).count --> 11", "[x for x in 3...1 by -1] --> [3, 2, 1]",
      "(3...1).count --> 0",
      "[m for m in 8 GiB...24 GiB by 8 GiB] --> [8 GiB, 16 GiB, 24 GiB]",
      "1...8 by 0 --> ! This range has no end: its step is 0.",
      "1...8 by *1 --> ! This range has no end.",
      "1...8 GiB --> ! A range runs from like to like, not from a plain number to memory.",
      "{ a: 1, b: \"x\" } --> { a: 1, b: \"x\" }", "{ a: 1 }.a --> 1", "{ a: 1 }[\"a\"] --> 1",
      "{ a: 1 } with (a: 2, b: 3) --> { a: 2, b: 3 }", "{ } --> {  }",
      "{ a: 1 }.b --> ! A record has no field `b`.", "3.b --> ! A plain number has no fields.",
      "{ a: 1 } == { a: 1 } --> true", "{ in: 1 } --> ! I expected a value, but found `in`.",
    ] as [Sample]) func collections(_ sample: Sample)
  { sample.check() }

  @Test(
    arguments: [
      "\"a{1 + 1}b\" --> a2b", "\"{\"x{1}\"}\" --> x1", "\"{\"{\"{1}\"}\"}\" --> 1",
      "\"{ {a: 1}.a }\" --> 1", #""\{x\} \"q\" \\" --> {x} "q" \"#, "\"a\\tb\" --> a\tb",
      "\"é ×\" --> é ×", "\"{24 GiB}\" --> 24 GiB", "\"{[1, \"}\"]}\" --> [1, \"}\"]",
      "\"{}\" --> ! The braces end where I expected a value.",
      #""\q" --> ! I know no escape `\q` in a text."#,
    ] as [Sample]) func texts(_ sample: Sample)
  { sample.check() }

  @Test(
    arguments: [
      "if 1 < 2 then 3 else 4 --> 3", "if false then 1 else if true then 2 else 3 --> 2",
      "if true\nthen 1\nelse 2 --> 1",
      "if 1 then 2 else 3 --> ! I expected something that holds or not, but this is a plain number.",
      "{ x = 2; x * 3 } --> 6", "{\n x = 2\n\n y = x\n y + 1\n} --> 3",
      "x = 1; { x = 2; x } + x --> 3", "{ x = 2 } --> ! This block has no value.",
      "{ sum = 1; sum } --> 1",
      "{ batch = 2; batch } --> ! The setup is not changed inside a block.",
      "{ f(x) = x; f(1) } --> ! A function is defined at the top level, not inside a block.",
      "{ a: 1 }.a + { 1 } --> 2",
    ] as [Sample]) func blocks(_ sample: Sample)
  { sample.check() }

  @Test(
    arguments: [
      "f(x) = x * 2; f(4) --> 8", "f(x, y = x + 1) = x * y; f(2) --> 6",
      "f(x, y = 3) = x * y; f(2, y: 5) --> 10", "f(x, y) = x - y; f(y: 1, x: 5) --> 4",
      "f(x, y) = x - y; f(y: 1, 5) --> 4", "f() = 7; f() --> 7",
      "f(x, y = [a for a in 1...2], z = 5) = z; f(1) --> 5",
      "f(x, y = { q = x; q * 2 }, z = y) = z; f(3) --> 6",
      "f(n) = if n == 0 then 1 else n * f(n - 1); f(10) --> 3_628_800",
      "even(n) = if n == 0 then true else odd(n - 1); odd(n) = if n == 0 then false else even(n - 1); even(9) --> false",
      "f(x) =\n  x + 1\nf(1) --> 2", "f(x) = { y = x + 1; y * 2 }; f(1) --> 4",
      "f(xs) = [x + k for x in xs for k in xs] --> ! I expected `,` or `]`, but found `for`.",
      "3 | f --> ! I know no word or function `f`.", "f(x) = x + 1; 3 | f --> 4",
      "f(x, y) = x - y; 9 | f(2) | f(3) --> 4",
      "f(x) = x; f(1, 2) --> ! `f` takes 1 argument, not 2.",
      "f(x) = x; f() --> ! `f` needs a value for `x`.",
      "f(x) = x; f(y: 1) --> ! `f` has no argument `y`.",
      "f(x) = x; f(1, x: 2) --> ! `x` is given twice.",
      "f(x, x) = 1 --> ! `x` is a parameter twice.",
      "f(x) = x; g = f; g(1, 2) --> ! `f` takes 1 argument, not 2.", "f(x) = x; f --> f(x)",
      "f(x, y = 1) = x; f --> f(x, [y])",
      "f(n) = f(n + 1); f(0) --> ! `f` calls itself too deeply.",
      "f(x) = x + 1; f(1); f(x, y) = x; f(1, 2) --> 2 | 1",
      "f(on) = 1 --> ! `on` always means true.",
      "f(batch) = ask.batch; f(4); f(batch: 2); batch --> 4 | 2 | 1",
      "f(batch, n = batch + 1) = [ask.batch, n]; f(4) --> [4, 5]",
      "f(n, batch = n * 2) = ask.batch; f(3); batch --> 6 | 1",
      "f(batch) = if batch > 4 then [batch] else f(batch * 2) + [batch]; f(1) --> [8, 4, 2, 1]",
      "f(optimizer) = optimizer; f(sgd); g = f; g(optimizer) --> sgd | adamw",
      "f(batch) = sweep(batch, 1...2, ask.batch); f(9) --> [[1, 1], [2, 2]]",
      "f(batch) = batch; [f(x) for x in 1...3]; map([2, 3], f) --> [1, 2, 3] | [2, 3]",
      "f(batch) = batch; f(0) --> ! `batch` takes a whole number from 1, not 0.",
      "f(batch) = batch / 0; map([2, 3], f) --> ! This divides by zero.",
      "2(3) --> ! This is a plain number, and cannot be called.",
    ] as [Sample]) func functions(_ sample: Sample)
  { sample.check() }

  @Test(
    arguments: [
      " --> ", "# only a comment --> ", "\n\n;;\n --> ", "\u{FEFF}1 --> 1",
      "#!/usr/bin/env vram\n2 --> 2",
      "1\r\n2\r\n --> 1 | 2", "1; 2;3 --> 1 | 2 | 3", "größe = 3; größe --> 3", "数 = 4; 数 --> 4",
      "1 +\n 2 --> 3", "1 ^\n 2 --> 1", "not\n true --> false", "x =\n\n 3; x --> 3",
      "[1,\n 2\n] --> [1, 2]",
      "(1\n + 2) --> 3", "x = 1\n  + 2\n  * 3\nx --> 7", "1\n- 2 --> -1", "1\n-\n2 --> -1",
      "1\n-2 --> ! This line may go on from the one above, or stand for itself.",
      "{ x = 1\n-x } --> ! This line may go on from the one above, or stand for itself.",
      "1;\n-2 --> 1 | -2", "\n-2 --> -2", "{\n-2 } --> -2", "[1, 2]\n\n# a comment\n| count --> 2",
      "[1, 2]\n.count --> 2", "true\nand false --> false", "if true\nthen 1\nelse 2 --> 1",
      "{ a: 1 }\nwith (a: 2) --> { a: 2 }", "1024 MiB\nin GiB --> 1 GiB", "1\n...\n3 --> 1...3",
      "1...8\nby *2 --> 1...8 by *2", "1\n== 1 --> true", "x\n= 3\nx --> 3",
      "| count --> ! I expected a value, but found `|`.", "1...\n3 --> 1...3", "-\n3 --> -3",
      "8 GiB in\nMiB --> 8192 MiB", "{ a:\n 1,\n b: 2 }.b --> 2", "[1, 2] |\n count --> 2",
      "{ x = (1 +\n 2)\n x\n} --> 3", "1 # one\n + 2 --> 3",
    ] as [Sample]) func lines(_ sample: Sample)
  { sample.check() }
}
