/// Binds the arguments of a call to the parameters of a word, and says what does not fit.
struct Binder {
  /// An argument and the parameter it is for.
  struct Bound {
    let index: Int
    let parameter: Parameter
    let argument: Argument
    /// The second argument, for a name with its values.
    var values: Argument?

    /// Whether it makes a column of that name: a name with values does, and a named column.
    func names(_ column: String) -> Bool {
      if case .axis = parameter.kind, case .name(column) = argument.value.node { return true }
      return parameter.isColumns && argument.label?.text == column
    }
  }

  private let word: Word
  private let arguments: [Argument]
  private let source: Source
  private let vocabulary: Vocabulary
  private(set) var bound: [Bound] = []
  /// Names of the setup, set for this one call.
  private(set) var overrides: [Argument] = []
  private(set) var problems: [Diagnostic] = []
  private var next = 0

  init(
    _ word: Word, _ arguments: [Argument], _ source: Source, _ vocabulary: Vocabulary
  ) {
    self.word = word
    self.arguments = arguments
    self.source = source
    self.vocabulary = vocabulary
  }

  mutating func bind(isSlot: (String) -> Bool) {
    var at = 0
    while at < arguments.count {
      let argument = arguments[at]
      at += 1
      if let label = argument.label {
        named(argument, label, isSlot)
        continue
      }
      skipAxes(at, isSlot)
      guard next < word.parameters.count else {
        surplus(argument)
        continue
      }
      var item = Bound(index: next, parameter: word.parameters[next], argument: argument)
      if case .axis = item.parameter.kind {
        item.values = at < arguments.count ? arguments[at] : nil
        at += 1
        if item.values == nil { valueless(argument) }
      }
      bound.append(item)
      if !word.parameters[next].isRest { next += 1 }
    }
  }

  /// Further names and values end where something else is asked: `sweep(batch, 1...8, estimate)`.
  ///
  /// A pair is a bare name with values behind it: a slot of the setup, or any name before a list.
  private mutating func skipAxes(_ at: Int, _ isSlot: (String) -> Bool) {
    guard next < word.parameters.count, word.parameters[next].isRest,
      case .axis = word.parameters[next].kind, bound.contains(where: { $0.index == next })
    else { return }
    if case .name(let name) = arguments[at - 1].value.node, at < arguments.count {
      if isSlot(name) || arguments[at].value.isSeries { return }
    }
    next += 1
  }

  private mutating func named(_ argument: Argument, _ label: Name, _ isSlot: (String) -> Bool) {
    if let index = word.parameters.firstIndex(where: { $0.name == label.text }) {
      if bound.contains(where: { $0.index == index }) {
        problem("`\(label.text)` is given twice.", argument.span)
      }
      let parameter = word.parameters[index]
      bound.append(Bound(index: index, parameter: parameter, argument: argument))
      if index == next { next += 1 }
    } else if word.takesSetup, isSlot(label.text) {
      if overrides.contains(where: { $0.label?.text == label.text }) {
        problem("`\(label.text)` is given twice.", argument.span)
      }
      overrides.append(argument)
    } else if let index = word.parameters.firstIndex(where: \.isColumns) {
      if bound.contains(where: { $0.names(label.text) }) {
        problem("There is a column `\(label.text)` already.", label.span)
      }
      bound.append(Bound(index: index, parameter: word.parameters[index], argument: argument))
      next = index
    } else {
      unknown(label, isSlot)
    }
  }

  private mutating func unknown(_ label: Name, _ isSlot: (String) -> Bool) {
    let message = "`\(word.name)` has no argument `\(label.text)`."
    let own = vocabulary.own(ofForeign: label.text)
    // `rank` is what the note of `r` calls it.
    if let meant = word.parameters.first(where: { $0.name == own || $0.note.hasWord(label.text) }) {
      let what = meant.note.prefix { $0 != ";" }
      problem(message, label.span, "did you mean `\(meant.name)`, \(what)?")
      return
    }
    if let own, word.takesSetup, isSlot(own) {
      return problem(message, label.span, "did you mean `\(own)`?")
    }
    let place = Place(source, label.span)
    if let unmodelled = vocabulary.unmodelled(label.text, at: place) {
      problems.append(unmodelled)
      return
    }
    let names = word.parameters.map(\.name) + (word.takesSetup ? vocabulary.slots.map(\.name) : [])
    let hint =
      vocabulary.hint(forForeignArgument: label.text) ?? Suggestion.hint(for: label.text, in: names)
      ?? (names.isEmpty ? "it takes none" : word.usage)
    problem(message, label.span, hint)
  }

  private mutating func surplus(_ argument: Argument) {
    let count = word.parameters.count
    let message =
      count == 0
      ? "`\(word.name)` takes no argument\(word.takesSetup ? " without a name" : "")."
      : "`\(word.name)` takes \(count) argument\(count == 1 ? "" : "s"), and this is one more."
    let setup = "names of the setup are given by name: `\(word.name)(batch: 4)`"
    problem(message, argument.span, word.takesSetup ? setup : word.usage)
  }

  private mutating func valueless(_ argument: Argument) {
    problem(
      "`\(source.text(argument.span))` needs the values that it takes.", argument.span,
      "for example `\(word.name)(\(source.text(argument.span)), 1...8)`")
  }

  private mutating func problem(_ message: String, _ span: Span, _ hint: String? = nil) {
    problems.append(Diagnostic(.argument, message, at: Place(source, span), hint: hint))
  }

  /// The fault of an argument that the word cannot do without.
  func missing(at span: Span) -> Diagnostic? {
    guard problems.isEmpty else { return nil }
    let absent = word.parameters.enumerated().first { index, parameter in
      parameter.isRequired && !bound.contains { $0.index == index }
    }
    guard let parameter = absent?.element else { return nil }
    let what = parameter.note.isEmpty ? parameter.kind.name : parameter.note
    return Diagnostic(
      .argument, "`\(word.name)` needs `\(parameter.name)`: \(what).",
      at: Place(source, span), hint: word.usage)
  }
}

extension Expression {
  /// Whether it is written as several values.
  fileprivate var isSeries: Bool {
    switch node {
    case .range, .list, .comprehension: true
    default: false
    }
  }
}

extension String {
  fileprivate func hasWord(_ word: String) -> Bool {
    split { !($0.isLetter || $0 == "_") }.contains { $0 == word }
  }
}
