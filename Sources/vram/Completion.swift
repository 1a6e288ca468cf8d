import Commands
import Language
import Terminal

/// What could stand at the cursor: what fits there first, all names once letters are typed.
struct Completion {
  private let session: Session
  private let tokens: [Token.Kind]
  private let place: CompletionPlace
  /// What has been typed of the name.
  private let prefix: String

  static func names(in text: String, at cursor: Int, _ session: Session) -> Completions {
    let bytes = Array(text.utf8.prefix(cursor))
    if let files = FileCompletion.names(in: bytes) { return files }
    let start = (bytes.lastIndex { !isPart($0) } ?? -1) + 1
    let completion = Completion(
      session, before: String(decoding: bytes[..<start], as: UTF8.self),
      prefix: String(decoding: bytes[start...], as: UTF8.self))
    return Completions(replaceFrom: start, names: completion.names)
  }

  private init(_ session: Session, before: String, prefix: String) {
    self.session = session
    self.prefix = prefix
    tokens = Parser.tokens(before)
    place = CompletionPlace(tokens, endsInSpace: before.last == " ")
  }

  private static func isPart(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "_") || (byte >= 48 && byte <= 57) || byte >= 0x80
      || (byte | 0x20 >= 97 && byte | 0x20 <= 122)
  }

  /// A list of everything teaches nothing: it takes a letter, or a place where anything goes.
  private var names: [Completions.Name] {
    var names = columns + fitting
    if place.takesAnything, !prefix.isEmpty || names.isEmpty { names += everything }
    var seen: Set<String> = []
    // The first of names that are offered twice: an argument hides a name of the setup.
    return names.filter { $0.text.hasPrefix(prefix) && seen.insert($0.text).inserted }
  }

  /// What the place itself asks for.
  private var fitting: [Completions.Name] {
    switch place {
    case .text, .anything: return []
    // Units speak for themselves, and there are many: without notes they stand side by side.
    case .number: return Unit.all.map { Completions.Name($0.name) }
    case .field(let base): return fields(of: base)
    case .binding(let name): return session.slot(named: name).map { values(of: $0.kind) } ?? []
    case .label(let call, let label):
      let parameter = session.vocabulary[call]?.parameters.first { $0.name == label }
      return (parameter?.kind ?? session.slot(named: label)?.kind).map { values(of: $0) } ?? []
    case .argument(let call): return arguments(of: call)
    }
  }

  // MARK: by place

  /// A word is not asked before the line is whole: its fields are known from what it answers.
  private func fields(of base: String) -> [Completions.Name] {
    var names = Vocabulary.fields(of: base)
    if let table = table(named: base) { names = table.fields }
    switch session.value(of: base) ?? (try? session.library(base)) {
    case .entity(let entity): names = entity.fields
    case .record(let record): names = record.fields.map(\.name)
    default: break
    }
    return names.map { Completions.Name($0) }
  }

  /// The values for the next parameter without a name, then the names of those that are left.
  private func arguments(of call: OpenCall) -> [Completions.Name] {
    guard let word = session.vocabulary[call.name] else { return [] }
    let next = word.parameter(at: call.index)
    let left = word.parameters.enumerated().filter { index, parameter in
      index >= call.index && parameter.isNamed && !call.labels.contains(parameter.name)
    }
    let setup = word.takesSetup ? session.vocabulary.slots : []
    let topics = word.name == "help" ? Vocabulary.topics : []
    return topics.map { Completions.Name($0.name, note: $0.note) }
      + (next.map { values(of: $0.kind) } ?? [])
      + left.map { Completions.Name($1.name + ":", note: $1.help) }
      + setup.filter { !call.labels.contains($0.name) }
      .map { Completions.Name($0.name + ":", note: $0.summary) }
  }

  /// Where a row of a table is asked, its columns: `where(models, `, `models | sort(`.
  private var columns: [Completions.Name] {
    let isInRow = OpenCall.all(in: tokens).contains { call in
      let parameter = session.vocabulary[call.name]?.parameter(at: call.index)
      return if case .row = parameter?.kind { true } else { false }
    }
    guard isInRow, place.takesAnything else { return [] }
    // The table is the last that was named.
    for case .name(let name) in tokens.reversed() {
      guard let table = table(named: name) else { continue }
      return table.columns.enumerated().map { index, column in
        let value = table.rows.lazy.map { $0[index] }.first { !$0.isMissing }
        let sample = value.map { ", such as \(session.style.text($0))" } ?? ""
        return Completions.Name(column.name, note: "a column" + sample)
      }
    }
    return []
  }

  /// A table of the user, or of the catalog, which asks nothing of the setup.
  private func table(named name: String) -> Table? {
    if let value = session.value(of: name) { return Table.of(value) }
    guard session.vocabulary[name]?.group == .catalog else { return nil }
    return (try? session.evaluate(name)).flatMap { Table.of($0) }
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

  /// Names of the catalog: of one kind of thing, or all.
  private func library(of kind: String? = nil) -> [Completions.Name] {
    Vocabulary.catalog(of: kind, beginningWith: prefix).map {
      Completions.Name($0, note: session.note(onEntry: $0))
    }
  }

  private func words(for kind: String) -> [Completions.Name] {
    session.vocabulary.makers(of: kind).map(Completions.Name.init)
  }

  private var slots: [Completions.Name] {
    session.vocabulary.slots.map { Completions.Name($0.name, note: $0.summary) }
  }

  private var everything: [Completions.Name] {
    session.names.sorted().map(own) + slots
      + session.vocabulary.words.map(Completions.Name.init)
      + (prefix.isEmpty ? [] : library())
  }
}

extension Completions.Name {
  fileprivate init(_ word: Word) { self.init(word.name, note: word.summary) }
}

extension Parameter {
  /// Names, values and further values are given by their places.
  fileprivate var isNamed: Bool {
    switch (kind, presence) {
    case (.axis, _), (.variable, _), (_, .rest), (_, .columns): false
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
