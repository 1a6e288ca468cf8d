/// A picture of figures, before anybody knows where it is shown: marks along scales.
///
/// All numbers are in the unit that the scale names.
package struct Plot: Sendable {
  package enum Marks: Sendable {
    case bars([Bar])
    /// Lines over a scale, from left to right.
    case lines([Line], over: Scale)
    case cells(Cells)
  }

  /// What reaches from one figure to another; nil where there is none.
  package struct Bar: Sendable {
    package let label: String
    /// Which of the kinds it is of.
    package let kind: Int
    package let from: Double
    package let to: Double?
    /// What is written beside it.
    package let figure: String

    package init(_ label: String, kind: Int = 0, from: Double = 0, to: Double?, _ figure: String) {
      (self.label, self.kind, self.from, self.to, self.figure) = (label, kind, from, to, figure)
    }
  }

  /// Points from left to right; where a figure is missing the line has a gap.
  package struct Line: Sendable {
    package struct Point: Sendable {
      package let x: Double
      package let y: Double?

      package init(x: Double, y: Double?) { (self.x, self.y) = (x, y) }
    }

    package let points: [Point]
    /// Whether one point leads to the next: not where several stand above one another.
    package let isJoined: Bool

    package init(_ points: [Point]) {
      self.points = points
      isJoined = zip(points, points.dropFirst()).allSatisfy { $0.x < $1.x }
    }

    fileprivate init(_ points: [Point], isJoined: Bool) {
      (self.points, self.isJoined) = (points, isJoined)
    }
  }

  /// Figures over two names.
  package struct Cells: Sendable {
    /// What stands along the columns and the rows: `batch`.
    package let titles: (columns: String, rows: String)
    package let columns: [String]
    package let rows: [String]
    /// By row; nil where there is none.
    package let values: [[Double?]]

    package init(
      titles: (columns: String, rows: String), columns: [String], rows: [String],
      values: [[Double?]]
    ) {
      (self.titles, self.columns, self.rows) = (titles, columns, rows)
      self.values = values
    }
  }

  /// What figures should stay below.
  package struct Limit: Sendable {
    package let value: Double
    /// `23.50 GiB usable on RTX 4090`.
    package let name: String

    package init(_ value: Double, _ name: String) { (self.value, self.name) = (value, name) }
  }

  package let marks: Marks
  /// What the figures are measured by.
  package let scale: Scale
  package let limit: Limit?
  /// What each kind of bar and each line is called; none where there is one alone.
  package let kinds: [String]
  /// What is shown where nothing is drawn.
  package let table: Grid
  /// How far it stands from the left.
  package private(set) var indent = 0

  package init(
    _ marks: Marks, scale: Scale, limit: Limit?, kinds: [String] = [], table: Grid
  ) {
    (self.marks, self.scale, self.limit) = (marks, scale, limit)
    (self.kinds, self.table) = (kinds, table)
  }

  package func indented(by cells: Int) -> Plot {
    var plot = self
    plot.indent += cells
    return plot
  }

  /// Whether the limit is so far above the figures that it would leave no room for them.
  package var isLimitBeyond: Bool { limit.map { scale.share(of: $0.value) > 1 } ?? false }

  /// How far above the rest a limit is still drawn to scale.
  package static let headroom = 1.6

  /// The largest figure together with a limit that is near enough to be drawn.
  package static func top(_ most: Double, _ limit: Limit?) -> Double {
    guard let limit, limit.value <= headroom * most else { return most }
    return max(most, limit.value)
  }
}

extension Plot.Line {
  /// The same in no more columns than that: of each the lowest and the highest point.
  package func thinned(to columns: Int, over scale: Scale) -> Plot.Line {
    guard points.count > 2 * columns else { return self }
    func column(_ point: Point) -> Int { Int(scale.share(of: point.x) * Double(columns)) }
    var kept: [Point] = []
    var rest = points[...]
    while let first = rest.first {
      let same = rest.prefix { column($0) == column(first) }
      rest = rest.dropFirst(same.count)
      let known = same.filter { $0.y != nil }
      let low = known.indices.min { known[$0].y ?? 0 < known[$1].y ?? 0 }
      let high = known.indices.max { known[$0].y ?? 0 < known[$1].y ?? 0 }
      guard let low, let high else {
        kept.append(first)
        continue
      }
      kept += (low == high ? [low] : [min(low, high), max(low, high)]).map { known[$0] }
    }
    return Plot.Line(kept, isJoined: isJoined)
  }
}

extension Plot.Cells {
  /// The same in no more rows and columns than that: each stands for the largest of several.
  package func binned(columns most: Int, rows mostRows: Int) -> Plot.Cells {
    let (wide, high) = (max(1, min(most, columns.count)), max(1, min(mostRows, rows.count)))
    guard wide < columns.count || high < rows.count else { return self }
    func first(_ bin: Int, of bins: Int, in count: Int) -> Int { bin * count / bins }
    let values = (0..<high).map { row -> [Double?] in
      let own = first(row, of: high, in: rows.count)..<first(row + 1, of: high, in: rows.count)
      return (0..<wide).map { column in
        let range = first(column, of: wide, in: columns.count)
        let end = first(column + 1, of: wide, in: columns.count)
        return own.flatMap { self.values[$0][range..<end] }.compactMap { $0 }.max()
      }
    }
    return Plot.Cells(
      titles: titles, columns: (0..<wide).map { columns[first($0, of: wide, in: columns.count)] },
      rows: (0..<high).map { rows[first($0, of: high, in: rows.count)] }, values: values)
  }
}
