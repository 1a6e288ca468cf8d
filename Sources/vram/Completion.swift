import Commands
import Language
import Terminal

/// What could stand at the cursor: what fits there first, all names once letters are typed.
struct Completion {
  private let session: Session

  init(_ session: Session) { self.session = session }

  func names(in text: String, at cursor: Int) -> Completions {
    let bytes = Array(text.utf8.prefix(cursor))
    if let files = FileCompletion.names(in: bytes) { return files }
    let start = (bytes.lastIndex { !Self.isPart($0) } ?? -1) + 1
    let prefix = String(decoding: bytes[start...], as: UTF8.self)
    let place = CompletionPlace(String(decoding: bytes[..<start], as: UTF8.self))
    var names = fitting(place)
    // A list of everything teaches nothing: it takes a letter, or a place where anything goes.
    if place.takesAnything, !prefix.isEmpty || names.isEmpty { names += everything }
    return Completions(
      replaceFrom: start, names: unique(names.filter { $0.text.hasPrefix(prefix) }))
  }

  private static func isPart(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "_") || (byte >= 48 && byte <= 57) || byte >= 0x80
      || (byte | 0x20 >= 97 && byte | 0x20 <= 122)
  }

  /// The first of names that are offered twice: an argument hides a name of the setup.
  private func unique(_ names: [Completions.Name]) -> [Completions.Name] {
    var seen: Set<String> = []
    return names.filter { seen.insert($0.text).inserted }
  }

  /// What the place itself asks for.
  private func fitting(_ place: CompletionPlace) -> [Completions.Name] {
    switch place {
    case .text, .anything: return []
    // Units speak for themselves, and there are many: without notes they stand side by side.
    case .number: return Unit.all.map { Completions.Name($0.name) }
    case .field(let base): return fields(of: base)
    case .binding(let name): return session.slot(named: name).map { values(of: $0.kind) } ?? []
    case .label(let call, let label):
      let parameter = session.vocabulary[call]?.parameters.first { $0.name == label }
      return (parameter?.kind ?? session.slot(named: label)?.kind).map { values(of: $0) } ?? []
    case .argument(let call, let index): return arguments(of: call, at: index)
    }
  }

  // MARK: by place

  /// A word is not asked before the line is whole: its fields are known from what it answers.
  private func fields(of base: String) -> [Completions.Name] {
    var names = Vocabulary.fields(of: base)
    let value = session.value(of: base) ?? (try? session.library(base))
    if case .entity(let entity) = value { names = entity.fields }
    return names.map { Completions.Name($0) }
  }

  /// The values for the next parameter without a name, then the names of all.
  private func arguments(of name: String, at index: Int) -> [Completions.Name] {
    guard let word = session.vocabulary[name] else { return [] }
    let next = index < word.parameters.count ? word.parameters[index] : nil
    let own = word.parameters.filter(\.isNamed).map { parameter in
      Completions.Name(parameter.name + ":", note: parameter.help)
    }
    let setup = word.takesSetup ? session.vocabulary.slots : []
    return (next.map { values(of: $0.kind) } ?? []) + own
      + setup.map { Completions.Name($0.name + ":", note: $0.summary) }
  }

  // MARK: by kind

  private func values(of kind: Kind) -> [Completions.Name] {
    switch kind {
    case .either(let kinds): return kinds.flatMap { values(of: $0) }
    case .entity(let kind): return bindings(of: kind) + library(of: kind) + words(for: kind)
    case .variable, .axis: return slots
    case .deferred: return session.vocabulary.words(in: .questions).map(Completions.Name.init)
    default: return kind.choices.map { Completions.Name($0.name, note: $0.note) }
    }
  }

  /// What the user bound to such a thing.
  private func bindings(of kind: String) -> [Completions.Name] {
    session.names.sorted().filter {
      if case .entity(let entity) = session.value(of: $0) { entity.kind == kind } else { false }
    }.map(own)
  }

  /// A name of the user, with the first line of what stands above its definition.
  private func own(_ name: String) -> Completions.Name {
    guard case .function(let function) = session.value(of: name) else {
      return Completions.Name(name, note: "yours")
    }
    return Completions.Name(name, note: function.documentation.first ?? "yours")
  }

  private func library(of kind: String) -> [Completions.Name] {
    Vocabulary.catalog(of: kind).map { Completions.Name($0, note: "of the catalog") }
  }

  private func words(for kind: String) -> [Completions.Name] {
    Vocabulary.makers(of: kind).compactMap { session.vocabulary[$0] }.map(Completions.Name.init)
  }

  private var slots: [Completions.Name] {
    session.vocabulary.slots.map { Completions.Name($0.name, note: $0.summary) }
  }

  private var everything: [Completions.Name] {
    session.names.sorted().map(own) + slots
      + session.vocabulary.words.map(Completions.Name.init)
      + session.vocabulary.library.names().map { Completions.Name($0, note: "of the catalog") }
  }
}

extension Completions.Name {
  fileprivate init(_ word: Word) { self.init(word.name, note: word.summary) }
}

extension Parameter {
  /// Names, values and further values are given by their places.
  fileprivate var isNamed: Bool {
    switch (kind, presence) {
    case (.axis, _), (.variable, _), (_, .rest): false
    default: true
    }
  }

  /// What it is, with its default.
  fileprivate var help: String {
    let what = note.isEmpty ? kind.name : note
    if case .defaulted(_, let shown) = presence { return "\(what) (\(shown))" }
    return what
  }
}
