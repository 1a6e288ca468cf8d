/// The value as the kind holds it, or a fault that says what was expected.
func admit(
  _ value: Value, _ kind: Kind, _ owner: @autoclosure () -> String, _ place: Place,
  _ session: Session
) throws(Fault) -> Value {
  if let admitted = session.admitted(value, by: kind) { return admitted }
  throw Misfit(value, kind, place, session).fault(of: owner())
}

extension Session {
  /// The value as the kind holds it; a text may name an entry of the library that it takes, in the
  /// library's spelling or in that of others.
  func admitted(_ value: Value, by kind: Kind) -> Value? {
    if let admitted = kind.admit(value) { return admitted }
    guard case .text(let text) = value, !kind.things.isEmpty, let thing = thing(called: text)
    else { return nil }
    return kind.admit(thing)
  }
}

extension Session {
  /// What to do first where a name of the setup is asked for and holds nothing yet.
  func hint(toSet name: String, where value: Value) -> String? {
    guard case .choice("none") = value, slot(named: name) != nil else { return nil }
    return "`\(name)` is not set yet: `\(name) = …`"
  }
}

/// A value where a kind does not take it: what to say of it, and what to try.
struct Misfit {
  private let value: Value
  private let kind: Kind
  private let place: Place
  private let session: Session
  /// Whether it stands in a question, which takes the names of the setup as arguments.
  private let isAsked: Bool

  init(
    _ value: Value, _ kind: Kind, _ place: Place, _ session: Session, isAsked: Bool = false
  ) {
    self.value = value
    self.kind = kind
    self.place = place
    self.session = session
    self.isAsked = isAsked
  }

  func fault(of owner: String) -> Fault {
    if case .text(let text) = value, !kind.choices.isEmpty,
      let unmodelled = session.vocabulary.unmodelled(text, at: place)
    {
      return .broken(unmodelled)
    }
    let isLong = kind.choices.count > 12
    let taken = isLong ? "one of \(kind.choices.count) names" : kind.name
    let hint =
      unset ?? hidden ?? column ?? unquoted ?? listed ?? nearest ?? elsewhere ?? numbered ?? made
      ?? measured
    let all =
      isLong ? "the first of them: " + Suggestion.listed(kind.choices.map(\.name), most: 6) : nil
    return .value("\(owner) takes \(taken), not \(seen).", at: place, hint: hint ?? all)
  }

  private var seen: String {
    switch value {
    case .quantity: session.style.text(value)
    case .text(let text) where !kind.choices.isEmpty && text.utf8.count < 40: "\"\(text)\""
    default: value.kindName
    }
  }

  /// `rtx4090 = 3; fits(rtx4090)`
  private var hidden: String? {
    let name = place.text
    guard session.names.contains(name), let thing = (try? session.library(meantBy: name))?.value,
      case .entity(let entity) = thing, kind.admit(thing) != nil
    else { return nil }
    return "`\(name)` is a name of yours here: call yours another, and it is \(entity.kind) again"
  }

  /// `fits(gpu)`, before there is a card.
  private var unset: String? {
    session.hint(toSet: place.text, where: value)
  }

  /// A table has the values in one of its columns.
  private var column: String? {
    guard case .entity(let entity) = value, let table = entity as? Table,
      let column = table.columns.first(where: { column in
        guard case .list(let items) = table.field(column.name) else { return false }
        return !items.isEmpty && items.allSatisfy { kind.admit($0) != nil }
      })
    else { return nil }
    return "a column of it has them: `\(place.text).\(column.name)`"
  }

  /// `batch = "4"`, `method = "qlora"`: right but for the quotes.
  private var unquoted: String? {
    guard case .text(let text) = value, text.utf8.count < 40, place.text.hasPrefix("\"")
    else { return nil }
    let isWord = session.vocabulary[text].map { kind.name.hasSuffix(" \($0.group.rawValue)") }
    let isNumber = Double(text).map { kind.admit(.number($0)) != nil }
    return isWord == true || isNumber == true ? "write it without quotes: `\(text)`" : nil
  }

  /// `model = arguments[0]`, where the library has no such name: those that it may be.
  private var listed: String? {
    let library = session.vocabulary.library
    guard case .text(let text) = value,
      let others = kind.things.lazy.compactMap(library.others).first
    else { return nil }
    return text.isEmpty ? others : session.libraryHint(for: text, expecting: kind) ?? others
  }

  private var nearest: String? {
    guard !kind.choices.isEmpty else { return nil }
    return Suggestion.hint(for: session.style.text(value), in: kind.choices.map(\.name))
  }

  /// `model = rtx4090`: the name of the setup that takes such a thing.
  private var elsewhere: String? {
    guard case .entity(let entity) = value,
      let slot = session.vocabulary.slots.first(where: { $0.kind.admit(value) != nil })
    else { return nil }
    let sign = isAsked ? ":" : " ="
    return "\(entity.kind) goes to `\(slot.name)`: `\(slot.name)\(sign) \(place.text)`"
  }

  /// `gpu = 4090`: the name that ends with these digits. Fewer of them are a count, and a value
  /// that is not written here is none.
  private var numbered: String? {
    guard let number = value.quantity?.whole, number >= 100, place.text == "\(number)" else {
      return nil
    }
    let name = session.vocabulary.library.numbered("\(number)").first { name in
      guard case .value(let entry) = session.entry(name) else { return false }
      return kind.admit(entry) != nil || kind.meaning(of: name) != nil
    }
    return name.map { "did you mean `\($0)`?" }
  }

  /// `fits(24 GB)`: the word that makes such a thing of it.
  private var made: String? {
    guard let quantity = value.quantity, quantity.dimension != .none else { return nil }
    let word = session.vocabulary.words.first { word in
      word.group == .shape && (kind.name + ",").hasPrefix("a \(word.name),")
    }
    guard let word, let taken = word.parameters.first(where: { $0.kind.admit(value) != nil })
    else { return nil }
    let arguments = word.parameters.filter { $0.isRequired || $0.name == taken.name }.map {
      let blank = if case .text = $0.kind { "\"…\"" } else { "…" }
      return "\($0.name): \($0.name == taken.name ? place.text : blank)"
    }
    return "make one of it: `\(word.name)(\(arguments.joined(separator: ", ")))`"
  }

  /// A unit too many, or one that is missing.
  private var measured: String? {
    guard let quantity = value.quantity else { return nil }
    if quantity.dimension == .none, case .quantity(let dimension) = kind {
      let unit = dimension == .memory ? "GiB" : DataUnit(dimension)?.name ?? dimension.symbol
      return "give it a unit: `\(place.text) \(unit)`"
    }
    guard kind.admit(.number(quantity.number)) != nil || kind.bounds != nil,
      let bounds = kind.bounds, quantity.dimension != .none,
      quantity.dimension != bounds.dimension
    else { return nil }
    return bounds.dimension == .none
      ? "it is a plain number"
      : "it counts \(bounds.dimension.symbol)s, not \(quantity.dimension.name)"
  }
}
