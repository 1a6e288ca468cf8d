import Language
import Testing

/// Whatever is typed, there is an answer or a message: never a crash, never a hang.
@Suite("Mutated programs") struct FuzzTests {

  private static let seeds = [
    "x = 8B params * 2 bytes/param in GiB; x + 24 GiB # comment\n\"a{x}b\"",
    "f(n, k = 10%) = if n <= 0 then k else { y = n - 1; f(y, k: k * 2) }\nf(20)",
    "xs = [a * 2 for a in 1...8 by *2 if a != 4]; xs[2] | count; xs[0] ^ -2",
    "{ a: 1, b: [true, off], c: { d: \"é{\"{1}\"}\" } } with (a: $1.40/hour)",
    "sweep(batch, 1...4, ask.batch, batch * 2); largest(n, n < 12)\nassert not padding, \"m\"",
    "optimizer = adamw_8bit\nlora(r: 8, targets: [q, v])\nask(batch: 4, optimizer: sgd).batch",
    "t = [{ a: 1, b: 2 }, { a: 3, b: 4 }]; each(t, a * b + batch) | map(lora); each(t, each(t, c))",
    "ask(batch: [1, 2], optimizer: [sgd, adamw]); ask(batch: 1...3 by *2).ask[0] with (batch: 2)",
    "1_000.5e-3 × 3 ≤ 4 … not 3 % 2 == 1 or 2 ^ 3 ^ 0.5 and (1, 2",
  ]

  private static let pieces: [[UInt8]] =
    [
      "(", ")", "[", "]", "{", "}", "\"", "\n", ";", "=", "==", "...", "..<", "|", ".", ",", ":",
      "^", "-", "*", "/", "%", "$", " ", "if ", " then ", " else ", " in ", " by ", " with ",
      " for ", "not ", " and ", "_", "1e", "9", "K", "GiB", "×", "\\", "#", "f(", "x", "batch",
      "lora", "sweep(", "each(t, ", "true", "\u{0}", "é",
    ].map { Array($0.utf8) } + [[0xFF], [0xC3], [0xE2, 0x80]]

  @Test func mutations() {
    var dice = Dice(seed: 2026)
    for _ in 0..<400 {
      var bytes = Array(Self.seeds[dice.below(Self.seeds.count)].utf8)
      for _ in 0...dice.below(6) { mutate(&bytes, &dice) }
      run(bytes)
    }
  }

  private func mutate(_ bytes: inout [UInt8], _ dice: inout Dice) {
    let start = dice.below(bytes.count + 1)
    let end = min(bytes.count, start + dice.below(4))
    switch dice.below(4) {
    case 0: bytes.removeSubrange(start..<end)
    case 1: bytes.insert(contentsOf: bytes[start..<end], at: dice.below(bytes.count + 1))
    default: bytes.insert(contentsOf: Self.pieces[dice.below(Self.pieces.count)], at: start)
    }
  }

  @Test func noise() {
    var dice = Dice(seed: 42)
    for _ in 0..<200 {
      run((0..<dice.below(60)).map { _ in UInt8(truncatingIfNeeded: dice.next()) })
      run((0..<dice.below(30)).flatMap { _ in Self.pieces[dice.below(Self.pieces.count)] })
    }
  }

  /// Every fault has a place inside the text and a sentence.
  private func run(_ bytes: [UInt8]) {
    let desk = Desk(patience: 20_000)
    let outcome = desk.session.run(Source(bytes: bytes, name: nil))
    for fault in outcome.faults {
      let text = String(decoding: bytes, as: UTF8.self)
      #expect(!fault.labels.isEmpty, "\(fault.message) in \(text)")
      #expect(fault.labels.allSatisfy { $0.place.span.end <= $0.place.source.bytes.count })
      #expect(fault.message.hasSuffix("."), "\(fault.message) in \(text)")
    }
    // The session is still of use.
    #expect(Desk().answer("1 + 1") == "2")
  }

  private static func repeated(_ text: String, _ count: Int = 5000) -> String {
    String(repeating: text, count: count)
  }

  @Test(arguments: [
    repeated("("), repeated("["), repeated("{"), repeated("{a: "), repeated("\"{"),
    repeated("-") + "1", repeated("not ") + "true", repeated("1 + ") + "1", repeated("2^") + "1",
    repeated("f("), repeated("if true then "), repeated("if true then 1 else ") + "1",
    "x" + repeated(".a"), "x" + repeated("[0]"), "x" + repeated("(1)"), "1" + repeated(" in GiB"),
    "1" + repeated(" | f"), "x" + repeated(" with (a: 1)"), "[" + repeated("1, ") + "1]",
    repeated("(", 150) + "1" + repeated(")", 150), repeated("1;"), repeated("1\n"),
    repeated("x = {\n", 190) + "1" + repeated("\n}", 190), repeated("assert(", 150) + "1",
    repeated("not assert(", 60) + "1" + repeated(")", 60), repeated("]"), repeated("\"\\"),
  ])
  func extremes(_ code: String) {
    _ = Desk().run(code)
    #expect(Desk().answer("1 + 1") == "2")
  }

  @Test(arguments: [
    "f(n) = f(n + 1) + 1; f(0)", "f(n) = g(n); g(n) = f(n); f(0)",
    "f(n) = [f(n) for x in [1]]; f(0)", "f(x = f()) = x; f()", "f(n) = \"{f(n)}\"; f(1)",
    "f(n, xs) = if n == 0 then xs else f(n - 1, xs + xs); f(60, [1])",
    "f(n, t) = if n == 0 then t else f(n - 1, \"{t}{t}\"); f(60, \"ab\")",
    "f(n, x) = if n == 0 then x else f(n - 1, [x]); f(200, 1)",
    "f(n, x) = if n == 0 then x else f(n - 1, [x, x]); f(60, 1)",
  ])
  func endless(_ code: String) {
    let desk = Desk()
    #expect(!desk.run(code).isDone)
    #expect(desk.answer("1 + 1") == "2")
  }
}
