import Language
import Testing

@testable import Render

@Suite struct GridTests {
  @Test func estimate() { expectGolden(Picture.sizes(Sample.estimate), "estimate.txt") }

  @Test func estimateInASCII() {
    expectGolden(Picture.sizes(Sample.estimate, [80, 40], isUnicode: false), "estimate-ascii.txt")
  }

  @Test func estimateInColor() {
    let canvas = Canvas(format: .text, width: 80, isColored: true)
    expectGolden(canvas.answer(Sample.estimate, Style()), "estimate-color.txt")
  }

  @Test func sweep() { expectGolden(Picture.sizes(Sample.sweep), "sweep.txt") }

  @Test func list() { expectGolden(Picture.sizes(Self.list), "list.txt") }

  @Test func oddities() { expectGolden(Picture.sizes(Self.oddities, [80, 40]), "oddities.txt") }

  @Test func titles() { expectGolden(Picture.sizes(Self.titled, [80, 60, 40, 20]), "titles.txt") }

  @Test func aLongGridLosesItsBarsFirst() {
    expectGolden(Picture.sizes(Self.parts(28), [80, 60]), "long.txt")
    // A short one keeps them: there the notes stand below.
    expectGolden(Picture.sizes(Self.parts(3), [60]), "short.txt")
  }

  /// So many rows of a name, a number, a bar and a note.
  static func parts(_ count: Int) -> Value {
    let rows = (1...count).map { row in
      Grid.Row.cells([
        .markup(Markup("a part with a name, \(row)")), .markup(Markup("284,332,230,\(100 + row)")),
        .bar(Double(row) / Double(count)), .markup(Markup("43 of 4096 × \(row)")),
      ])
    }
    let columns = [
      Grid.Column(""), Grid.Column("", .right), Grid.Column(""), Grid.Column("", elastic: true),
    ]
    return .entity(Shown(View([.grid(Grid(columns: columns, rows: rows, indent: 2))])))
  }

  static let list = Value.entity(
    Shown(
      View([
        .grid(
          Grid(
            columns: [
              Grid.Column("model"), Grid.Column("name", elastic: true),
              Grid.Column("parameters", .decimal), Grid.Column("layers", .right),
              Grid.Column("note", elastic: true),
            ],
            rows: [
              ["llama8b", "Llama 3.1 8B", "8.03B", "32", "grouped attention, 128,256 words"],
              ["qwen3_30b_a3b", "Qwen3 30B-A3B Instruct", "30.5B", "48", "128 experts, 8 at work"],
              ["gpt2", "GPT-2", "124M", "12", ""],
              ["glm", "智谱 GLM-4 九十亿参数对话模型", "9.4B", "40", "长上下文 · long context"],
            ].map { .cells($0.map { Grid.Cell.markup(Markup($0)) }) }))
      ])))

  /// Numbers of all shapes in a decimal column, ragged rows, nothing at all.
  static let oddities = Value.entity(
    Shown(
      View([
        .line("Numbers"),
        .grid(
          Grid(
            columns: [Grid.Column("what"), Grid.Column("figure", .decimal), Grid.Column("then")],
            rows: [
              ["plain", "1"], ["broken", "3.25"], ["thousands", "12,345.5 GiB"],
              ["negative", "-0.75"], ["dash", "–"], ["word", "does not fit at all"],
              ["money", "$1.89", "an hour"], ["unit", "16 GPUs"], ["dots", "1.2.3"],
              ["short", "8.03B"], ["power", "1e+21"], [], ["lines\nin a cell", "0.5"],
            ].map { .cells($0.map { Grid.Cell.markup(Markup($0)) }) } + [.rule(columns: 9)],
            indent: 1)),
        .grid(Grid(columns: [], rows: [])),
        .grid(Grid(columns: [Grid.Column("only a title")], rows: [])),
        .line(
          """
          Prose that is longer than the screen is wide goes on in the next line, and a number keeps \
          its unit: 24 GiB.
          """),
        .line("  Indented prose keeps its place when it goes on in another line, as here it may."),
      ])))

  static let titled = Value.entity(
    Shown(
      View([
        .grid(
          Grid(
            columns: [
              Grid.Column("scenario"), Grid.Column("allocated at the peak, GiB", .decimal),
              Grid.Column("headroom on RTX 3060, GiB", .decimal), Grid.Column(""),
              Grid.Column("verdict of fits"),
            ],
            rows: [
              row("qlora", "9.25", "0.94", 0.2, "yes"),
              row("full", "112.4", "-101.2", 1, "no"),
            ]))
      ])))

  private static func row(
    _ name: String, _ figure: String, _ left: String, _ share: Double, _ verdict: String
  ) -> Grid.Row {
    .cells(
      [name, figure, left].map { .markup(Markup($0)) } + [.bar(share), .markup(Markup(verdict))])
  }

  @Test func barsToAnEighth() {
    let bars = Bars(isUnicode: true)
    let drawn = (0...8).map { bars.bar(Double($0) / 8, cells: 1) }
    #expect(drawn == ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉", "█"])
    #expect(bars.bar(0.5, cells: 5) == "██▌")
    #expect(bars.bar(7, cells: 3) == "███")
    #expect(bars.bar(-1, cells: 3) == "")
    #expect(bars.bar(.nan, cells: 3) == "")
    #expect(Bars(isUnicode: false).bar(0.5, cells: 6) == "###")
  }

  @Test func nothingIsWiderThanTheScreen() {
    for width in 40...130 {
      let canvas = Canvas(format: .text, width: width, isColored: false)
      for line in canvas.answer(Sample.estimate, Style()).split(separator: "\n") {
        #expect(Width.cells(String(line)) <= width)
      }
    }
  }

  @Test func narrowScreensDoNotBreakIt() {
    for width in [Int.min, -1, 0, 1, 19, 25, Int.max] {
      let canvas = Canvas(format: .text, width: width, isColored: true)
      for value in [Sample.estimate, Sample.sweep, Self.list, Self.oddities, Self.titled] {
        #expect(!canvas.answer(value, Style()).isEmpty)
      }
    }
  }
}
