/// What a parameter or a slot of the setup takes.
package indirect enum Kind: Sendable {
  case anything
  case truth
  case number(NumberKind)
  case quantity(Dimension)
  case text
  /// One of a fixed set of plain words.
  case choice([Choice])
  /// Any plain word, read as itself: the name of a module, a topic of help.
  case word
  case list(of: Kind)
  /// A thing by what it calls itself: `a model`.
  case entity(String)
  case either([Kind])
  /// An expression that the word evaluates itself.
  case deferred
  /// An expression that the word evaluates once a row of a table, its columns first among the names.
  case row
  /// What is done with each item: a function of the user or a word, or of a table's rows an
  /// expression as of `row`.
  case each
  /// A name that the word sets itself.
  case variable
  /// Values for the name that the word sets: its choices are plain words here too.
  case values
  /// A name and the values it takes in turn: two arguments.
  case axis

  /// A plain word of a fixed set, with what it means.
  package struct Choice: Sendable {
    package let name: String
    package let note: String
    /// Another spelling of it, if it is only that.
    package let meaning: String

    package init(_ name: String, _ note: String = "", for meaning: String? = nil) {
      self.name = name
      self.note = note
      self.meaning = meaning ?? name
    }
  }

  /// Bounds of a number, and the dimension that it may carry: `2048 tokens` for a length.
  package struct NumberKind: Sendable {
    package let lower: Double
    package let upper: Double
    package let isWhole: Bool
    package let dimension: Dimension

    package init(
      from lower: Double, to upper: Double = 0x1p53, whole: Bool, of dimension: Dimension = .none
    ) {
      self.lower = lower
      self.upper = upper
      self.isWhole = whole
      self.dimension = dimension
    }
  }

  package static func whole(from lower: Int, of dimension: Dimension = .none) -> Kind {
    .number(NumberKind(from: Double(lower), whole: true, of: dimension))
  }

  package static func choices(_ names: [String]) -> Kind { .choice(names.map { Choice($0) }) }
}

extension Kind {
  /// The value as this kind holds it, or nil when it is none.
  ///
  /// A choice may come as a text, a truth as the choice `on` or `off`, a length with its unit.
  func admit(_ value: Value) -> Value? {
    switch self {
    case .anything, .deferred, .row, .each, .variable, .values, .axis: return value
    case .truth: return value.truth.map(Value.truth)
    case .number(let bounds): return bounds.admit(value)
    case .quantity(let dimension):
      guard let quantity = value.quantity, quantity.dimension == dimension else { return nil }
      return .quantity(quantity)
    case .text, .word:
      if case .choice(let name) = value { return .text(name) }
      if case .text = value { return value }
      return nil
    case .choice(let choices):
      return Self.word(value).flatMap { word in choices.first { $0.name == word } }
        .map { .choice($0.meaning) }
    case .list(let kind): return Self.admitList(value, kind)
    case .entity(let kind):
      if case .entity(let entity) = value, entity.kind == kind { return value }
      return nil
    case .either(let kinds):
      for kind in kinds {
        if let admitted = kind.admit(value) { return admitted }
      }
      return nil
    }
  }

  private static func admitList(_ value: Value, _ kind: Kind) -> Value? {
    guard case .list(let items) = value else { return nil }
    let admitted = items.compactMap { kind.admit($0) }
    return admitted.count == items.count ? .list(admitted) : nil
  }

  /// The plain word that a value can stand for.
  private static func word(_ value: Value) -> String? {
    switch value {
    case .choice(let name), .text(let name): name
    case .truth(let truth): truth ? "on" : "off"
    default: nil
    }
  }

  /// What a bare name means where this kind is expected, before any binding is looked up.
  func meaning(of name: String) -> Value? {
    switch self {
    case .choice(let choices):
      choices.first { $0.name == name }.map { .choice($0.meaning) }
    case .word: .text(name)
    case .either(let kinds): kinds.lazy.compactMap { $0.meaning(of: name) }.first
    default: nil
    }
  }

  /// What the items of a list are, where a list is expected.
  var element: Kind? {
    switch self {
    case .list(let kind): kind
    case .either(let kinds): kinds.lazy.compactMap(\.element).first
    default: nil
    }
  }

  /// For what may be one value or a list of them: `estimate(optimizer: [adamw, sgd])`.
  var orSeveral: Kind { element == nil ? .either([self, .list(of: self)]) : self }

  /// The bounds of a number, where one is expected.
  package var bounds: NumberKind? {
    switch self {
    case .number(let bounds): bounds
    case .either(let kinds): kinds.lazy.compactMap(\.bounds).first
    default: nil
    }
  }

  /// The plain words that it takes.
  package var choices: [Choice] {
    switch self {
    case .choice(let choices): choices
    case .truth: [Choice("on"), Choice("off")]
    case .either(let kinds): kinds.flatMap(\.choices)
    default: []
    }
  }

  /// The things that it takes, by what they call themselves.
  package var things: [String] {
    switch self {
    case .entity(let kind): [kind]
    case .either(let kinds): kinds.flatMap(\.things)
    case .list(let kind): kind.things
    default: []
    }
  }

  /// What a message calls it: `a whole number from 1`.
  package var name: String {
    switch self {
    case .anything, .deferred: "an expression"
    case .row: "an expression of the columns"
    case .each: "a function, a word, or an expression of the columns"
    case .truth: "on or off"
    case .number(let bounds): bounds.name
    case .quantity(let dimension): dimension.name
    case .text: "a text"
    case .choice(let choices) where choices.count == 1: "`\(choices[0].name)`"
    case .choice(let choices): "one of " + choices.map { "`\($0.name)`" }.joined(separator: ", ")
    case .word: "a name"
    case .list(let kind): "a list, each item \(kind.name)"
    case .entity(let kind): kind
    case .either(let kinds): kinds.map(\.name).joined(separator: ", or ")
    case .variable: "a name"
    case .values: "a list or a range of values"
    case .axis: "a name and its values"
    }
  }
}

extension Kind.NumberKind {
  fileprivate func admit(_ value: Value) -> Value? {
    guard let quantity = value.quantity else { return nil }
    guard quantity.dimension == .none || quantity.dimension == dimension else { return nil }
    let number = quantity.number
    guard number >= lower, number <= upper, !isWhole || number == number.rounded() else {
      return nil
    }
    return .number(number)
  }

  fileprivate var name: String {
    let noun = isWhole ? "a whole number" : "a number"
    if upper < 0x1p53 {
      return "\(noun) from \(Figures.number(lower)) to \(Figures.number(upper))"
    }
    return lower == -.infinity ? noun : "\(noun) from \(Figures.number(lower))"
  }
}
