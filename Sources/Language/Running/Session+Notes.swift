// What is said of a script, or of an answer, that nothing is wrong with: a fault where notes are not
// wanted.
extension Session {
  /// What is to be said of names that a source binds and does not read.
  struct Unread {
    let notes: [Diagnostic]
    /// Until it has run, since it loads another, which may read them.
    let waits: Bool
  }

  /// Says what is noted of a source, or stops there.
  func say(_ notes: [Diagnostic]) throws(Fault) {
    let notes = notes.filter { !uses.contains($0.labels.first?.place.text ?? "") }
    if isStrict, !notes.isEmpty { throw .several(notes.map { $0.asFault }) }
    notes.forEach(world.report)
  }

  /// Stops where an answer has limits and none are wanted.
  package func permit(_ notes: [String], at place: Place) throws(Fault) {
    guard isStrict, let first = notes.first else { return }
    throw .value(
      "This answer has limits, which --strict does not take.", at: place, hint: first)
  }
}
