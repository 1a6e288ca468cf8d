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
    let setup = function.slots.isEmpty ? nil : frame.session.setup
    defer { if let setup { frame.session.restore(setup) } }
    // The commonest call needs no bookkeeping.
    if isPlain, given.count == function.fallbacks.count {
      for index in given.indices { inner.locals[index] = try given[index].code(&frame) }
      for parameter in function.slots {
        try function.set(parameter.index, inner, at: given[parameter.index].place)
      }
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
    for (argument, index) in zip(given, places) {
      try function.set(index, inner, at: argument.place)
    }
    for (index, fallback) in function.fallbacks.enumerated() where !isGiven[index] {
      guard let fallback else { continue }
      do throws(Fault) {
        inner.locals[index] = try fallback(&inner)
        try function.set(index, inner, at: function.place)
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

extension Function {
  /// Sets a name of the setup for this call, where a parameter is called like one. Whoever calls puts
  /// the setup back.
  fileprivate func set(_ index: Int, _ frame: Frame, at place: Place) throws(Fault) {
    for parameter in slots where parameter.index == index {
      let session = frame.session
      guard let slot = session.slot(at: parameter.slot) else { continue }
      session.globals[parameter.slot] = try admit(
        frame.locals[index], slot.kind, "`\(slot.name)`", place, session)
    }
  }

  /// Calls it with values: what a word does with a function that it was given.
  package func call(
    _ values: [Value], in session: Session, at place: Place
  ) throws(Fault) -> Value {
    do throws(Signature.Misfit) {
      _ = try signature.places(of: values.map { _ in nil })
    } catch {
      throw .broken(signature.diagnostic(error, name, at: place))
    }
    try session.enter(self, place)
    var inner = Frame(session, size: size)
    for (index, value) in values.enumerated() { inner.locals[index] = value }
    let setup = slots.isEmpty ? nil : session.setup
    defer { if let setup { session.restore(setup) } }
    do throws(Fault) {
      for index in values.indices { try set(index, inner, at: place) }
      for (index, fallback) in fallbacks.enumerated().dropFirst(values.count) {
        if let fallback { inner.locals[index] = try fallback(&inner) }
        try set(index, inner, at: self.place)
      }
      return try body(&inner)
    } catch {
      throw error.called(from: place)
    }
  }
}
