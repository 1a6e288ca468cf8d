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
    /// The name of the column that it makes, where it was given one.
    var label: String?
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
      try question.give(
        value, to: argument.index, kind, name, place, frame.session,
        label: argument.label)
    case .deferred(let deferred):
      question.give(.deferred(deferred), to: argument.index, label: argument.label)
    case .row(let expression):
      question.give(.row(expression), to: argument.index, label: argument.label)
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
