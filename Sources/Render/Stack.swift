import Language

/// Amounts on one another, in cells.
struct Stack {
  /// Where each amount ends.
  private let ends: [Double]

  /// - Parameter scale: cells for one.
  init(_ amounts: [Double], scale: Double) {
    var end = 0.0
    ends = amounts.map { amount in
      end += max(0, amount) * scale
      return end
    }
  }

  var cells: Double { ends.last ?? 0 }

  /// The amount whose end is the first beyond a place; at the very end the last that is there.
  func part(at place: Double) -> Int {
    ends.firstIndex { $0 > place } ?? ends.firstIndex { $0 >= cells } ?? 0
  }

  /// Lying: a cell for each whole one.
  var bar: Markup {
    var bar = Markup()
    for cell in 0..<Int(min(cells, 1000).rounded()) {
      bar.append("█", .part(part(at: Double(cell) + 0.5)))
    }
    return bar
  }
}
