import Language
import Testing

@testable import Render

@Suite struct MediumTests {
  private func answer(_ format: Format, _ value: Value, colored: Bool = true) -> String {
    Canvas(format: format, width: 40, isColored: colored).answer(value, Style())
  }

  static let values: [(name: String, value: Value)] = [
    ("number", .number(0.1)), ("whole", .whole(11)), ("memory", .bytes(24 << 30)),
    ("truth", .truth(true)), ("choice", .choice("adamw_8bit")), ("nothing", .nothing),
    ("text", .text("two \"words\", a\ttab\nand a line")),
    ("list", .list([.whole(1), .bytes(2), .text("a,b")])),
    ("lists", .list([.list([.whole(1)]), .list([])])),
    ("records", .list([record(1, "one"), record(2, "a|b")])),
    ("record", .record(Record([("deep", record(3, "three")), ("list", .list([.whole(7)]))]))),
    ("estimate", Sample.estimate), ("sweep", Sample.sweep),
  ]

  private static func record(_ number: Int, _ text: String) -> Value {
    .record(Record([("number", .whole(number)), ("text", .text(text))]))
  }

  @Test(arguments: Format.allCases)
  func everyValue(format: Format) {
    let answers = Self.values.map { "== \($0.name)\n" + answer(format, $0.value, colored: false) }
    expectGolden(answers.joined(), "values-\(format.rawValue).txt")
  }

  @Test(arguments: [
    (0.0, "0"), (-0.0, "0"), (11, "11"), (-3, "-3"), (0.1, "0.1"), (1.0 / 3, "0.3333333333333333"),
    (9_007_199_254_740_992, "9007199254740992"), (9_007_199_254_740_991, "9007199254740991"),
    (-9_007_199_254_740_992, "-9007199254740992"), (1e300, "1e+300"),
    (.leastNonzeroMagnitude, "5e-324"),
    (.infinity, "null"), (-.infinity, "null"), (.nan, "null"),
  ])
  func numbers(number: Double, text: String) {
    #expect(JSON.text(.number(number)) == text)
    if number.isFinite { #expect(Double(text) == number) }
  }

  @Test func escapes() {
    let text = "\"\\/\n\r\t\u{0}\u{8}\u{1F}\u{7F}é日😀\u{2028}"
    #expect(
      JSON.text(.text(text)) == #""\"\\/\n\r\t\u0000\u0008\u001f"# + "\u{7F}é日😀\u{2028}\"")
    // A mark that joins the quote before it is no escape from the text.
    #expect(JSON.text(.text("\u{301}a")) == "\"\u{301}a\"")
    #expect(JSON.text(.text("\"\u{301}")) == "\"\\\"\u{301}\"")
  }

  @Test func nested() {
    let datum = Datum.object(["a": .list([.null, .truth(false), .object([:])]), "b\"": .list([])])
    #expect(JSON.text(datum) == #"{"a":[null,false,{}],"b\"":[]}"#)
  }

  @Test func quotedFields() {
    let datum = Datum.list([
      .text("plain"), .text("a,b"), .text("say \"so\""), .text("two\nlines"), .text("\r\n"),
      .text(""), .null, .number(.nan), .text("\"\u{301}"),
    ])
    let wanted =
      "plain\n\"a,b\"\n\"say \"\"so\"\"\"\n\"two\nlines\"\n\"\r\n\"\n\n\n\n\"\"\"\u{301}\"\n"
    #expect(CSV.text(datum) == wanted)
  }

  @Test func markdownTables() {
    let grid = Grid(
      columns: [Grid.Column("a|b"), Grid.Column("GiB", .decimal)],
      rows: [
        .cells([.markup("x | y"), .markup("1.5")]), .rule(columns: 2), .cells([.markup("日本")]),
      ])
    let view = View([.line("above"), .grid(grid), .line("below"), .blank, .blank, .line("end")])
    #expect(
      Markdown.text(view) == """
        above

        | a\\|b   | GiB |
        | ------ | --: |
        | x \\| y | 1.5 |
        | 日本   |     |

        below

        end

        """)
  }

  @Test func colourIsNeverAlone() {
    for (_, value) in Self.values {
      let colored = answer(.text, value)
      var plain = ""
      for piece in colored.split(separator: "\u{1B}", omittingEmptySubsequences: false) {
        plain += plain.isEmpty && !colored.hasPrefix("\u{1B}") ? String(piece) : afterCode(piece)
      }
      #expect(plain == answer(.text, value, colored: false))
    }
  }

  private func afterCode(_ piece: Substring) -> String {
    String(piece.firstIndex(of: "m").map { piece[piece.index(after: $0)...] } ?? piece)
  }

  @Test func textsDoNotSteerTheTerminal() {
    #expect(answer(.text, .text("a\u{1B}[2Jb\u{202E}c")) == "a\u{FFFD}[2Jb\u{FFFD}c\n")
    #expect(answer(.text, .text("one\ntwo")) == "one\ntwo\n")
  }

  @Test func bigAnswersStandApart() {
    let lines = (1...4).map { View.Block.line(Markup("line \($0)")) }
    let small = Value.entity(Shown(View(Array(lines.prefix(3)))))
    let big = Value.entity(Shown(View(lines)))
    #expect(answer(.text, small) == "line 1\nline 2\nline 3\n")
    #expect(answer(.text, big) == "\nline 1\nline 2\nline 3\nline 4\n")
    #expect(answer(.markdown, big) == "line 1\nline 2\nline 3\nline 4\n")
  }

  @Test func whatTheUserMadeIsNotWrapped() {
    let text = String(repeating: "word ", count: 20) + "end"
    #expect(answer(.text, .text(text)) == text + "\n")
  }

  @Test func singleLines() {
    let canvas = Canvas(format: .text, width: 40, isColored: true)
    #expect(canvas.markup(Markup("r", .name) + ": the rank") == "\u{1B}[36mr\u{1B}[0m: the rank")
  }
}
