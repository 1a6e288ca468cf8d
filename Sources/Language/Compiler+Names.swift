// Names that nothing has: what to say, and what to try.
extension Compiler {
  /// A name that is none where it stands.
  mutating func unknown(_ name: String, _ span: Span, expecting kind: Kind?) -> Code {
    let choices = kind?.choices ?? []
    let others = kind?.things.lazy.compactMap(session.vocabulary.library.others).first
    let chosen =
      Suggestion.hint(for: name, in: choices.map(\.name)) ?? Habits.empty(name, choices)
    let library = session.libraryHint(for: name, expecting: kind)
    guard choices.isEmpty || others != nil else {
      let hint =
        chosen ?? library ?? Suggestion.hint(for: name, in: candidates)
        ?? "it takes " + list(choices.map(\.name))
      return fault(.name, "`\(name)` is none of the choices here.", span, hint)
    }
    if mayBeLoaded { return read(environment.declare(name), name, span) }
    let hint =
      chosen ?? habit(name, expecting: kind) ?? library
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

  private func list(_ names: [String]) -> String {
    let shown = names.prefix(12).map { "`\($0)`" }.joined(separator: ", ")
    return names.count > 12 ? shown + ", …" : shown
  }

  /// All that a bare name may be here, but for the library.
  var candidates: [String] {
    let vocabulary = session.vocabulary
    return scope.names + environment.names + vocabulary.words.map(\.name)
      + Unit.all.map(\.name) + Self.truths.keys.sorted()
  }
}
