import Language
import Testing

@Suite("Tokens and units") struct LexerTests {

  @Test(
    arguments: [
      ("1...8", [.number(1), .sign(.through), .number(8)]),
      ("1..<8", [.number(1), .sign(.upTo), .number(8)]),
      ("1.5e-4", [.number(1.5e-4)]), ("8.03B", [.number(8_030_000_000)]), ("2K", [.number(2048)]),
      ("2KB", [.number(2), .name("KB")]), ("24GiB", [.number(24), .name("GiB")]),
      ("85%", [.number(0.85)]), ("85%,", [.number(0.85), .sign(.comma)]),
      ("10%3", [.number(10), .sign(.remainder), .number(3)]),
      ("10 %3", [.number(10), .sign(.remainder), .number(3)]),
      ("x%y", [.name("x"), .sign(.remainder), .name("y")]),
      ("1_000_", [.number(1000), .name("_")]), ("1e", [.number(1), .name("e")]),
      ("2×3", [.number(2), .sign(.times), .number(3)]),
      ("a×b", [.name("a"), .sign(.times), .name("b")]),
      ("a…b≤c", [.name("a"), .sign(.through), .name("b"), .sign(.lessOrEqual), .name("c")]),
      ("naïve_1", [.name("naïve_1")]), ("ifs if", [.name("ifs"), .keyword(.if)]),
      ("a\u{A0}b", [.name("a"), .name("b")]), ("a # b\nc", [.name("a"), .newline, .name("c")]),
      ("\"a\"", [.text([.plain("a")])]),
      ("\"a{b}\"", [.text([.plain("a"), .expression(Span(3, 4))])]),
      (
        "<= >= == != < >",
        [.lessOrEqual, .moreOrEqual, .equal, .unequal, .less, .more].map { .sign($0) }
      ),
    ] as [(String, [Token.Kind])])
  func kinds(_ text: String, _ kinds: [Token.Kind]) {
    #expect(Parser.tokens(text) == kinds)
  }

  @Test(
    arguments: [
      "1 / 2 s --> 0.5/s", "(2 tokens/s)^2 --> 4 * token^2/s^2",
      "4 * token^2/s^2 --> 4 * token^2/s^2",
      "0.5/s --> 0.5/s", "(2 tokens/s)^-1 --> 0.5 s/token",
      "1 GiB / 1 GiB --> 1", "1 s * 1 s / 1 s --> 1 s",
      "6 params * 2 FLOPs/param/token --> 12 FLOP/token",
      "1 GPU * 3 hours * $2/hour/GPU --> $6.00",
      "(1 s)^60 * 1 s --> ! The result is too large to hold.",
      "(1 s)^61 --> ! The result is too large to hold.",
      "(1 s)^-60 / 1 s --> ! The result is too large to hold.",
      "(1 s)^0 --> 1", "bytes/param --> 1 byte/param", "GiB --> 1 GiB",
    ] as [Sample]) func dimensions(_ sample: Sample)
  { sample.check() }

  /// Lines and columns are counted as people count them.
  @Test func positions() {
    let source = Source("é = 1\r\nzwei = 2")
    #expect(source.position(of: 3) == (1, 3))
    #expect(source.position(of: 8) == (2, 1))
    #expect(source.text(source.line(around: 2)) == "é = 1")
    #expect(source.text(source.line(around: 12)) == "zwei = 2")
  }
}
