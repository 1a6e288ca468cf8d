// Expressions as code. One case of the syntax, one method.
extension Compiler {

  mutating func translated(_ expression: Expression, expecting kind: Kind?) -> Code {
    let span = expression.span
    switch expression.node {
    case .number(let number): return constant(.number(number))
    case .measured(let number, let unit): return measured(number, unit)
    case .text(let pieces): return text(pieces, span)
    case .name(let name): return self.name(name, span, expecting: kind)
    case .list(let items): return list(items, span, expecting: kind?.element)
    case .comprehension(let body, let name, let items, let condition):
      return comprehension(body, name, items, condition, expecting: kind?.element)
    case .record(let fields): return record(fields, span)
    case .block(let statements): return block(statements, expecting: kind)
    case .negative(let operand): return negative(operand)
    case .not(let operand): return not(operand)
    case .binary(let op, let left, let right):
      return binary(op, left, right, expecting: kind)
    case .chain(let first, let links): return chain(first, links)
    case .range(let first, let last, let closed, let step):
      return range(first, last, closed, step, span)
    case .call(let callee, let arguments): return call(callee, arguments, span)
    case .field(let base, let name):
      // In two steps: in one, all that the compiler holds is copied for the second.
      let code = self.expression(base)
      return field(code, name)
    case .item(let base, let index): return item(base, index)
    case .choice(let condition, let yes, let no):
      return choice(condition, yes, no, expecting: kind)
    case .conversion(let value, let unit): return conversion(value, unit)
    case .changed(let base, let changes): return changed(base, changes, span)
    }
  }

  // MARK: values

  private mutating func measured(_ number: Double, _ name: Name) -> Code {
    guard let unit = Unit.named(name.text) else {
      return fault(
        .name, "I know no unit `\(name.text)`.", name.span,
        Habits.hint(forUnit: name.text, behind: Figures.number(number))
          ?? Suggestion.hint(for: name.text, in: Unit.all.map(\.name))
          ?? "a name right behind a number is its unit; to multiply, write `*`")
    }
    return constant(.quantity(unit.quantity(number)))
  }

  private mutating func text(_ pieces: [Expression.Piece], _ span: Span) -> Code {
    if pieces.isEmpty { return constant(.text("")) }
    if case .plain(let text) = pieces[0], pieces.count == 1 { return constant(.text(text)) }
    let codes = pieces.map { piece -> Code in
      switch piece {
      case .plain(let text): constant(.text(text))
      case .expression(let inner): expression(inner)
      }
    }
    let place = place(span)
    return { (frame) throws(Fault) in
      var text = ""
      let style = frame.session.style
      for code in codes { text += style.text(try code(&frame)) }
      try frame.session.hold(text.utf8.count)
      return try Bounds.text(text, place)
    }
  }

  private mutating func list(
    _ items: [Expression], _ span: Span, expecting kind: Kind?
  ) -> Code {
    let codes = items.map { expression($0, expecting: kind) }
    let place = place(span)
    return { (frame) throws(Fault) in
      var values: [Value] = []
      values.reserveCapacity(codes.count)
      for code in codes { values.append(try code(&frame)) }
      return try Bounds.list(values, place)
    }
  }

  private mutating func comprehension(
    _ body: Expression, _ name: Name, _ items: Expression, _ condition: Expression?,
    expecting kind: Kind?
  ) -> Code {
    let source = expression(items)
    let place = place(items.span)
    check(items) { (value) throws(Fault) in _ = try Items(value, place) }
    if session.slot(named: name.text) != nil {
      return fault(
        .name, "`\(name.text)` is a name of the setup, which a list does not change.", name.span,
        "take another name and ask with it: `[estimate(\(name.text): x) for x in …]`")
    }
    return scoped { compiler in
      let index = compiler.local(name)
      let test = condition.map {
        (code: compiler.expression($0), place: compiler.place($0.span))
      }
      let code = compiler.expression(body, expecting: kind)
      return { (frame) throws(Fault) in
        let items = try Items(try source(&frame), place)
        var made = ListMaker(at: place)
        let survey = Survey<Value?>(of: items.count) { (number, _, frame) throws(Fault) in
          frame.locals[index] = items[number]
          if let test {
            let holds = try knownTruth(try test.code(&frame), test.place)
            guard holds == true else { return nil }
          }
          return try code(&frame)
        }
        try survey.run(&frame) { (_, value) throws(Fault) in
          if let value { try made.append(value) }
        }
        return try made.list(in: frame.session)
      }
    }
  }

  private mutating func record(
    _ fields: [(name: Name, value: Expression)], _ span: Span
  ) -> Code {
    let place = place(span)
    let codes = fields.map { (name: $0.name.text, code: expression($0.value)) }
    return { (frame) throws(Fault) in
      var values: [(name: String, value: Value)] = []
      for (name, code) in codes { values.append((name, try code(&frame))) }
      return try Bounds.record(Record(values), place)
    }
  }

  // MARK: blocks and choices

  private mutating func block(_ statements: [Statement], expecting kind: Kind?) -> Code {
    scoped { compiler in
      var codes: [(code: Code, index: Int?)] = []
      for statement in statements.dropLast() { codes.append(compiler.inner(statement)) }
      guard case .expression(let value) = statements.last?.node else {
        return compiler.constant(.nothing)
      }
      let last = compiler.expression(value, expecting: kind)
      return { [codes] (frame) throws(Fault) in
        for (code, index) in codes {
          let value = try code(&frame)
          if let index { frame.locals[index] = value }
        }
        return try last(&frame)
      }
    }
  }

  private mutating func inner(_ statement: Statement) -> (code: Code, index: Int?) {
    switch statement.node {
    case .expression(let value): return (expression(value), nil)
    case .binding(let name, let value):
      if session.slot(named: name.text) != nil {
        let code = fault(
          .name, "The setup is not changed inside a block.", name.span,
          "ask with it: `estimate(\(name.text): …)`")
        return (code, nil)
      }
      let code = expression(value)
      return (code, local(name))
    case .function(let name, _, _):
      let code = fault(
        .syntax, "A function is defined at the top level, not inside a block.", name.span)
      return (code, local(name))
    }
  }

  private mutating func choice(
    _ condition: Expression, _ yes: Expression, _ no: Expression, expecting kind: Kind?
  ) -> Code {
    let test = expression(condition)
    let place = place(condition.span)
    check(condition) { (value) throws(Fault) in _ = try truth(value, place) }
    let (yes, no) = lazily {
      ($0.expression(yes, expecting: kind), $0.expression(no, expecting: kind))
    }
    return { (frame) throws(Fault) in
      try truth(try test(&frame), place) ? try yes(&frame) : try no(&frame)
    }
  }

  // MARK: fields, items, conversions, copies

  func field(_ code: @escaping Code, _ name: Name) -> Code {
    let place = place(name.span)
    let field = name.text
    return { (frame) throws(Fault) in try Language.field(field, of: try code(&frame), place) }
  }

  private mutating func item(_ base: Expression, _ index: Expression) -> Code {
    let (code, number) = (expression(base), expression(index))
    let (place, of) = (place(index.span), place(base.span))
    return { (frame) throws(Fault) in
      try Language.item(try number(&frame), place, of: try code(&frame), of)
    }
  }

  private mutating func conversion(_ value: Expression, _ unit: Expression) -> Code {
    let code = expression(value)
    guard let target = self.unit(unit) else {
      return fault(
        .name, "I know no unit `\(source.text(unit.span))`.", unit.span,
        Suggestion.hint(for: source.text(unit.span), in: Unit.all.map(\.name))
          ?? "for example `… in GiB`")
    }
    let (place, name) = (place(value.span), source.text(unit.span))
    return { (frame) throws(Fault) in
      let value = try code(&frame)
      if value.isMissing { return value }
      let quantity = try number(value, place)
      guard quantity.dimension == target.dimension else {
        let hint = quantity.dimension.ofMemory.map {
          "what one \($0.symbol) takes is in bytes/\($0.symbol): `… * 2 bytes/\($0.symbol)`"
        }
        throw .value(
          "This is \(quantity.dimension.name) and has no \(name).", at: place, hint: hint)
      }
      return .converted(Conversion(quantity, unit: name, scale: target.number))
    }
  }

  /// `GiB`, `bytes/param`: known before anything runs.
  private func unit(_ expression: Expression) -> Quantity? {
    switch expression.node {
    case .name(let name): return Unit.named(name).map { Quantity($0.scale, $0.dimension) }
    case .binary(let op, let left, let right) where op == .times || op == .over:
      guard let a = unit(left), let b = unit(right) else { return nil }
      return op == .times ? try? a * b : try? a / b
    default: return nil
    }
  }

  private mutating func changed(
    _ base: Expression, _ changes: [Argument], _ span: Span
  ) -> Code {
    let code = expression(base)
    let place = place(base.span)
    var fields: [(name: Name, code: Code, place: Place)] = []
    for change in changes {
      guard let label = change.label else {
        return fault(
          .syntax, "A change needs the name of what changes.", change.span,
          "for example `with (batch: 4)`")
      }
      if fields.contains(where: { $0.name.text == label.text }) {
        return fault(.argument, "`\(label.text)` is given twice.", change.span)
      }
      let kind = session.vocabulary.kind(ofChange: label.text)
      fields.append(
        (label, expression(change.value, expecting: kind), self.place(change.value.span)))
    }
    let source = source
    return { [fields] (frame) throws(Fault) in
      let value = try code(&frame)
      var changes: [Change] = []
      for (name, code, place) in fields {
        changes.append(
          Change(
            name: name.text, value: try code(&frame), label: Place(source, name.span),
            place: place))
      }
      return try copy(of: value, with: changes, place, frame.session)
    }
  }
}
