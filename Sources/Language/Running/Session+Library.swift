/// What a session has asked of the library.
struct KnownLibrary {
  /// Entries that were read.
  var entries: [String: Session.Entry] = [:]
  /// What texts stand for that are no names of entries; nil for nothing.
  var things: [String: Value?] = [:]
  /// Names of entries by what is shown of them, once somebody asked.
  var shown: [String: String]?
  /// Notes on names that were given by now.
  var told: Set<String> = []
}

// Entries of the library, each read where it is asked for.
extension Session {
  /// The value of an entry of the library, read at its first use.
  func entry(_ name: String) -> Entry {
    if let entry = known.entries[name] { return entry }
    guard let source = vocabulary.library.source(name) else { return .unknown }
    // An entry that leads back to itself is unknown on the way.
    known.entries[name] = .unknown
    let entry = read(source)
    known.entries[name] = entry
    return entry ?? .unknown
  }

  /// The value of an entry, for words that show the whole library.
  package func library(_ name: String) throws(Fault) -> Value? {
    switch entry(name) {
    case .unknown: return nil
    case .value(let value): return value
    case .broken(let diagnostic): throw .broken(diagnostic)
    }
  }

  /// The entry that a name or a text stands for, in the library's spelling or in that of others,
  /// and what to say where it is taken for another than is written.
  ///
  /// - Throws: where the entry itself is broken.
  package func library(meantBy name: String) throws(Fault) -> (value: Value, note: String?)? {
    if let value = try library(name) { return (value, nil) }
    guard let reading = vocabulary.library.reading(name), let value = try library(reading.name)
    else { return nil }
    let note = reading.remark.map {
      "`\(name)` is taken as `\(reading.name)`, \(style.text(value)): \($0)"
    }
    return (value, note)
  }

  /// The entry that a text stands for: by its name, in the library's spelling or in that of others,
  /// or by what is shown of it, as in a table that `save` wrote.
  package func thing(called text: String) -> Value? {
    if case .value(let value) = entry(text) { return value }
    if let thing = known.things[text] { return thing }
    var thing: Value?
    if let (value, note) = try? library(meantBy: text) {
      tell(note.map { [$0] } ?? [])
      thing = value
    } else {
      if known.shown == nil { known.shown = entriesByText() }
      thing = known.shown?[text].flatMap { name in try? library(name) }
    }
    known.things[text] = .some(thing)
    return thing
  }

  /// Every entry's name by what is shown of it. The first that is shown so keeps it.
  private func entriesByText() -> [String: String] {
    var texts: [String: String] = [:]
    for name in vocabulary.library.names() {
      guard case .value(.entity(let entity)) = entry(name) else { continue }
      let text = entity.text(Style())
      if texts[text] == nil { texts[text] = name }
    }
    return texts
  }

  /// Says what names were taken for, once each.
  package func tell(_ notes: [String]) {
    for note in notes where known.told.insert(note).inserted {
      world.say(View(Markup("note: \(note)", .muted)))
    }
  }

  /// The value of an entry's last line, or nil when it was stopped on the way.
  private func read(_ source: Source) -> Entry? {
    let script = Parser.parse(source)
    var compiler = Compiler.library(self, source)
    let steps = compiler.compile(script)
    if let fault = (script.faults + compiler.faults).first { return .broken(fault) }
    guard let step = steps.last else { return .unknown }
    var frame = Frame(self, size: step.size)
    do throws(Fault) {
      let value = try step.code(&frame)
      guard case .bind(let variable) = step.effect, case .entity(let entity) = value else {
        return .value(value)
      }
      return .value(entity.called(variable.name))
    } catch {
      return if case .broken(let diagnostic) = error { .broken(diagnostic) } else { nil }
    }
  }
}
