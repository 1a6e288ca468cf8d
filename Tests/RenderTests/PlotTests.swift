import Language
import Support
import Testing

@testable import Render

@Suite struct PlotTests {
  private static let table = Grid(
    columns: [Grid.Column("name"), Grid.Column("GiB", .decimal)],
    rows: [.cells([.markup("a"), .markup("1.00")])])

  private static func shown(_ plot: Plot) -> Value {
    .entity(Shown(View([.line("what is drawn"), .blank, .plot(plot)])))
  }

  private static let limit = Plot.Limit(11.5, "11.50 GiB usable on a card")

  private static func bars(_ limit: Plot.Limit?, kinds: [String] = []) -> Plot {
    let figures: [Double?] = [9.5, -2, 0.01, nil, 0, 12]
    let bars = figures.enumerated().map { place, figure in
      let label = place == 2 ? "a label that is longer than the others & < them" : "bar \(place)"
      return Plot.Bar(
        label, kind: kinds.isEmpty ? 0 : place % kinds.count, to: figure,
        figure.map { Figures.fixed($0, 2) } ?? "–")
    }
    let ends = figures.compactMap { $0 } + [Plot.top(12, limit)]
    return Plot(
      .bars(bars), scale: Scale("GiB", of: ends, fromZero: true), limit: limit, kinds: kinds,
      table: table)
  }

  private static func lines(_ limit: Plot.Limit?) -> Plot {
    let x = (1...8).map(Double.init)
    let figures: [[Double?]] = [x.map { $0 * 1.7 }, [3, 3, nil, 3, 4, nil, 9, 2]]
    return Plot(
      .lines(
        figures.map { figures in Plot.Line(zip(x, figures).map { Plot.Line.Point(x: $0, y: $1) }) },
        over: Scale("batch", over: x) { Figures.prose(x[$0]) }),
      scale: Scale("GiB", of: [2, Plot.top(13.6, limit)]), limit: limit,
      kinds: ["total", "another"], table: table)
  }

  private static func cells(_ limit: Plot.Limit?) -> Plot {
    let values = (1...3).map { row in (1...4).map { $0 == row ? nil : Double($0 * row) * 1.1 } }
    return Plot(
      .cells(
        Plot.Cells(
          titles: ("seq", "batch"), columns: ["1,024", "2,048", "4,096", "8,192"],
          rows: ["1", "2", "a long name of a row"], values: values)),
      scale: Scale("GiB", of: values.joined().compactMap { $0 }), limit: limit, table: table)
  }

  static let plots: [(name: String, plot: Plot)] = [
    ("bars", bars(nil)), ("bars-limit", bars(limit)),
    ("bars-kinds", bars(limit, kinds: ["a", "b"])),
    ("lines", lines(limit)), ("lines-beyond", lines(Plot.Limit(80, "80 GiB usable"))),
    ("cells", cells(limit)),
  ]

  @Test(arguments: plots) func looksAsItDid(name: String, plot: Plot) {
    expectGolden(Picture.sizes(Self.shown(plot), [160, 80, 40, 20]), "plot-\(name).txt")
  }

  @Test(arguments: plots) func signsOfASCII(name: String, plot: Plot) {
    let picture = Picture.sizes(Self.shown(plot), [60], isUnicode: false)
    #expect(picture.utf8.allSatisfy { $0 < 0x80 })
    expectGolden(picture, "plot-\(name)-ascii.txt")
  }

  /// However narrow the screen, no line is wider.
  @Test(arguments: plots) func fits(name: String, plot: Plot) {
    for width in Array(20...44) + [60, 81, 120, 200] {
      let canvas = Canvas(format: .text, width: width, isColored: true)
      let plain = Canvas(format: .text, width: width, isColored: false)
      let lines = plain.answer(Self.shown(plot), Style()).split(separator: "\n")
      #expect(lines.allSatisfy { Width.cells(String($0)) <= width }, "\(width)")
      #expect(canvas.answer(Self.shown(plot), Style()).contains("\u{1B}["))
    }
  }

  /// Kinds differ in more than their colour.
  @Test func kindsHaveSigns() {
    let canvas = Canvas(format: .text, width: 80, isColored: false)
    let lines = canvas.answer(Self.shown(Self.lines(nil)), Style())
    #expect(lines.contains("● total   ▲ another"))
    let bars = canvas.answer(Self.shown(Self.bars(nil, kinds: ["a", "b"])), Style())
    #expect(bars.contains("█ a   ╳ b") && bars.contains("╳╳╳"))
  }

  @Test func otherMediaShowRows() {
    let canvas = Canvas(format: .markdown, width: 60, isColored: false)
    let text = canvas.answer(Self.shown(Self.lines(nil)), Style())
    #expect(text.hasSuffix("| name |  GiB |\n| ---- | ---: |\n| a    | 1.00 |\n\n"))
  }

  // MARK: shapes

  @Test(arguments: plots) func shapes(name: String, plot: Plot) {
    let text = SVG.text(View([.line("a <b> & \"c\" \u{1B}[1m"), .plot(plot)]))
    #expect(text.hasPrefix("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 "))
    #expect(text.contains("<title>a &lt;b&gt; &amp; &quot;c&quot; "))
    #expect(!text.contains("<script") && !text.contains("href") && !text.contains("nan"))
    #expect(text.unicodeScalars.allSatisfy { $0.value >= 0x20 || $0 == "\n" })
    #expect(XML.isWellFormed(text))
    expectGolden(text, "plot-\(name).svg")
  }

  @Test func aTextIsADrawingToo() {
    #expect(XML.isWellFormed(SVG.text(View([.line("one"), .grid(Self.table), .blank]))))
    #expect(XML.isWellFormed(SVG.text(View([]))))
  }

  // MARK: many

  @Test func manyPointsKeepTheirEnds() {
    let points = (0..<10_000).map { place in
      Plot.Line.Point(x: Double(place), y: place == 4321 ? 1e6 : Double(place % 100))
    }
    let scale = Scale("", over: points.map(\.x)) { "\($0)" }
    let thin = Plot.Line(points).thinned(to: 100, over: scale).points
    #expect(thin.count <= 202)
    #expect(thin.compactMap(\.y).max() == 1e6 && thin.compactMap(\.y).min() == 0)
    #expect(zip(thin, thin.dropFirst()).allSatisfy { $0.x < $1.x })
  }

  @Test func manyCellsKeepTheirLargest() {
    let values = (0..<100).map { row in
      (0..<100).map { row == 71 && $0 == 13 ? 1e6 : Double($0) as Double? }
    }
    let names = (0..<100).map(String.init)
    let cells = Plot.Cells(titles: ("a", "b"), columns: names, rows: names, values: values)
      .binned(columns: 17, rows: 9)
    #expect(cells.columns.count == 17 && cells.rows.count == 9)
    #expect(cells.values.joined().compactMap { $0 }.max() == 1e6)
  }
}

@Suite struct ScaleTests {
  static let figures: [[Double]] = [
    [0, 10.7], [1e9, 1e9 + 4], [-1.7e308, 1.7e308], [1e-300, 2e-300], [-5, -2], [3, 3], [0, 0],
    [10.1, 10.2], [0.1 + 0.2], [], [1e15, 1e16], [0, .leastNonzeroMagnitude],
  ]

  @Test(arguments: figures)
  func figuresLieOnIt(figures: [Double]) {
    for isFromZero in [false, true] {
      let scale = Scale("", of: figures, fromZero: isFromZero)
      #expect(scale.first < scale.last && scale.ticks.count <= 17)
      for figure in figures + scale.ticks.map(\.value) {
        #expect((-1e-6...1 + 1e-6).contains(scale.share(of: figure)), "\(figure)")
      }
      if isFromZero { #expect(scale.first <= 0 && scale.last >= 0) }
      #expect(zip(scale.ticks, scale.ticks.dropFirst()).allSatisfy { $0.value < $1.value })
    }
  }

  @Test func labelsAreShort() {
    #expect(Scale("", of: [0, 10.7]).ticks.map(\.label) == ["0", "2", "4", "6", "8", "10", "12"])
    #expect(Scale("", of: [1.2e9]).ticks.last?.label == "1.2B")
    #expect(Scale("", of: [0.3]).ticks.last?.label == "0.30")
  }

  @Test func doublingIsEven() {
    let values = [1024.0, 2048, 4096, 8192]
    let scale = Scale("seq", over: values) { "\(Int(values[$0]))" }
    #expect(scale.isLogarithmic)
    let shares = values.map { scale.share(of: $0) }
    #expect(zip(shares, [0, 1.0 / 3, 2.0 / 3, 1]).allSatisfy { ($0 - $1).magnitude < 1e-9 })
    #expect(scale.ticks(in: 40, length: { Double($0.count + 2) }).count == 4)
    #expect(scale.ticks(in: 12, length: { Double($0.count + 2) }).map(\.label) == ["1024", "4096"])
  }
}

/// As much of XML as a drawing has: elements that close one another, entities, quotes.
private enum XML {
  static func isWellFormed(_ text: String) -> Bool {
    var open: [Substring] = []
    var rest = text[...]
    var elements = 0
    while let start = rest.firstIndex(of: "<") {
      guard areEntities(rest[..<start]), let end = rest[start...].firstIndex(of: ">") else {
        return false
      }
      let tag = rest[rest.index(after: start)..<end]
      rest = rest[rest.index(after: end)...]
      elements += 1
      guard tag.filter({ $0 == "\"" }).count.isMultiple(of: 2) else { return false }
      if tag.hasPrefix("/") {
        guard open.popLast() == tag.dropFirst() else { return false }
      } else if !tag.hasSuffix("/") {
        open.append(tag.prefix { $0 != " " })
      }
    }
    return open.isEmpty && elements > 1 && rest.allSatisfy(\.isNewline)
  }

  private static func areEntities(_ text: Substring) -> Bool {
    text.split(separator: "&", omittingEmptySubsequences: false).dropFirst().allSatisfy { piece in
      ["amp;", "lt;", "gt;", "quot;"].contains { piece.hasPrefix($0) }
    }
  }
}
