/// Makes a script ready to run: every name is resolved to a place once, choices become values, and
/// arguments are bound to parameters, so that what cannot work is found before anything runs.
struct Compiler {
  let session: Session
  let source: Source
  var environment: Environment
  private(set) var faults: [Diagnostic] = []
  /// The names of parameters and blocks, the innermost last.
  var scope: [(name: String, index: Int)] = []
  /// Places that the code needs for them.
  private(set) var size = 0

  /// A statement made ready.
  struct Step: Sendable {
    enum Effect: Sendable {
      case bind(Variable)
      case answer
    }

    let effect: Effect
    let code: Code
    let size: Int
    let place: Place
  }

  init(_ session: Session, _ source: Source, _ environment: Environment) {
    self.session = session
    self.source = source
    self.environment = environment
  }

  mutating func compile(_ script: Script) -> [Step] {
    for statement in script.statements { declare(statement) }
    return script.statements.map { step($0) }
  }

  func place(_ span: Span) -> Place { Place(source, span) }

  // MARK: statements

  /// Names that a script binds anywhere may be used in a function that stands above.
  private mutating func declare(_ statement: Statement) {
    switch statement.node {
    case .binding(let name, _): if isFree(name) { _ = environment.declare(name.text) }
    case .function(let name, let formals, _):
      let signature = Environment.Signature(
        formals: formals.map(\.name.text), required: formals.count { $0.fallback == nil })
      if isFree(name) { _ = environment.declare(name.text, signature: signature) }
    case .expression: break
    }
  }

  /// Whether a name may be bound; says so where it may not.
  private mutating func isFree(_ name: Name) -> Bool {
    if session.vocabulary[name.text] != nil {
      fault(
        .name, "`\(name.text)` is a word of the language and cannot be bound.", name.span,
        "choose another name, for example `my_\(name.text)`")
      return false
    }
    if Self.truths[name.text] != nil {
      fault(.name, "`\(name.text)` is a truth and cannot be bound.", name.span)
      return false
    }
    return true
  }

  private mutating func step(_ statement: Statement) -> Step {
    scope = []
    size = 0
    switch statement.node {
    case .expression(let value):
      let code = expression(value)
      return Step(effect: .answer, code: code, size: size, place: place(statement.span))
    case .binding(let name, let value):
      let variable = global(name)
      let code = expression(value, expecting: variable.kind)
      return Step(effect: .bind(variable), code: code, size: size, place: place(value.span))
    case .function(let name, let formals, let body):
      let variable = global(name)
      if variable.kind != nil {
        fault(
          .name, "`\(name.text)` is a name of the setup and cannot be a function.", name.span)
      }
      let code = function(name, formals, body)
      return Step(effect: .bind(variable), code: code, size: 0, place: place(statement.span))
    }
  }

  /// The place of a top-level name. One that may not be bound has been reported by now.
  private func global(_ name: Name) -> Variable {
    let index = environment[name.text] ?? 0
    return Variable(
      name: name.text, place: place(name.span), kind: session.slot(at: index)?.kind,
      storage: .global(index))
  }

  private mutating func function(_ name: Name, _ formals: [Formal], _ body: Expression) -> Code {
    var fallbacks: [Code?] = []
    for formal in formals {
      // A default may use the parameters before it.
      fallbacks.append(formal.fallback.map { expression($0) })
      _ = local(formal.name.text)
    }
    let code = expression(body)
    let function = Function(
      name: name.text, formals: formals.map(\.name.text), fallbacks: fallbacks, body: code,
      size: size, place: place(name.span))
    return { (_) throws(Fault) in .function(function) }
  }

  // MARK: places

  /// A new place for a name of a function or block.
  mutating func local(_ name: String) -> Int {
    let index = size
    size += 1
    scope.append((name, index))
    return index
  }

  /// Compiles in a scope of its own.
  mutating func scoped(_ body: (inout Compiler) -> Code) -> Code {
    let outer = scope
    defer { scope = outer }
    return body(&self)
  }

  // MARK: names

  static let truths: [String: Value] = [
    "true": .truth(true), "false": .truth(false), "on": .truth(true), "off": .truth(false),
    "yes": .truth(true), "no": .truth(false),
  ]

  /// A bare name: a choice where one is expected, then what is bound, then the words, the catalog
  /// and the units.
  mutating func name(_ name: String, _ span: Span, expecting kind: Kind?) -> Code {
    if let meaning = kind?.meaning(of: name) { return constant(meaning) }
    if let truth = Self.truths[name] { return constant(truth) }
    if let index = scope.last(where: { $0.name == name })?.index {
      return { (frame) throws(Fault) in frame.locals[index] }
    }
    if let index = environment[name] { return read(index, name, span) }
    if let word = session.vocabulary[name] { return call(word, [], span) }
    switch session.entry(name) {
    case .value(let value): return constant(value)
    case .broken(let diagnostic): return broken(diagnostic)
    case .unknown: break
    }
    if let unit = Unit.named(name) {
      return constant(.quantity(Quantity(unit.scale, unit.dimension)))
    }
    return unknown(name, span, expecting: kind)
  }

  private func read(_ index: Int, _ name: String, _ span: Span) -> Code {
    let place = place(span)
    return { (frame) throws(Fault) in
      guard let value = frame.session.globals[index] else {
        throw .value(
          "`\(name)` has no value yet.", at: place, hint: "bind it before this line runs")
      }
      return value
    }
  }

  private mutating func unknown(_ name: String, _ span: Span, expecting kind: Kind?) -> Code {
    let choices = kind?.choices ?? []
    guard choices.isEmpty else {
      let hint =
        Suggestion.hint(for: name, in: choices.map(\.name))
        ?? "it takes " + list(choices.map(\.name))
      return fault(.name, "`\(name)` is none of the choices here.", span, hint)
    }
    let slot = session.vocabulary.slots.first { $0.kind.meaning(of: name) != nil }
    let hint =
      Suggestion.hint(for: name, in: candidates)
      ?? slot.map { "it is a choice of `\($0.name)`: write it in quotes to use it elsewhere" }
    return fault(.name, "I know no name `\(name)`.", span, hint)
  }

  private func list(_ names: [String]) -> String {
    names.map { "`\($0)`" }.joined(separator: ", ")
  }

  /// All that a bare name may be here.
  private var candidates: [String] {
    let vocabulary = session.vocabulary
    return scope.map(\.name) + environment.names + vocabulary.words.map(\.name)
      + vocabulary.library.names() + Unit.all.map(\.name)
  }

  // MARK: faults

  /// Notes a fault and stands in for the code that could not be made.
  @discardableResult
  mutating func fault(
    _ kind: Diagnostic.Kind, _ message: String, _ span: Span, _ hint: String? = nil
  ) -> Code {
    broken(Diagnostic(kind, message, at: place(span), hint: hint))
  }

  @discardableResult
  mutating func broken(_ diagnostic: Diagnostic) -> Code {
    faults.append(diagnostic)
    return { (_) throws(Fault) in throw .broken(diagnostic) }
  }

  /// Compiles once more what was compiled before, without saying its faults again.
  mutating func quietly(_ body: (inout Compiler) -> Code) -> Code {
    let known = faults
    defer { faults = known }
    return body(&self)
  }

  func constant(_ value: Value) -> Code { { (_) throws(Fault) in value } }
}
