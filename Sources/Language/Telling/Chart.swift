/// Amounts that stand on one another, over time.
package struct Chart: Sendable {
  /// What belongs together in time, under one title.
  package struct Section: Sendable {
    package let title: String
    /// What it is a part of, with the sections beside it that say the same.
    package let group: String
    /// Of each moment the amounts, from below.
    package let moments: [[Double]]

    package init(_ title: String, in group: String, _ moments: [[Double]]) {
      (self.title, self.group, self.moments) = (title, group, moments)
    }
  }

  package let sections: [Section]
  /// What stands at the fullest moment.
  package let peak: String
  /// What is drawn as a line across.
  package let limit: Double?
  package let unit: Unit
  /// What is shown where nothing is drawn.
  package let table: Grid
  /// How far it stands from the left.
  package private(set) var indent = 0

  package init(
    _ sections: [Section], peak: String, limit: Double?, unit: Unit, table: Grid
  ) {
    self.sections = sections.filter { !$0.moments.isEmpty }
    (self.peak, self.limit, self.unit, self.table) = (peak, limit, unit, table)
  }

  package func indented(by cells: Int) -> Chart {
    var chart = self
    chart.indent += cells
    return chart
  }

  /// The sum of the fullest moment.
  package var most: Double {
    sections.reduce(0) { most, section in
      section.moments.reduce(most) { max($0, $1.reduce(0, +)) }
    }
  }
}
