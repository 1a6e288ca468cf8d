// Names of other tools, and names that nothing reads.
extension Compiler {
  /// What is said of names that a script binds or varies and nothing reads, each where it is first met.
  func unread(in script: Script) -> [Diagnostic] {
    let bound = script.statements.compactMap { statement in
      if case .binding(let name, _) = statement.node { name } else { nil }
    }
    var seen = uses
    let names = (bound + varied).filter { name in
      session.slot(named: name.text) == nil && seen.insert(name.text).inserted
    }
    return session.vocabulary.notes(onUnread: names, in: source)
  }

  /// The value of a name of the user's, which may be one of another tool: `optim = adamw_8bit` is read
  /// as its maker means it, and of `task = dpo` it is the name that has to be spoken of.
  mutating func free(_ value: Expression, of name: Name) -> Code {
    let kind = session.vocabulary.kind(ofForeign: name.text)
    let before = faults.count
    let code = expression(value, expecting: kind)
    guard faults.count > before, faults[before].kind == .name,
      let unmodelled = session.vocabulary.unmodelled(name.text, at: place(name.span))
    else { return code }
    faults.removeSubrange(before...)
    return broken(unmodelled)
  }

  /// A name that none of the choices has where one is expected.
  mutating func noChoice(_ name: String, _ span: Span, _ kind: Kind?) -> Code {
    let vocabulary = session.vocabulary
    let choices = kind?.choices ?? []
    let taken = taken(kind)
    if let unmodelled = vocabulary.unmodelled(name, at: place(span), instead: taken) {
      return broken(unmodelled)
    }
    let hint =
      vocabulary.hint(forForeign: name)
      ?? Suggestion.hint(for: name, in: choices.map(\.name)) ?? Habits.empty(name, choices)
      ?? session.libraryHint(for: name, expecting: kind)
      ?? Suggestion.hint(for: name, in: candidates) ?? taken
    return fault(.name, "`\(name)` is none of the choices here.", span, hint)
  }

  /// All that may stand where one of these choices is expected.
  func taken(_ kind: Kind?) -> String {
    let choices = kind?.choices.map(\.name) ?? []
    return "it takes " + Suggestion.listed(choices + session.vocabulary.calls(making: kind))
  }
}
