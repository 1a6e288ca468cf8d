/// A word of the language: its signature, its page of help and its body in one value.
package struct Word: Sendable {
  package enum Group: String, Sendable, CaseIterable {
    case shape, method, questions, catalog, tables, numbers, output, session
  }

  package let name: String
  package let group: Group
  /// One line: what it is for.
  package let summary: String
  package let parameters: [Parameter]
  /// What it makes, as the thing calls itself: `a model`.
  package let makes: String?
  /// Whether every slot of the setup is a named argument too, for that one call.
  package let takesSetup: Bool
  /// Whether it may bind names that the script itself does not show, as `load` does: a name below
  /// it is then looked for when its line runs.
  package let bindsNames: Bool
  package let examples: [Example]
  /// Names of words that belong to it.
  package let related: [String]
  package let body: Body

  package typealias Body =
    @Sendable (_ arguments: Arguments, _ frame: inout Frame) throws(Fault) -> Value

  /// A line of the language whose answer is shown on the page; the tests run it.
  package struct Example: Sendable {
    package let code: String
    package let note: String
    /// Whether its page shows the answer: not where that would be help on help, or of files that
    /// the reader has not.
    package let isAnswered: Bool

    package init(_ code: String, _ note: String = "", isAnswered: Bool = true) {
      self.code = code
      self.note = note
      self.isAnswered = isAnswered
    }
  }

  package init(
    _ name: String, _ group: Group, _ summary: String, _ parameters: [Parameter] = [],
    makes: String? = nil, takesSetup: Bool = false, bindsNames: Bool = false,
    examples: [Example] = [],
    related: [String] = [],
    body: @escaping Body
  ) {
    self.name = name
    self.group = group
    self.summary = summary
    self.parameters = parameters
    self.makes = makes
    self.takesSetup = takesSetup
    self.bindsNames = bindsNames
    self.examples = examples
    self.related = related
    self.body = body
  }

  /// Whether it speaks about the conversation and is no part of the work, as `load` is.
  var isAside: Bool { group == .session && !bindsNames }

  /// What an argument without a name is for, by how many stand before it.
  package func parameter(at index: Int) -> Parameter? {
    if index < parameters.count { return parameters[index] }
    return parameters.last.flatMap { $0.isRest ? $0 : nil }
  }

  /// How it is called: `lora(r: 16, alpha: 32, …)`.
  package var signature: String {
    if parameters.isEmpty { return takesSetup ? "\(name)(…)" : name }
    return "\(name)(\(parameters.map(\.signature).joined(separator: ", ")))"
  }

  /// The same in short: `chunked(n)`, `lora(…)`.
  var call: String { parameters.count == 1 ? signature : "\(name)(…)" }

  /// What a fault says of how it is called: of a word with many arguments those that it needs.
  var usage: String {
    guard parameters.count > 12 else { return "it is `\(signature)`" }
    let needed = parameters.filter(\.isRequired).map(\.signature).joined(separator: ", ")
    return "it is `\(name)(\(needed), …)`; `help \(name)` shows the rest"
  }
}

/// A parameter of a word.
package struct Parameter: Sendable {
  package enum Presence: Sendable {
    case required
    case optional
    /// Stands for the argument when it is not given; as the language writes it, with its value.
    case defaulted(Value, shown: String)
    /// Takes all further arguments without a name.
    case rest
    /// Takes all further arguments, each a column; a name before one is the column's.
    case columns
  }

  package let name: String
  package let kind: Kind
  package let presence: Presence
  /// What it is, in the terms of the field.
  package let note: String

  package init(
    _ name: String, _ kind: Kind, _ presence: Presence = .required, _ note: String = ""
  ) {
    self.name = name
    self.kind = kind
    self.presence = presence
    self.note = note
  }

  package var signature: String {
    switch presence {
    case .required: kindIsAxis ? "name, values" : name
    case .optional: "[\(name)]"
    case .defaulted(_, let shown): "\(name): \(shown)"
    case .rest: kindIsAxis ? "name, values, …" : "\(name)…"
    case .columns: "\(name)…"
    }
  }

  var isRest: Bool {
    switch presence {
    case .rest, .columns: true
    default: false
    }
  }
  /// Whether each of its arguments is a column, which may be given its name.
  package var isColumns: Bool { if case .columns = presence { true } else { false } }
  var isRequired: Bool { if case .required = presence { true } else { false } }
  private var kindIsAxis: Bool { if case .axis = kind { true } else { false } }
}

/// A name of the training setup: a binding with a kind and a default.
package struct Slot: Sendable {
  package let name: String
  package let kind: Kind
  package let fallback: Value
  /// What it is, in one line.
  package let summary: String

  package init(_ name: String, _ kind: Kind, _ fallback: Value, _ summary: String) {
    self.name = name
    self.kind = kind
    self.fallback = fallback
    self.summary = summary
  }
}

/// All that the language is given to speak of.
package struct Vocabulary: Sendable {
  package let words: [Word]
  package let slots: [Slot]
  package let library: Library
  /// Names of other tools, made where one is asked about.
  package let foreignNames: @Sendable () -> ForeignNames
  /// What a text is that is no script: the file of another tool.
  package let foreignFile: @Sendable (Source) -> Diagnostic?
  private let index: [String: Int]

  package init(
    words: [Word], slots: [Slot], library: Library = Library(),
    foreignNames: @escaping @Sendable () -> ForeignNames = { ForeignNames() },
    foreignFile: @escaping @Sendable (Source) -> Diagnostic? = { _ in nil }
  ) {
    self.words = words
    self.slots = slots
    self.library = library
    self.foreignNames = foreignNames
    self.foreignFile = foreignFile
    index = [String: Int](
      words.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
  }

  package subscript(_ name: String) -> Word? { index[name].map { words[$0] } }

  /// The words that make a thing of such a kind.
  package func makers(of kind: String) -> [Word] { words.filter { $0.makes == kind } }

  /// How the things that a kind takes are called for: `chunked(n)`.
  func calls(making kind: Kind?) -> [String] {
    switch kind {
    case .entity(let name): makers(of: name).map { $0.parameters.isEmpty ? $0.name : $0.call }
    case .either(let kinds): kinds.flatMap { calls(making: $0) }
    default: []
    }
  }

  /// What a change of that name takes, as far as its name tells: a slot, or an argument of a word
  /// that makes things.
  func kind(ofChange name: String) -> Kind? {
    if let slot = slots.first(where: { $0.name == name }) { return slot.kind }
    let makers = words.filter { $0.group == .shape || $0.group == .method }
    return makers.lazy.flatMap(\.parameters).first { $0.name == name }?.kind
  }
}

/// Entries written in the language, each read when it is asked for and not before.
package struct Library: Sendable {
  /// The source of the binding with this name.
  package let source: @Sendable (String) -> Source?
  package let names: @Sendable () -> [String]
  /// The entry that a name stands for which is none of them.
  package let reading: @Sendable (String) -> Reading?
  /// Names of entries that go on where a text ends.
  package let beginning: @Sendable (String) -> [String]
  /// Where others of a kind of thing are found: `models` lists …
  package let others: @Sendable (_ kind: String) -> String?

  /// What a name is taken for.
  package struct Reading: Sendable {
    package let name: String
    /// What to say of it; nil where it is but another spelling.
    package let remark: String?

    package init(_ name: String, remark: String?) {
      self.name = name
      self.remark = remark
    }
  }

  package init(
    source: @escaping @Sendable (String) -> Source? = { _ in nil },
    names: @escaping @Sendable () -> [String] = { [] },
    reading: @escaping @Sendable (String) -> Reading? = { _ in nil },
    beginning: @escaping @Sendable (String) -> [String] = { _ in [] },
    others: @escaping @Sendable (String) -> String? = { _ in nil }
  ) {
    self.source = source
    self.names = names
    self.reading = reading
    self.beginning = beginning
    self.others = others
  }
}
