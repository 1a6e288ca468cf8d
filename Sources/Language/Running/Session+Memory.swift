// What a session remembers of before: for `undo` and `reset`.

/// The values and names of a session at one moment.
struct Memory {
  let globals: [Value?]
  let environment: Environment
}

/// A session at one moment, with what had led there.
package struct Bookmark {
  let memory: Memory
  let journal: Journal
}

extension Session {
  var memory: Memory { Memory(globals: globals, environment: environment) }

  /// From here on the conversation begins: what stands is what `reset` goes back to.
  package func start() {
    beginning = memory
    journal.start()
  }

  /// The setup and the names as at the start. `undo` takes this back, too.
  package func reset(_ text: String) {
    border?.cross()
    let before = memory
    restore(beginning)
    journal.replace(by: text, changes(since: before))
  }

  /// Takes back the last statement that changed something. Its text and the names it had changed,
  /// or nil where there is none.
  package func undo() -> (text: String, names: [String])? {
    border?.cross()
    guard let item = journal.takeBack() else { return nil }
    for earlier in item.earlier {
      let index = environment.declare(earlier.name)
      globals[index] = earlier.value
      if earlier.value == nil, slot(at: index) == nil { environment.forget(earlier.name) }
    }
    return (item.text, item.earlier.map(\.name))
  }

  /// All of the session as it is, to come back to.
  package var bookmark: Bookmark { Bookmark(memory: memory, journal: journal) }

  package func turn(to bookmark: Bookmark) {
    border?.cross()
    restore(bookmark.memory)
    journal = bookmark.journal
    journal.leave()
  }

  /// Puts other values in the setup's names, to stay.
  package func adopt(_ setup: [Value?]) {
    willChange()
    restore(setup)
  }

  private func restore(_ memory: Memory) {
    for name in environment.names {
      guard let index = environment[name] else { continue }
      globals[index] = memory.environment[name] == nil ? nil : memory.globals[index]
      if memory.environment[name] == nil { environment.forget(name) }
    }
    for name in memory.environment.names where environment[name] == nil {
      globals[environment.declare(name)] = memory.environment[name].flatMap { memory.globals[$0] }
    }
  }

  /// A word is about to change more than its statement binds. What there was is kept for `undo`: a
  /// copy of all values at each line of a long script would be dear.
  package func willChange() {
    border?.cross()
    if untouched == nil { untouched = memory }
  }

  /// What the statement that has run changed, or has changed until it broke off: what its words did,
  /// and the name that it binds, `old` before. A binding to the same value is one all the same:
  /// `undo` takes back what was typed last.
  func changes(
    of step: Compiler.Step, from old: Value?, isWhole: Bool
  ) -> [Journal.Earlier] {
    var changes = untouched.map { self.changes(since: $0) } ?? []
    untouched = nil
    if isWhole, let name = step.bound, !changes.contains(where: { $0.name == name }) {
      changes.append(Journal.Earlier(name: name, value: old))
    }
    return changes
  }

  /// The names whose values are others than before.
  func changes(since before: Memory) -> [Journal.Earlier] {
    let isSame = before.globals.withUnsafeBufferPointer { old in
      globals.withUnsafeBufferPointer { $0.baseAddress == old.baseAddress }
    }
    if isSame { return [] }
    // By place, not by name: a script of thousands of names asks after each of its questions.
    var changed: [Int] = []
    // The last answer changes with every question.
    let last = environment["_"]
    for index in globals.indices where index != last {
      let old = index < before.globals.count ? before.globals[index] : nil
      switch (old, globals[index]) {
      case (nil, nil): break
      case (let old?, let new?) where old == new: break
      default: changed.append(index)
      }
    }
    if changed.isEmpty { return [] }
    return environment.names(at: Set(changed)).map { name, index in
      Journal.Earlier(
        name: name, value: index < before.globals.count ? before.globals[index] : nil)
    }
  }
}
