/// The names of functions, blocks and rows around an expression, the innermost last.
struct Scope: Sendable {
  private enum Level: Sendable {
    case name(String, Int)
    /// Any name may be a column of this row.
    case row(Int)
  }

  /// What a name may mean.
  enum Meaning {
    case local(Int)
    /// A column of this row if it has one of that name, else what the name is outside of it.
    case row(Int, outside: Scope)
  }

  private var levels: [Level] = []

  mutating func add(_ name: String, at index: Int) { levels.append(.name(name, index)) }
  mutating func add(row: Int) { levels.append(.row(row)) }

  func find(_ name: String) -> Meaning? {
    for (depth, level) in levels.enumerated().reversed() {
      switch level {
      case .name(name, let index): return .local(index)
      case .name: continue
      case .row(let row):
        var outside = self
        outside.levels.removeSubrange(depth...)
        return .row(row, outside: outside)
      }
    }
    return nil
  }

  /// The place of a name, whatever rows stand between.
  func index(of name: String) -> Int? {
    for case .name(name, let index) in levels.reversed() { return index }
    return nil
  }

  /// The rows around an expression.
  var rows: [Int] {
    levels.compactMap { if case .row(let row) = $0 { row } else { nil } }
  }

  var names: [String] {
    levels.compactMap { if case .name(let name, _) = $0 { name } else { nil } }
  }
}
