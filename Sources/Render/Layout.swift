import Language

/// Where the columns of a grid stand on a screen of some width.
///
/// What gives way, in this order: titles go on several lines, an elastic last column is wrapped,
/// then stands on lines of its own, other elastic columns are cut, bars are left out. Figures
/// stay: rather than lose one, a grid is wider than the screen.
struct Layout {
  static let gap = 2
  /// Shorter bars tell nothing, longer ones no more.
  static let bars = 6...24
  /// Words in a narrower column than this read badly.
  static let leastProse = 24
  static let leastElastic = 8
  static let titleLines = 3
  /// Rows that fill a usual screen.
  static let longGrid = 24
  /// How far text on lines of its own stands in from its row.
  static let hanging = 2

  /// The width of each column; zero for one that is left out.
  private(set) var widths: [Int]
  private(set) var starts: [Int] = []
  /// The last column, when its text stands below its row.
  private(set) var stacked: Int?
  /// The last column, when its text is wrapped.
  private(set) var wrapped: Int?
  let screen: Int

  init(_ measure: Measure, width: Int) {
    let planner = Planner(measure: measure, width: width)
    let plan = planner.plan()
    widths = plan.widths
    stacked = plan.isStacked ? planner.last : nil
    wrapped = planner.last
    screen = width
    var x = measure.grid.indent
    for width in widths {
      starts.append(x)
      if width > 0 { x += width + Self.gap }
    }
  }
}

/// Tries one way to lay a grid out after another.
private struct Planner {
  let measure: Measure
  let width: Int

  struct Plan {
    var widths: [Int]
    var isStacked = false
  }

  /// The last column that shows anything, if it is elastic.
  var last: Int? {
    guard let last = measure.columns.lastIndex(where: { !$0.isEmpty }),
      measure.columns[last].isElastic, measure.columns[last].alignment == .left
    else { return nil }
    return last
  }

  private var hasBars: Bool { measure.columns.contains(where: \.hasBars) }

  func plan() -> Plan {
    let bars = hasBars ? Array(Layout.bars.reversed()) : [0]
    for lines in 1...Layout.titleLines {
      if let plan = beside(bars, titleLines: lines) { return plan }
    }
    // Twice as long, a long grid would be worse off than without its bars.
    if hasBars, measure.rows.count > Layout.longGrid, let plan = attempt(0, isStacked: false) {
      return plan
    }
    if last != nil {
      for bar in bars {
        if let plan = attempt(bar, isStacked: true) { return plan }
      }
    }
    if hasBars {
      for isStacked in [false, true] where !isStacked || last != nil {
        if let plan = attempt(0, isStacked: isStacked) { return plan }
      }
    }
    let widths = measure.columns.indices.map { index in
      let natural = self.natural(index, bar: 0, titleLines: Layout.titleLines)
      return measure.columns[index].isElastic ? min(natural, Layout.leastElastic) : natural
    }
    return Plan(widths: stackedOut(widths), isStacked: last != nil)
  }

  /// The longest bars beside which the text in the last column takes the fewest lines.
  private func beside(_ bars: [Int], titleLines: Int) -> Plan? {
    var best: (plan: Plan, lines: Int)?
    for bar in bars {
      guard let plan = attempt(bar, isStacked: false, titleLines: titleLines) else { continue }
      let lines = last.map { turnovers(in: $0, width: plan.widths[$0]) } ?? 0
      if lines == 0 { return plan }
      if lines < best?.lines ?? .max { best = (plan, lines) }
    }
    return best?.plan
  }

  /// How many lines wrapping adds. A long table is not worth the trouble.
  private func turnovers(in column: Int, width: Int) -> Int {
    guard measure.rows.count <= 200 else { return 0 }
    return measure.rows.reduce(0) { sum, row in
      guard let row, column < row.count, row[column].cells > width else { return sum }
      return sum + row[column].markup.wrapped(to: width).count - 1
    }
  }

  /// The widths when bars are this long and elastic columns share what is left, or nil when
  /// there is not enough.
  private func attempt(
    _ bar: Int, isStacked: Bool, titleLines: Int = Layout.titleLines
  ) -> Plan? {
    var widths = measure.columns.indices.map { natural($0, bar: bar, titleLines: titleLines) }
    if isStacked { widths = stackedOut(widths) }
    let gaps = max(0, widths.count { $0 > 0 } - 1) * Layout.gap
    var excess = measure.grid.indent + widths.reduce(0, +) + gaps - width
    let wanted = widths
    while excess > 0 {
      let yielding = widths.indices.filter {
        measure.columns[$0].isElastic && widths[$0] > least($0, wanted[$0], isStacked)
      }
      // Wrapping loses nothing, cutting does.
      let widest = yielding.max { widths[$0] < widths[$1] }
      guard let column = yielding.first(where: { $0 == last }) ?? widest else { return nil }
      widths[column] -= 1
      excess -= 1
    }
    return Plan(widths: unfolded(widths, spare: -excess), isStacked: isStacked)
  }

  /// Gives titles on several lines the room that is left over.
  private func unfolded(_ widths: [Int], spare: Int) -> [Int] {
    var spare = spare
    return zip(widths, measure.columns).map { width, column in
      let wanted = column.title.cells - width
      guard width > 0, wanted > 0, wanted <= spare, !column.isElastic else { return width }
      spare -= wanted
      return width + wanted
    }
  }

  /// As long as there is another way, a text keeps two thirds of its length.
  private func least(_ column: Int, _ natural: Int, _ isStacked: Bool) -> Int {
    if column == last { return Layout.leastProse }
    return isStacked ? Layout.leastElastic : max(Layout.leastElastic, natural * 2 / 3)
  }

  private func stackedOut(_ widths: [Int]) -> [Int] {
    var widths = widths
    if let last { widths[last] = 0 }
    return widths
  }

  private func natural(_ index: Int, bar: Int, titleLines: Int) -> Int {
    let column = measure.columns[index]
    if column.hasBars && bar == 0 { return 0 }
    return max(
      column.content, column.titleCells(lines: titleLines), column.hasBars ? bar : 0)
  }
}
