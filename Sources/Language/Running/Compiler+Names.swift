// Names that nothing has: what to say, and what to try.
extension Compiler {
  /// A name that is none where it stands.
  mutating func unknown(_ name: String, _ span: Span, expecting kind: Kind?) -> Code {
    // What was meant takes a search among all names.
    if isFull { return counted() }
    let vocabulary = session.vocabulary
    let choices = kind?.choices ?? []
    let others = kind?.things.lazy.compactMap(vocabulary.library.others).first
    guard choices.isEmpty || others != nil else { return noChoice(name, span, kind) }
    if mayBeLoaded { return read(environment.declare(name), name, span) }
    if strangers.contains(name) { return Self.nothing }
    if let unmodelled = vocabulary.unmodelled(
      name, at: place(span), instead: choices.isEmpty ? nil : taken(kind))
    {
      return broken(unmodelled)
    }
    let hint =
      Suggestion.hint(for: name, in: choices.map(\.name)) ?? Habits.empty(name, choices)
      ?? habit(name, expecting: kind) ?? session.libraryHint(for: name, expecting: kind)
      ?? Suggestion.hint(for: name, in: candidates) ?? others
    return unknown(name, "I know no name `\(name)`.", span, hint)
  }

  /// A hint for a name that stands for something in another place, or elsewhere.
  private func habit(_ name: String, expecting kind: Kind?) -> String? {
    if kind?.element?.meaning(of: name) != nil { return "a list is expected: `[\(name)]`" }
    if let slot = session.vocabulary.slots.first(where: { $0.kind.meaning(of: name) != nil }) {
      return "it is a choice of `\(slot.name)`: write it in quotes to use it elsewhere"
    }
    return session.vocabulary.hint(forForeign: name) ?? Habits.hint(for: name)
  }

  /// All that a bare name may be here, but for the library.
  var candidates: [String] {
    let vocabulary = session.vocabulary
    return scope.names + environment.names + vocabulary.words.map(\.name)
      + Unit.all.map(\.name) + Self.literals.keys.sorted()
  }
}
