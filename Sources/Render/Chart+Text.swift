import Language

/// A chart drawn on a screen of some width, line by line.
struct ChartDrawing {
  private let chart: Chart
  private let theme: Theme
  private let columns: [Column]
  /// Where each section begins.
  private let starts: [Int]
  private let peak: Int
  private let top: Double
  private let margin: Int
  /// Whether the line across stands above a gap of the scale.
  private let isBroken: Bool

  /// A column is the fullest moment of those that it stands for.
  struct Column {
    let amounts: [Double]
    var sum: Double { amounts.reduce(0, +) }
  }

  private static let height = 14
  /// As many columns as a section has at least, if there is room for its title or not.
  private static let narrowest = 2
  /// Wider than that a picture says no more.
  private static let widest = 110
  /// How far above the rest a line is still drawn to scale.
  private static let headroom = 1.6

  init(_ chart: Chart, width: Int, _ theme: Theme) {
    self.chart = chart
    self.theme = theme
    let most = chart.most
    // On one scale with a line far above there would be little room for what is below it.
    isBroken = chart.limit ?? 0 > Self.headroom * most
    top = max(most, isBroken ? 0 : chart.limit ?? 0, .leastNormalMagnitude)
    let limit = isBroken ? [(chart.limit ?? 0) / chart.unit.scale] : []
    let labels = (Self.ticks(to: top / chart.unit.scale) + limit).map { Self.label($0).count }
    margin = max(labels.max() ?? 1, chart.unit.name.count)
    let widths = Self.widths(
      chart.sections, in: min(width - chart.indent, Self.widest) - margin - 3)
    var (columns, starts): ([Column], [Int]) = ([], [])
    for (section, width) in zip(chart.sections, widths) {
      starts.append(columns.count)
      columns += Self.columns(section.moments, width)
    }
    (self.columns, self.starts) = (columns, starts)
    let sums = columns.map(\.sum)
    peak = sums.firstIndex(of: sums.max() ?? 0) ?? 0
  }

  var lines: [Markup] {
    if columns.isEmpty { return [] }
    let picture = (0..<Self.height).reversed().map(row)
    let lines = (isBroken ? [lineAbove] : []) + [marker] + picture + [axis, titles, groups]
    return lines.map { Pen($0, at: chart.indent).line }
  }

  // MARK: across

  /// Columns of each section: by the root of its moments, since a long one says little more.
  static func widths(_ sections: [Chart.Section], in room: Int) -> [Int] {
    let titled = sections.map { $0.title.count + 1 }
    let isTitled = titled.reduce(0, +) <= room * 4 / 5
    var widths = isTitled ? titled : sections.map { _ in narrowest }
    let weights = sections.map { Double($0.moments.count).squareRoot() }
    for _ in 0..<max(0, room - widths.reduce(0, +)) {
      let needy = widths.indices.max {
        weights[$0] / Double(widths[$0]) < weights[$1] / Double(widths[$1])
      }
      if let needy { widths[needy] += 1 }
    }
    return widths
  }

  static func columns(_ moments: [[Double]], _ width: Int) -> [Column] {
    (0..<width).map { place in
      let first = place * moments.count / width
      let last = max(first + 1, (place + 1) * moments.count / width)
      let columns = moments[first..<last].map { Column(amounts: $0) }
      return columns.max { $0.sum < $1.sum } ?? Column(amounts: [])
    }
  }

  // MARK: up

  private static func ticks(to top: Double) -> [Double] {
    let steps = [0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000]
    let step = steps.first { top / $0 <= 5 } ?? top
    return Array(stride(from: 0, through: top, by: step))
  }

  private static func label(_ figure: Double) -> String {
    figure == figure.rounded() || figure >= 100
      ? Figures.number(figure.rounded()) : Figures.fixed(figure, 1)
  }

  private func place(of amount: Double) -> Int {
    min(Self.height - 1, Int(amount / top * Double(Self.height)))
  }

  private func row(_ row: Int) -> Markup {
    let ticks = Self.ticks(to: top / chart.unit.scale)
    let tick = ticks.last { $0 > 0 && place(of: $0 * chart.unit.scale) == row }
    var line = left(tick.map(Self.label) ?? "", theme.edge)
    if let limit = chart.limit, !isBroken, place(of: limit) == row { return line + across }
    for column in columns { line += cell(column, row) }
    return line
  }

  private var across: Markup {
    let isBelow = chart.most > chart.limit ?? 0
    return Markup(String(repeating: theme.rule, count: columns.count), isBelow ? .bad : .good)
  }

  private var lineAbove: Markup {
    let figure = (chart.limit ?? 0) / chart.unit.scale
    return left(Self.label(figure), theme.isUnicode ? "┆" : ":") + across
  }

  private func cell(_ column: Column, _ row: Int) -> Markup {
    let stack = Stack(column.amounts, scale: Double(Self.height) / top)
    let filled = min(1, stack.cells - Double(row))
    let isDrawnFinely = theme.isUnicode && theme.isColored
    let eighths = isDrawnFinely ? Int((filled * 8).rounded()) : filled >= 0.5 ? 8 : 0
    guard eighths > 0 else { return Markup(" ") }
    let part = stack.part(at: Double(row) + filled / 2)
    let sign = eighths == 8 ? theme.fill(part) : Self.eighths[eighths - 1]
    return Markup(sign, .part(part))
  }

  private static let eighths = ["▁", "▂", "▃", "▄", "▅", "▆", "▇"]

  // MARK: around

  private func left(_ label: String, _ edge: String) -> Markup {
    let gap = String(repeating: " ", count: max(0, margin - label.count))
    return Markup("\(gap)\(label) \(edge)", .muted)
  }

  /// Where the peak is, and what it is.
  private var marker: Markup {
    let sign = theme.isUnicode ? "▼" : "v"
    let text = theme.spelt(Markup(chart.peak, .strong))
    let at = margin + 2 + peak
    let isRight = peak + 2 + text.cells <= columns.count
    if !isRight && peak < text.cells { return Pen(Markup("\(sign) ") + text, at: 0).line }
    var pen = Pen(Markup(chart.unit.name, .muted), at: margin - chart.unit.name.count)
    if !isRight { pen.write(text + Markup(" "), at: at - text.cells - 1) }
    pen.write(Markup(sign, .strong), at: at)
    if isRight { pen.write(text, at: at + 2) }
    return pen.line
  }

  private var axis: Markup {
    var line = ""
    for place in columns.indices {
      let begins = starts.contains(place) && place > 0
      line += begins ? (theme.isUnicode ? "┴" : "+") : theme.rule
    }
    return left("0", theme.isUnicode ? "└" : "+") + Markup(line, .muted)
  }

  private var titles: Markup {
    var pen = Pen()
    for (index, section) in chart.sections.enumerated() {
      let end = index + 1 < starts.count ? starts[index + 1] : columns.count + 1
      let fits = section.title.count < end - starts[index]
      let title = fits ? section.title : String(section.title.prefix(1))
      pen.write(Markup(title, .name), at: margin + 2 + starts[index])
    }
    return pen.line
  }

  private var groups: Markup {
    var pen = Pen()
    var last = ""
    for (index, section) in chart.sections.enumerated() where section.group != last {
      last = section.group
      pen.write(Markup(section.group, .muted), at: margin + 2 + starts[index])
    }
    return pen.line
  }
}
