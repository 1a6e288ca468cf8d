// Room in memory. What is held is what is allocated, whatever holds it: lists, rows, texts, what
// `undo` would bring back. So it is not counted but asked of the allocator, now and then.
extension Session {
  /// What may be allocated between two steps of a loop, at the most: a table of the catalog, rows
  /// of an answer. What is larger says so.
  static let mostPerStep = 256 << 10

  /// Notes that so much more may be held by now.
  ///
  /// - Throws: where more is held than there is room for.
  package func hold(_ bytes: Int) throws(Fault) {
    allowance -= bytes
    if allowance <= 0 { try findRoom() }
  }

  private func findRoom() throws(Fault) {
    allowance = world.room()
    guard allowance <= 0 else { return }
    journal.forget()
    allowance = world.room()
    guard allowance <= 0 else { return }
    throw noRoom(
      "There is no room in memory for this and for what is held already.",
      "take fewer values; a name that is bound to something else lets go of its list")
  }

  /// What the cell of a table takes on its way to the screen, markup and layout together.
  private static let mostPerCell = 1 << 10

  /// - Throws: where a table is longer than there is room to lay it out.
  func checkRoom(toShow value: Value) throws(Fault) {
    guard case .entity(let table as Table) = value else { return }
    let (cells, isTooMany) = table.rows.count.multipliedReportingOverflow(by: table.columns.count)
    guard isTooMany || cells > 1000, isTooMany || world.room() / Self.mostPerCell < cells else {
      return
    }
    throw noRoom(
      "There is no room in memory to show \(Figures.prose(table.rows.count)) rows.",
      "show some of them: `first(…, 20)`")
  }

  private func noRoom(_ message: String, _ hint: String) -> Fault {
    var diagnostic = Diagnostic(.value, message, hint: hint)
    if let running { diagnostic.labels = [Diagnostic.Label(running)] }
    return .broken(diagnostic)
  }
}
