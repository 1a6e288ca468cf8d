/// What stands in a table where a row has no answer: why it has none.
///
/// It counts as missing, so that figures reckoned with it are missing too.
package final class Refused: Entity {
  let fault: Fault
  /// One sentence, and what to try.
  let reason: String

  /// Nil for what ends the table: Ctrl-C, an assert, what is wrong with the question itself.
  init?(_ fault: Fault) {
    guard case .broken(let diagnostic) = fault,
      diagnostic.isUnanswered || diagnostic.kind == .outside
    else { return nil }
    self.fault = fault
    reason = diagnostic.message
  }

  package var kind: String { "no answer" }
  package var fields: [String] { [] }
  package func field(_ name: String) -> Value? { nil }
  package func text(_ style: Style) -> String { "–" }
  package func view(_ style: Style) -> View { View(Markup(reason, .warning)) }
  package var datum: Datum { .object(["kind": .text("refused"), "reason": .text(reason)]) }
  package var isMissing: Bool { true }
}

extension Refused {
  /// A row that is left out for it.
  package func leftOut(of row: [Value], _ style: Style) -> Table.LeftOut {
    Table.LeftOut(name: Table.name(of: row, style), reason: reason)
  }
}

/// The answers of rows, of which each may be refused: a table ends only where all are.
package struct RowAnswers: Sendable {
  private var first: Refused?
  private var isAnswered = false

  package init() {}

  /// The answer of a row, or why there is none.
  package mutating func take(_ answer: () throws(Fault) -> Value) throws(Fault) -> Value {
    do throws(Fault) {
      let value = try answer()
      isAnswered = true
      return value
    } catch {
      guard let refused = Refused(error) else { throw error }
      if first == nil { first = refused }
      return .entity(refused)
    }
  }

  /// Those of further rows.
  mutating func add(_ others: RowAnswers) {
    if first == nil { first = others.first }
    isAnswered = isAnswered || others.isAnswered
  }

  /// - Throws: what the first row was refused for, if every row was.
  package func check() throws(Fault) {
    if let first, !isAnswered { throw first.fault }
  }
}

extension Table {
  /// The rows in which something was refused, each with its first reason.
  private var refusals: [(row: Int, reason: String)] {
    rows.enumerated().compactMap { index, row in
      for case .entity(let entity as Refused) in row { return (index, entity.reason) }
      return nil
    }
  }

  /// What names a row: its first value.
  static func name(of row: [Value], _ style: Style) -> String {
    row.first.map(style.text) ?? ""
  }

  /// What names each row: its first values, as many as tell it from those with another fate.
  private func rowNames(_ reasons: [Int: String], _ style: Style) -> [String] {
    var names = rows.map { Self.name(of: $0, style) }
    for column in columns.indices.dropFirst() {
      let alike = Dictionary(grouping: names.indices) { names[$0] }.values
      for rows in alike where Set(rows.map { reasons[$0] }).count > 1 {
        for index in rows where !self.rows[index][column].isMissing {
          names[index] += " with \(style.text(self.rows[index][column]))"
        }
      }
    }
    return names
  }

  /// What is said below the table of rows without an answer: each reason once, behind their names.
  package func refusalLines(_ style: Style) -> [Markup] {
    let refusals = refusals
    let reasons = Dictionary(refusals.map { ($0.row, $0.reason) }) { first, _ in first }
    let names = refusals.isEmpty ? [] : rowNames(reasons, style)
    let all = leftOut + refusals.map { LeftOut(name: names[$0.row], reason: $0.reason) }
    var lines: [(reason: String, names: [String])] = []
    for one in all {
      if let index = lines.firstIndex(where: { $0.reason == one.reason }) {
        if !lines[index].names.contains(one.name) { lines[index].names.append(one.name) }
      } else {
        lines.append((one.reason, [one.name]))
      }
    }
    let shown = lines.prefix(Self.mostReasons).map { line in
      let first = line.names.prefix(3).joined(separator: ", ")
      let names = line.names.count > 3 ? "\(first) and \(line.names.count - 3) more" : first
      // Many a reason names the row itself.
      let said = line.names.count == 1 && line.reason.hasWords(first) ? "" : names + ": "
      return Markup("note: ", .warning) + Markup(said + line.reason)
    }
    if lines.count <= Self.mostReasons { return shown }
    let others = lines.dropFirst(Self.mostReasons).reduce(0) { $0 + $1.names.count }
    return shown + [
      Markup("note: ", .warning) + Markup("\(Figures.prose(others)) more rows have no answer.")
    ]
  }

  /// More than this nobody reads below a table.
  private static let mostReasons = 5

  /// The same for other programs: `refused` by the places of the rows, `left_out` by their names.
  var refusalMembers: [Datum.Member] {
    let refused = refusals.map { one -> Datum in
      .object(["row": .whole(one.row), "reason": .text(one.reason)])
    }
    let left = leftOut.map { one -> Datum in
      .object(["name": .text(one.name), "reason": .text(one.reason)])
    }
    return (refused.isEmpty ? [] : [Datum.Member("refused", .list(refused))])
      + (left.isEmpty ? [] : [Datum.Member("left_out", .list(left))])
  }
}

extension String {
  /// Whether a text is among its words.
  fileprivate func hasWords(_ text: String) -> Bool {
    !text.isEmpty && (" " + self).contains(" " + text + " ")
  }
}
