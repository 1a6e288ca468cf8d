/// A call of a word, its arguments bound.
struct WordCall: Sendable {
  struct Argument: Sendable {
    enum Form: Sendable {
      case value(Code, Kind, name: String, Place)
      case deferred(Deferred)
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
    let bound = try bind(&frame)
    if overrides.isEmpty { return try word.body(bound, &frame) }
    let session = frame.session
    var values: [Value] = []
    for override in overrides {
      let value = try override.code(&frame)
      values.append(
        try admit(value, override.kind, "`\(override.name)`", override.place, session))
    }
    let before = session.setup
    for (override, value) in zip(overrides, values) { session.globals[override.index] = value }
    defer { session.restore(before) }
    return try word.body(bound, &frame)
  }

  private func bind(_ frame: inout Frame) throws(Fault) -> Arguments {
    var passed = [[Arguments.Passed]](repeating: [], count: word.parameters.count)
    for argument in arguments {
      if let value = try evaluate(argument.form, &frame) { passed[argument.index].append(value) }
    }
    return Arguments(word: word, passed: passed, place: place)
  }

  private func evaluate(
    _ form: Argument.Form, _ frame: inout Frame
  ) throws(Fault) -> Arguments.Passed? {
    switch form {
    case .value(let code, let kind, let name, let place):
      let value = try code(&frame)
      return .value(
        try admit(value, kind, "`\(name)` of `\(word.name)`", place, frame.session), place)
    case .deferred(let deferred): return .deferred(deferred)
    case .variable(let variable): return .variable(variable)
    case .axis(let variable, let code, let place):
      return .axis(try axis(variable, try code(&frame), place))
    case .none: return nil
    }
  }

  /// One value is a list of one: `sweep(batch, 4)`.
  private func axis(
    _ variable: Variable, _ values: Value, _ place: Place
  ) throws(Fault) -> Axis {
    switch values {
    case .range, .list: return Axis(variable: variable, values: values, place: place)
    default: return Axis(variable: variable, values: .list([values]), place: place)
    }
  }
}

/// The value as the kind holds it, or a fault that says what was expected.
func admit(
  _ value: Value, _ kind: Kind, _ owner: @autoclosure () -> String, _ place: Place,
  _ session: Session
) throws(Fault) -> Value {
  if let admitted = kind.admit(value) { return admitted }
  var seen = value.kindName
  switch value {
  case .quantity: seen = session.style.text(value)
  case .text(let text) where !kind.choices.isEmpty && text.utf8.count < 40: seen = "\"\(text)\""
  default: break
  }
  let nearest =
    kind.choices.isEmpty
    ? nil
    : Suggestion.hint(
      for: session.style.text(value), in: kind.choices.map(\.name))
  throw .value("\(owner()) takes \(kind.name), not \(seen).", at: place, hint: nearest)
}

/// A call of a function of the user.
struct FunctionCall: Sendable {
  struct Given: Sendable {
    let label: String?
    let code: Code
    let place: Place
  }

  private let given: [Given]
  private let place: Place
  private let callee: Place
  private let isPlain: Bool

  init(_ given: [Given], _ place: Place, callee: Place) {
    self.given = given
    self.place = place
    self.callee = callee
    isPlain = given.allSatisfy { $0.label == nil }
  }

  func run(_ value: Value, _ frame: inout Frame) throws(Fault) -> Value {
    guard case .function(let function) = value else { throw uncallable(value) }
    try frame.session.enter(function, place)
    var inner = Frame(frame.session, size: function.size)
    // The commonest call needs no bookkeeping.
    if isPlain, given.count == function.fallbacks.count {
      for index in given.indices { inner.locals[index] = try given[index].code(&frame) }
    } else {
      try bind(function, &frame, &inner)
    }
    do throws(Fault) {
      return try function.body(&inner)
    } catch {
      throw error.called(from: place)
    }
  }

  private func bind(
    _ function: Function, _ frame: inout Frame, _ inner: inout Frame
  ) throws(Fault) {
    let places: [Int]
    do throws(Signature.Misfit) {
      places = try function.signature.places(of: given.map(\.label))
    } catch {
      let at = error.argument.map { given[$0].place } ?? place
      throw .broken(function.signature.diagnostic(error, function.name, at: at))
    }
    var isGiven = [Bool](repeating: false, count: function.fallbacks.count)
    for (argument, index) in zip(given, places) {
      inner.locals[index] = try argument.code(&frame)
      isGiven[index] = true
    }
    for (index, fallback) in function.fallbacks.enumerated() where !isGiven[index] {
      guard let fallback else { continue }
      do throws(Fault) {
        inner.locals[index] = try fallback(&inner)
      } catch {
        throw error.called(from: place)
      }
    }
  }

  private func uncallable(_ value: Value) -> Fault {
    let hint: String? =
      switch value {
      case .quantity, .converted: "to multiply, write `*`; to compare, `==`"
      case .list, .range, .record: "an item is taken with brackets right behind it: `xs[0]`"
      default: nil
      }
    return .value("This is \(value.kindName), and cannot be called.", at: callee, hint: hint)
  }
}
