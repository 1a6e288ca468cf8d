/// A call of a word, its arguments bound.
struct WordCall: Sendable {
  struct Argument: Sendable {
    enum Form: Sendable {
      case value(Code, Kind, name: String, Place)
      case deferred(Deferred)
      case row(RowExpression)
      case variable(Variable)
      case axis(Variable, Code, Place)
      case none
    }

    let index: Int
    let form: Form
  }

  /// A name of the setup that has another value for this one call.
  struct Override: Sendable {
    let index: Int
    let kind: Kind
    let name: String
    let code: Code
    let place: Place
  }

  let word: Word
  let arguments: [Argument]
  let overrides: [Override]
  let place: Place

  func run(_ frame: inout Frame) throws(Fault) -> Value {
    var question = Question(word, place)
    for argument in arguments { try pass(argument, to: &question, &frame) }
    for override in overrides {
      let value = try override.code(&frame)
      try question.set(value, override, frame.session)
    }
    return try question.answer(&frame)
  }

  private func pass(
    _ argument: Argument, to question: inout Question, _ frame: inout Frame
  ) throws(Fault) {
    switch argument.form {
    case .value(let code, let kind, let name, let place):
      let value = try code(&frame)
      try question.give(value, to: argument.index, kind, name, place, frame.session)
    case .deferred(let deferred): question.give(.deferred(deferred), to: argument.index)
    case .row(let expression): question.give(.row(expression), to: argument.index)
    case .variable(let variable): question.give(.variable(variable), to: argument.index)
    case .axis(let variable, let code, let place):
      let axis = axis(variable, try code(&frame), place)
      question.give(.axis(axis), to: argument.index)
    case .none: break
    }
  }

  /// One value is a list of one: `sweep(batch, 4)`.
  private func axis(_ variable: Variable, _ values: Value, _ place: Place) -> Axis {
    switch values {
    case .range, .list: Axis(variable: variable, values: values, place: place)
    default: Axis(variable: variable, values: .list([values]), place: place)
    }
  }
}

/// The value as the kind holds it, or a fault that says what was expected.
func admit(
  _ value: Value, _ kind: Kind, _ owner: @autoclosure () -> String, _ place: Place,
  _ session: Session
) throws(Fault) -> Value {
  if let admitted = kind.admit(value) { return admitted }
  throw misfit(value, kind, owner(), place, session)
}

/// What to say of a value that a kind does not take.
func misfit(
  _ value: Value, _ kind: Kind, _ owner: String, _ place: Place, _ session: Session
) -> Fault {
  var seen = value.kindName
  switch value {
  case .quantity: seen = session.style.text(value)
  case .text(let text) where !kind.choices.isEmpty && text.utf8.count < 40: seen = "\"\(text)\""
  default: break
  }
  if case .entity(let entity) = value, let table = entity as? Table,
    let column = table.columns.first(where: { column in
      guard case .list(let items) = table.field(column.name) else { return false }
      return !items.isEmpty && items.allSatisfy { kind.admit($0) != nil }
    })
  {
    return .value(
      "\(owner) takes \(kind.name), not \(seen).", at: place,
      hint: "a column of it has them: `\(place.text).\(column.name)`")
  }
  let nearest =
    kind.choices.isEmpty
    ? nil : Suggestion.hint(for: session.style.text(value), in: kind.choices.map(\.name))
  return .value("\(owner) takes \(kind.name), not \(seen).", at: place, hint: nearest)
}
