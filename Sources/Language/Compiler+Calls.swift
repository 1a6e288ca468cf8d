// Calls: arguments are bound to parameters before anything runs.
extension Compiler {

  mutating func call(_ callee: Expression, _ arguments: [Argument], _ span: Span) -> Code {
    guard case .name(let name) = callee.node else {
      return functionCall(expression(callee), callee.span, arguments, span)
    }
    if scope.contains(where: { $0.name == name }) {
      return functionCall(expression(callee), callee.span, arguments, span)
    }
    if environment[name] != nil {
      if session.slot(named: name) != nil {
        return fault(
          .argument, "`\(name)` is a name of the setup, not a function.", callee.span,
          "set it with `\(name) = …`")
      }
      if let signature = environment.signature(name) { check(arguments, name, signature, span) }
      return functionCall(expression(callee), callee.span, arguments, span)
    }
    if let word = session.vocabulary[name] { return call(word, arguments, span) }
    if case .unknown = session.entry(name), Unit.named(name) == nil {
      let words = session.vocabulary.words.map(\.name)
      return fault(
        .name, "I know no word or function `\(name)`.", callee.span,
        Suggestion.hint(for: name, in: words + environment.names)
          ?? (arguments.isEmpty ? nil : "`help` lists the words"))
    }
    return functionCall(expression(callee), callee.span, arguments, span)
  }

  // MARK: functions of the user

  private mutating func check(
    _ arguments: [Argument], _ name: String, _ signature: Environment.Signature, _ span: Span
  ) {
    for label in arguments.compactMap(\.label) where !signature.formals.contains(label.text) {
      fault(
        .argument, "`\(name)` has no argument `\(label.text)`.", label.span,
        Suggestion.hint(for: label.text, in: signature.formals)
          ?? "it takes (\(signature.formals.joined(separator: ", ")))")
    }
    if arguments.count > signature.formals.count || arguments.count < signature.required {
      let count = signature.formals.count
      fault(
        .argument,
        "`\(name)` takes \(count) argument\(count == 1 ? "" : "s"), not \(arguments.count).", span,
        "it is \(name)(\(signature.formals.joined(separator: ", ")))")
    }
  }

  private mutating func functionCall(
    _ callee: @escaping Code, _ calleeSpan: Span, _ arguments: [Argument], _ span: Span
  ) -> Code {
    let given = arguments.map {
      FunctionCall.Given(
        label: $0.label?.text, code: expression($0.value), place: place($0.span))
    }
    let call = FunctionCall(given: given, place: place(span), callee: place(calleeSpan))
    return { (frame) throws(Fault) in try call.run(try callee(&frame), &frame) }
  }

  // MARK: words

  mutating func call(_ word: Word, _ arguments: [Argument], _ span: Span) -> Code {
    scoped { compiler in
      var binder = Binder(word, arguments, compiler.source)
      let known: (String) -> Bool = { [session = compiler.session] in
        session.slot(named: $0) != nil
      }
      binder.bind(isSlot: known)
      if let problem = binder.missing(at: span) ?? binder.problems.first {
        for other in binder.problems.dropFirst() { compiler.broken(other) }
        return compiler.broken(problem)
      }
      // Names that the word sets come first: the other arguments may use them.
      let variables = binder.bound.map { compiler.variable(of: $0) }
      let passed = zip(binder.bound, variables).map { compiler.passed($0, $1) }
      let call = WordCall(
        word: word, arguments: passed, overrides: compiler.overrides(binder.overrides),
        place: compiler.place(span))
      return { (frame) throws(Fault) in try call.run(&frame) }
    }
  }

  /// The name that a word sets itself: one that is bound, or a new one for this call alone.
  private mutating func variable(of bound: Binder.Bound) -> Variable? {
    switch bound.parameter.kind {
    case .variable, .axis: break
    default: return nil
    }
    let place = place(bound.argument.span)
    guard case .name(let name) = bound.argument.value.node else {
      fault(
        .argument, "I expected a name to vary, such as `batch`.", bound.argument.span)
      return nil
    }
    if let index = scope.last(where: { $0.name == name })?.index {
      return Variable(name: name, place: place, kind: nil, storage: .local(index))
    }
    if let index = environment[name] {
      return Variable(
        name: name, place: place, kind: session.slot(at: index)?.kind, storage: .global(index))
    }
    if session.vocabulary[name] != nil {
      fault(.name, "`\(name)` is a word of the language and cannot be varied.", place.span)
      return nil
    }
    return Variable(name: name, place: place, kind: nil, storage: .local(local(name)))
  }

  private mutating func passed(_ bound: Binder.Bound, _ variable: Variable?) -> WordCall.Argument {
    let value = bound.argument.value
    switch bound.parameter.kind {
    case .variable:
      return WordCall.Argument(index: bound.index, form: variable.map { .variable($0) } ?? .none)
    case .axis:
      guard let variable, let values = bound.values else {
        return WordCall.Argument(index: bound.index, form: .none)
      }
      let kind = variable.kind.map { Kind.list(of: $0) }
      let code = expression(values.value, expecting: kind)
      return WordCall.Argument(
        index: bound.index, form: .axis(variable, code, place(values.span)))
    case .deferred:
      return WordCall.Argument(index: bound.index, form: .deferred(deferred(value)))
    case let kind:
      let code = expression(value, expecting: kind)
      return WordCall.Argument(
        index: bound.index, form: .value(code, kind, name: bound.parameter.name, place(value.span)))
    }
  }

  private mutating func overrides(_ arguments: [Argument]) -> [WordCall.Override] {
    arguments.compactMap { argument in
      guard let label = argument.label, let index = session.slotIndex(named: label.text) else {
        return nil
      }
      let kind = session.vocabulary.slots[index].kind
      return WordCall.Override(
        index: index, kind: kind, name: label.text,
        code: expression(argument.value, expecting: kind), place: place(argument.value.span))
    }
  }

  // MARK: deferred expressions

  private mutating func deferred(_ value: Expression) -> Deferred {
    let code = expression(value)
    let operands = Self.operands(of: value).map { operand in
      Deferred(
        expression: operand, place: place(operand.span), operands: [],
        code: quietly { $0.expression(operand) })
    }
    return Deferred(
      expression: value, place: place(value.span), operands: operands, code: code)
  }

  private static func operands(of value: Expression) -> [Expression] {
    switch value.node {
    case .binary(let op, let left, let right) where op.isComparison || op == .and || op == .or:
      [left, right]
    case .not(let inner): [inner]
    case .field(let base, _): [base]
    default: []
    }
  }
}
