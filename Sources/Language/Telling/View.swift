/// What an answer looks like, before anybody knows where it is shown.
///
/// Text is (role, characters) until the last moment: Render decides on colour, width and medium.
package struct View: Sendable {
  package enum Block: Sendable {
    case line(Markup)
    case grid(Grid)
    case chart(Chart)
    case plot(Plot)
    case blank
  }

  package var blocks: [Block]

  package init(_ blocks: [Block]) { self.blocks = blocks }
  package init(_ line: Markup) { blocks = [.line(line)] }
}

/// Text in roles.
package struct Markup: Sendable, ExpressibleByStringInterpolation {
  package enum Role: Sendable, Equatable {
    case plain, strong, muted, name, number, good, warning, bad
    /// An expression that can be pasted: its lines end behind operators, so that it reads on.
    case code
    /// One of several things that are drawn beside one another, each in a look of its own.
    case part(Int)
  }

  package struct Run: Sendable, Equatable {
    package let role: Role
    package let text: String
  }

  package private(set) var runs: [Run] = []

  package init(_ text: String = "", _ role: Role = .plain) { append(text, role) }
  package init(stringLiteral text: String) { append(text, .plain) }

  package mutating func append(_ text: String, _ role: Role) {
    if !text.isEmpty { runs.append(Run(role: role, text: text)) }
  }

  package static func + (a: Markup, b: Markup) -> Markup {
    var sum = a
    sum.runs += b.runs
    return sum
  }

  package static func += (a: inout Markup, b: Markup) { a = a + b }

  /// The characters alone.
  package var text: String { runs.map(\.text).joined() }
}

/// Rows and columns, laid out by whoever shows them.
package struct Grid: Sendable {
  package enum Alignment: Sendable {
    case left, right
    /// Decimal points stand under one another, what follows the number behind them.
    case decimal
  }

  package struct Column: Sendable {
    package let title: String
    package let alignment: Alignment
    /// Whether this column may be cut short where the screen is narrow.
    package let isElastic: Bool

    package init(_ title: String, _ alignment: Alignment = .left, elastic: Bool = false) {
      self.title = title
      self.alignment = alignment
      self.isElastic = elastic
    }
  }

  package enum Cell: Sendable {
    case markup(Markup)
    /// A share of the whole, drawn as a bar: 0 to 1. It is left out where there is no room.
    case bar(Double)
    /// The same of several parts, one behind the other.
    case stack([Double])

    package static let empty = Cell.markup("")
  }

  package enum Row: Sendable {
    case cells([Cell])
    /// A line under the rows above, as wide as the first columns.
    case rule(columns: Int)
  }

  package let columns: [Column]
  package let rows: [Row]
  /// How far the grid stands from the left.
  package let indent: Int

  package init(columns: [Column], rows: [Row], indent: Int = 0) {
    self.columns = columns
    self.rows = rows
    self.indent = indent
  }

  /// Whether any column has a title.
  package var hasTitles: Bool { columns.contains { !$0.title.isEmpty } }
}
