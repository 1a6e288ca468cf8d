/// What a word was called with, bound to its parameters.
package struct Arguments: Sendable {
  package enum Passed: Sendable {
    case value(Value, Place)
    case deferred(Deferred)
    case row(RowExpression)
    case variable(Variable)
    case axis(Axis)
  }

  /// An argument and the parameter that it is for, by its place.
  struct Given: Sendable {
    let parameter: Int
    let passed: Passed
    /// The name of the column that it makes, where it was given one.
    var label: String?
  }

  let word: Word
  /// As they stand in the call; several for a parameter that takes the rest.
  let given: [Given]
  /// Where the call stands.
  package let place: Place

  private func all(_ name: String) -> [Passed] {
    given.compactMap { word.parameters[$0.parameter].name == name ? $0.passed : nil }
  }

  /// The setup of a scenario among them.
  var scenario: [Value?]? {
    for argument in given {
      if case .value(.entity(let entity), _) = argument.passed, let setup = entity.setup {
        return setup
      }
    }
    return nil
  }

  /// The argument, or the parameter's default, or nil.
  package subscript(_ name: String) -> Value? {
    for argument in given where word.parameters[argument.parameter].name == name {
      if case .value(let value, _) = argument.passed { return value }
    }
    let parameter = word.parameters.first { $0.name == name }
    if case .defaulted(let value, _) = parameter?.presence { return value }
    return nil
  }

  package func values(_ name: String) -> [Value] {
    all(name).compactMap { if case .value(let value, _) = $0 { value } else { nil } }
  }

  package func number(_ name: String) -> Double? { self[name]?.quantity?.number }

  /// Whole by its kind, which was checked when the argument was bound.
  package func whole(_ name: String) -> Int? { number(name).map { Int($0) } }

  package func truth(_ name: String) -> Bool? { self[name]?.truth }

  package func text(_ name: String) -> String? {
    switch self[name] {
    case .text(let text), .choice(let text): text
    default: nil
    }
  }

  package func deferred(_ name: String) -> [Deferred] {
    all(name).compactMap { if case .deferred(let deferred) = $0 { deferred } else { nil } }
  }

  package func rows(_ name: String) -> [RowExpression] {
    all(name).compactMap { if case .row(let expression) = $0 { expression } else { nil } }
  }

  /// The argument as values one after another.
  package func items(_ name: String) throws(Fault) -> Items {
    try Items(self[name] ?? .nothing, place(of: name))
  }

  /// The names that its columns were given; nil for one without.
  package func labels(_ name: String) -> [String?] {
    given.filter { word.parameters[$0.parameter].name == name }.map(\.label)
  }

  package func variables(_ name: String) -> [Variable] {
    all(name).compactMap { if case .variable(let variable) = $0 { variable } else { nil } }
  }

  package func axes(_ name: String) -> [Axis] {
    all(name).compactMap { if case .axis(let axis) = $0 { axis } else { nil } }
  }

  /// Where an argument stands, or else the call.
  package func place(of name: String) -> Place {
    switch all(name).first {
    case .value(_, let place): place
    case .deferred(let deferred): deferred.place
    case .row(let expression): expression.place
    case .variable(let variable): variable.place
    case .axis(let axis): axis.variable.place
    case nil: place
    }
  }

  package func isGiven(_ name: String) -> Bool { !all(name).isEmpty }
}

/// An expression that a word evaluates itself, once a point or once a row.
package struct Deferred: Sendable {
  package let expression: Expression
  package let place: Place
  /// The sides of a comparison, what stands behind `not`, the value before a dot.
  package let operands: [Deferred]
  let code: Code

  package func evaluate(_ frame: inout Frame) throws(Fault) -> Value { try code(&frame) }
}

/// A name that a word sets itself.
package struct Variable: Sendable {
  enum Storage: Sendable {
    case global(Int)
    case local(Int)
  }

  package let name: String
  package let place: Place
  /// What it takes, where it is a slot of the setup.
  package let kind: Kind?
  let storage: Storage

  package func value(_ frame: Frame) -> Value? {
    switch storage {
    case .global(let index): frame.session.globals[index]
    case .local(let index): frame.locals[index]
    }
  }

  /// Sets the name, checked as a binding of it is; `at` is where the value stands.
  package func set(_ value: Value, _ frame: inout Frame, at place: Place) throws(Fault) {
    guard let kind else { return restore(value, &frame) }
    restore(try admit(value, kind, "`\(name)`", place, frame.session), &frame)
  }

  /// Puts back what `value` gave.
  package func restore(_ value: Value?, _ frame: inout Frame) {
    switch storage {
    case .global(let index): frame.session.globals[index] = value
    case .local(let index): frame.locals[index] = value ?? .nothing
    }
  }
}

/// A name and the values that it takes in turn.
package struct Axis: Sendable {
  package let variable: Variable
  /// A range or a list.
  package let values: Value
  package let place: Place

  package var count: Int {
    switch values {
    case .range(let range): range.count
    case .list(let items): items.count
    default: 0
    }
  }

  package subscript(_ index: Int) -> Value {
    switch values {
    case .range(let range): .quantity(range[index])
    case .list(let items): items[index]
    default: .nothing
    }
  }
}
