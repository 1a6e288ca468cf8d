// Calls: arguments are bound to parameters before anything runs.
extension Compiler {

  mutating func call(_ callee: Expression, _ arguments: [Argument], _ span: Span) -> Code {
    guard case .name(let name) = callee.node else {
      return functionCall(expression(callee), callee.span, arguments, span)
    }
    if let index = scope.index(of: name) {
      let code: Code = { (frame) throws(Fault) in frame.locals[index] }
      return functionCall(code, callee.span, arguments, span)
    }
    // A column of a row is never what is called.
    let code = { (compiler: inout Compiler) in compiler.topLevel(name, callee.span) }
    if environment[name] != nil {
      if session.slot(named: name) != nil {
        return fault(
          .argument, "`\(name)` is a name of the setup, not a function.", callee.span,
          "set it with `\(name) = \(arguments.first.map { source.text($0.value.span) } ?? "…")`")
      }
      let kinds = environment.signature(name).map { check(arguments, name, $0, span) } ?? []
      return functionCall(code(&self), callee.span, arguments, span, expecting: kinds)
    }
    if let word = session.vocabulary[name] { return call(word, arguments, span) }
    if case .unknown = session.entry(name), Unit.named(name) == nil, !mayBeLoaded {
      if isFull { return counted() }
      if let unmodelled = session.vocabulary.unmodelled(name, at: place(callee.span)) {
        return broken(unmodelled)
      }
      let words = session.vocabulary.words.map(\.name) + scope.names + environment.names
      return unknown(
        name, "I know no word or function `\(name)`.", callee.span,
        Habits.hint(for: name, arguments.map { source.text($0.span) })
          ?? session.vocabulary.hint(forForeign: name)
          ?? Suggestion.hint(for: name, in: words))
    }
    if case .unknown = session.entry(name), Unit.named(name) != nil {
      let value = arguments.first.map { source.text($0.value.span) } ?? "…"
      return fault(
        .argument, "`\(name)` is a unit, not a function.", callee.span,
        "write `\(value) in \(name)` to convert, `3 \(name)` for so many of it")
    }
    return functionCall(code(&self), callee.span, arguments, span)
  }

  // MARK: functions of the user

  /// What the arguments are for: of a parameter called like a name of the setup, what that takes.
  private mutating func check(
    _ arguments: [Argument], _ name: String, _ signature: Signature, _ span: Span
  ) -> [Kind?] {
    do throws(Signature.Misfit) {
      let places = try signature.places(of: arguments.map { $0.label?.text })
      return places.map { session.slot(named: signature.formals[$0])?.kind }
    } catch {
      let at = error.argument.map { arguments[$0].label?.span ?? arguments[$0].span } ?? span
      broken(signature.diagnostic(error, name, at: place(at)))
      return []
    }
  }

  private mutating func functionCall(
    _ callee: @escaping Code, _ calleeSpan: Span, _ arguments: [Argument], _ span: Span,
    expecting kinds: [Kind?] = []
  ) -> Code {
    let given = arguments.enumerated().map { index, argument in
      FunctionCall.Given(
        label: argument.label?.text,
        code: expression(
          argument.value, expecting: kinds.indices.contains(index) ? kinds[index] : nil),
        place: place(argument.value.span))
    }
    let call = FunctionCall(given, place(span), callee: place(calleeSpan))
    noteAsking()
    return { (frame) throws(Fault) in try call.run(try callee(&frame), &frame) }
  }

  // MARK: words

  mutating func call(_ word: Word, _ arguments: [Argument], _ span: Span) -> Code {
    if word.bindsNames { mayBeLoaded = true }
    return scoped { compiler in
      var binder = Binder(word, arguments, compiler.source, compiler.session.vocabulary)
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
      let varied = variables.compactMap { $0 }.first
      let passed = zip(binder.bound, variables).map { bound, variable in
        var argument = compiler.passed(bound, variable ?? varied, word)
        if bound.parameter.isColumns { argument.label = bound.argument.label?.text }
        return argument
      }
      if word.takesSetup || word.group == .questions { compiler.noteAsking() }
      let call = WordCall(
        word: word, arguments: passed, overrides: compiler.overrides(binder.overrides, word),
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
    if let index = scope.index(of: name) {
      return Variable(name: name, place: place, kind: nil, storage: .local(index))
    }
    if let index = environment[name] {
      varied.append(Name(text: name, span: place.span))
      return Variable(
        name: name, place: place, kind: session.slot(at: index)?.kind, storage: .global(index))
    }
    if session.vocabulary[name] != nil {
      fault(.name, "`\(name)` is a word of the language and cannot be varied.", place.span)
      return nil
    }
    varied.append(Name(text: name, span: place.span))
    return Variable(
      name: name, place: place, kind: nil,
      storage: .local(local(Name(text: name, span: bound.argument.span))))
  }

  private mutating func passed(
    _ bound: Binder.Bound, _ variable: Variable?, _ word: Word
  ) -> WordCall.Argument {
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
      check(values.value, asValuesOf: variable)
      return WordCall.Argument(
        index: bound.index, form: .axis(variable, code, place(values.span)))
    case .deferred:
      return WordCall.Argument(index: bound.index, form: .deferred(deferred(value)))
    case .row: return WordCall.Argument(index: bound.index, form: .row(perRow(value)))
    case .each: return WordCall.Argument(index: bound.index, form: .row(forEach(value)))
    case let kind:
      let code: Code
      switch kind {
      case .values: code = expression(value, expecting: variable?.kind.map { .list(of: $0) })
      default: code = expression(value, expecting: kind.orSeveral)
      }
      check(value, kind, bound, word)
      return WordCall.Argument(
        index: bound.index, form: .value(code, kind, name: bound.parameter.name, place(value.span)))
    }
  }

  /// `map(xs, round)`: where a function is expected, a word's name is the word itself.
  mutating func callable(_ value: Expression) -> Code {
    guard case .name(let name) = value.node, scope.index(of: name) == nil,
      environment[name] == nil, let word = session.vocabulary[name]
    else { return expression(value) }
    let first = word.parameters.first
    switch first?.kind {
    case nil, .deferred, .row, .each, .variable, .axis:
      return fault(
        .argument, "`\(name)` takes no value that could be given to it here.", value.span,
        word.usage)
    default: break
    }
    if let other = word.parameters.dropFirst().first(where: \.isRequired) {
      return fault(
        .argument, "`\(name)` needs `\(other.name)` too.", value.span,
        "define a function that gives it: `f(x) = \(name)(x, …)`")
    }
    let item: Code = { (frame) throws(Fault) in frame.locals[0] }
    let place = place(value.span)
    let argument = WordCall.Argument(
      index: 0, form: .value(item, first?.kind ?? .anything, name: first?.name ?? "", place))
    let call = WordCall(word: word, arguments: [argument], overrides: [], place: place)
    let function = Function(
      name: name, signature: Signature(formals: [first?.name ?? ""], isOptional: [false]),
      fallbacks: [nil], body: { (frame) throws(Fault) in try call.run(&frame) }, size: 1,
      place: place)
    return constant(.function(function))
  }

  private mutating func overrides(
    _ arguments: [Argument], _ word: Word
  ) -> [WordCall.Override] {
    arguments.compactMap { argument in
      guard let label = argument.label, let index = session.slotIndex(named: label.text) else {
        return nil
      }
      let kind = session.vocabulary.slots[index].kind
      let override = WordCall.Override(
        index: index, kind: kind, name: label.text,
        code: expression(argument.value, expecting: kind.orSeveral),
        place: place(argument.value.span))
      var question = Question(word, override.place)
      check(argument.value) { [session] (value) throws(Fault) in
        try question.set(value, override, session)
      }
      return override
    }
  }

  // MARK: deferred expressions

  /// An expression and its operands, made ready once: the whole is put together from the operands'
  /// own code, so that deferred expressions in one another do not cost double at each level.
  private mutating func deferred(_ value: Expression) -> Deferred {
    let place = place(value.span)
    func operand(_ expression: Expression, _ code: @escaping Code) -> Deferred {
      Deferred(
        expression: expression, place: Place(source, expression.span), operands: [], code: code)
    }
    switch value.node {
    case .binary(let op, let left, let right) where op.isComparison || op == .and || op == .or:
      let (a, b) = sides(op, left, right)
      let code = binary(op, a, b, Sides(self.place(left.span), self.place(right.span)))
      return Deferred(
        expression: value, place: place, operands: [operand(left, a), operand(right, b)],
        code: code)
    case .binary(.minus, let left, let right):
      // Each side is one that is asked about.
      let (a, b) = (deferred(left), deferred(right))
      let code = binary(.minus, a.code, b.code, Sides(a.place, b.place))
      return Deferred(expression: value, place: place, operands: [a, b], code: code)
    case .not(let inner):
      let code = expression(inner)
      return Deferred(
        expression: value, place: place, operands: [operand(inner, code)],
        code: not(code, self.place(inner.span)))
    case .field(let base, let name):
      let code = expression(base)
      return Deferred(
        expression: value, place: place, operands: [operand(base, code)],
        code: field(code, name))
    default:
      return Deferred(expression: value, place: place, operands: [], code: expression(value))
    }
  }
}
