import Language
import Support
import Testing

@testable import Render

@Suite struct ChartTests {
  /// Two steps of something that grows, whose fullest moment is short.
  private static func chart(limit: Double?) -> Value {
    func moments(_ count: Int, _ amounts: (Int) -> [Double]) -> [[Double]] {
      (0..<count).map { amounts($0).map { $0 * 0x1p30 } }
    }
    let load = moments(40) { [Double($0) / 8] }
    let forward = moments(30) { [5, 1, 0, 0, Double($0) / 10] }
    let loss = moments(2) { [5, 1, 0, 0, 3, 4.5 + Double($0)] }
    let backward = moments(60) { [5, 1, Double($0) / 60, 0, 3 - Double($0) / 20, 0, 0.5] }
    let step = moments(3) { [5, 1, 1, Double($0)] }
    let table = Grid(
      columns: [Grid.Column("moment"), Grid.Column("GiB", .decimal)],
      rows: [.cells([.markup("loss"), .markup("14.50")])])
    return .entity(
      Shown(
        View([
          .chart(
            Chart(
              [
                Chart.Section("load", in: "", load), Chart.Section("forward", in: "one", forward),
                Chart.Section("loss", in: "one", loss),
                Chart.Section("backward", in: "one", backward),
                Chart.Section("step", in: "one", step),
                Chart.Section("forward", in: "two", forward),
              ],
              peak: "14.50 GiB", limit: limit.map { $0 * 0x1p30 }, unit: Style().memoryUnit,
              table: table))
        ])))
  }

  @Test(arguments: [("none", nil), ("within", 18.0), ("below", 11.0), ("above", 79.25)])
  func looksAsItDid(name: String, limit: Double?) {
    expectGolden(Picture.sizes(Self.chart(limit: limit), [160, 80, 40, 20]), "chart-\(name).txt")
  }

  @Test func signsOfASCII() {
    let picture = Picture.sizes(Self.chart(limit: 11), [80], isUnicode: false)
    #expect(picture.utf8.allSatisfy { $0 < 0x80 })
    expectGolden(picture, "chart-ascii.txt")
  }

  @Test func coloursOfParts() {
    let canvas = Canvas(format: .text, width: 60, isColored: true)
    expectGolden(canvas.answer(Self.chart(limit: 18), Style()), "chart-colour.txt")
  }

  @Test func otherMediaShowRows() {
    let canvas = Canvas(format: .markdown, width: 60, isColored: false)
    let text = canvas.answer(Self.chart(limit: nil), Style())
    #expect(text == "| moment |   GiB |\n| ------ | ----: |\n| loss   | 14.50 |\n\n")
  }

  /// However narrow the screen, the fullest moment has a column.
  @Test func noMaximumIsLost() {
    for width in 20...140 {
      let canvas = Canvas(format: .text, width: width, isColored: false)
      let lines = canvas.answer(Self.chart(limit: nil), Style()).split(separator: "\n")
      #expect(lines.allSatisfy { Width.cells(String($0)) <= width }, "\(width)")
      // Its column reaches the top.
      #expect(lines[1].contains("░"), "\(width)")
    }
  }

  @Test func nothingIsNoPicture() {
    let empty = Chart(
      [], peak: "", limit: nil, unit: Style().memoryUnit, table: Grid(columns: [], rows: []))
    #expect(ChartDrawing(empty, width: 80, Theme(isColored: false, isUnicode: true)).lines.isEmpty)
  }
}
