import Language

/// A view as a drawing that stands alone: text in lines, plots and charts as shapes.
///
/// Nothing lies behind it, so that it looks as well on white as on dark; no script, nothing from
/// elsewhere.
package enum SVG {
  package static func text(_ view: View) -> String {
    var sheet = Sheet()
    for block in view.blocks { sheet.draw(block) }
    let (width, height) = (Sheet.number(sheet.width), Sheet.number(sheet.y + Sheet.edge))
    return """
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(width) \(height)" width="\(width)" \
      height="\(height)" role="img">
      <title>\(escaped(title(view)))</title>
      <style>\(style)</style>
      \(sheet.shapes.joined(separator: "\n"))
      </svg>

      """
  }

  private static func title(_ view: View) -> String {
    for case .line(let markup) in view.blocks { return markup.text }
    return ""
  }

  /// Text as XML holds it, without the signs that it cannot hold at all.
  static func escaped(_ text: String) -> String {
    var escaped = ""
    for scalar in Line.printable(text).unicodeScalars {
      switch scalar {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\"": escaped += "&quot;"
      case "\u{FFFE}", "\u{FFFF}": escaped += "\u{FFFD}"
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }

  /// Colours of parts, at least 3 to 1 against white and against near black.
  private static let colours = [
    "#3b7fc4", "#14958c", "#5a9630", "#a35cc2", "#b97d10", "#d2543c", "#7f868e",
  ]

  /// How the classes look: the text takes the page's side, the colours stay.
  private static let style: String = {
    let parts = colours.enumerated().map { place, colour in
      ".p\(place){fill:\(colour)}.l\(place){stroke:\(colour)}"
    }
    return """
      svg{color:#1f2328;font:13px ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",\
      monospace}text{fill:currentColor;white-space:pre}.muted{fill-opacity:.7}\
      .strong{font-weight:600}.axis{stroke:currentColor;stroke-opacity:.5}\
      .grid{stroke:currentColor;stroke-opacity:.15}.line{fill:none;stroke-width:2;\
      stroke-linejoin:round}.limit{fill:none;stroke-width:1.5;stroke-dasharray:6 4}\
      .hollow{fill:none;stroke-width:1.5}\
      .good{fill:#2f8f46}.bad{fill:#d63b30}.warning{fill:#b07a08}\
      .limit.good{fill:none;stroke:#2f8f46}.limit.bad,.hollow.bad{fill:none;stroke:#d63b30}\
      \(parts.joined())\
      @media (prefers-color-scheme:dark){svg{color:#e6edf3}}
      """
  }()

  static func part(_ place: Int) -> Int { place % colours.count }
}

/// What is drawn so far, from the top.
struct Sheet {
  static let edge = 16.0
  /// Of a letter of the font.
  static let letter = 7.8
  static let lineHeight = 19.0
  /// Letters in a line.
  private static let letters = 92

  let width = 2 * Self.edge + Double(Self.letters) * Self.letter
  private(set) var shapes: [String] = []
  /// Where the next block begins.
  var y = Self.edge

  private static let theme = Theme(isColored: true, isUnicode: true)

  var left: Double { Self.edge }
  var right: Double { width - Self.edge }

  static func number(_ x: Double) -> String {
    let shown = Figures.fixed(x, 1)
    return shown.hasSuffix(".0") ? String(shown.dropLast(2)) : shown
  }

  static func length(_ text: String) -> Double { Double(Width.cells(text)) * letter }

  mutating func draw(_ block: View.Block) {
    switch block {
    case .blank: y += Self.lineHeight / 2
    case .line(let markup):
      for line in Self.theme.spelt(markup).lines.flatMap({ $0.wrapped(to: Self.letters) }) {
        write(line)
      }
    case .grid(let grid):
      for line in GridDrawing(grid, width: Self.letters, Self.theme).lines { write(line) }
    case .chart(let chart): ChartShapes(chart).draw(on: &self)
    case .plot(let plot): PlotShapes(plot).draw(on: &self)
    }
  }

  /// A line of text, below what is there.
  mutating func write(_ markup: Markup) {
    y += Self.lineHeight
    text(markup, x: left, y: y - 5)
  }

  enum Anchor: String {
    case start, middle, end
  }

  mutating func text(_ markup: Markup, x: Double, y: Double, _ anchor: Anchor = .start) {
    let runs = markup.withoutTrailingSpaces.runs
    guard !runs.isEmpty else { return }
    let spans = runs.map { run in
      let text = SVG.escaped(run.text)
      return Self.look(run.role).map { "<tspan class=\"\($0)\">\(text)</tspan>" } ?? text
    }
    let at = anchor == .start ? "" : " text-anchor=\"\(anchor.rawValue)\""
    shapes.append(
      "<text x=\"\(Self.number(x))\" y=\"\(Self.number(y))\"\(at) xml:space=\"preserve\">"
        + spans.joined() + "</text>")
  }

  private static func look(_ role: Markup.Role) -> String? {
    switch role {
    case .plain, .number, .code, .name: nil
    case .strong: "strong"
    case .muted: "muted"
    case .good: "good"
    case .warning: "warning"
    case .bad: "bad"
    case .part(let place): "p\(SVG.part(place))"
    }
  }

  // MARK: shapes

  mutating func line(_ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double, _ look: String) {
    path("M\(Self.number(x1)) \(Self.number(y1))L\(Self.number(x2)) \(Self.number(y2))", look)
  }

  mutating func rectangle(
    _ x: Double, _ y: Double, _ width: Double, _ height: Double, _ look: String,
    opacity: Double = 1
  ) {
    let clear = opacity < 1 ? " fill-opacity=\"\(Figures.fixed(opacity, 2))\"" : ""
    shapes.append(
      "<rect x=\"\(Self.number(x))\" y=\"\(Self.number(y))\" width=\"\(Self.number(width))\" "
        + "height=\"\(Self.number(height))\" class=\"\(look)\"\(clear)/>")
  }

  mutating func path(_ steps: String, _ look: String) {
    shapes.append("<path d=\"\(steps)\" class=\"\(look)\"/>")
  }

  static func path(_ points: [(x: Double, y: Double)]) -> String {
    points.enumerated().map { index, point in
      "\(index == 0 ? "M" : "L")\(number(point.x)) \(number(point.y))"
    }.joined()
  }

  /// The sign of a line's points: round, a triangle, a square, a diamond, and then open ones.
  mutating func point(_ line: Int, x: Double, y: Double) {
    let place = SVG.part(line)
    let look = place < 4 ? "p\(place)" : "hollow l\(place)"
    switch place {
    case 0, 4:
      shapes.append(
        "<circle cx=\"\(Self.number(x))\" cy=\"\(Self.number(y))\" r=\"4\" class=\"\(look)\"/>")
    case 1, 5:
      path(Self.path([(x, y - 5), (x + 5, y + 4), (x - 5, y + 4)]) + "Z", look)
    case 2, 6: rectangle(x - 4, y - 4, 8, 8, look)
    default: path(Self.path([(x, y - 5.5), (x + 5.5, y), (x, y + 5.5), (x - 5.5, y)]) + "Z", look)
    }
  }
}
