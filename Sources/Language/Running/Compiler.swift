/// Makes a script ready to run: every name is resolved to a place once, choices become values, and
/// arguments are bound to parameters, so that what cannot work is found before anything runs.
struct Compiler {
  let session: Session
  let source: Source
  var environment: Environment
  var faults: [Diagnostic] = []
  /// How many faults there are beyond those: they are counted and not worked out.
  var further = 0
  /// What is worth telling of names that were taken for others.
  private(set) var notes: [String] = []
  var scope = Scope()
  /// Rows of tables that expressions stand in, by the numbers that the scope has for them.
  var rows: [RowNames] = []
  /// Places that the code needs for local names.
  private(set) var size = 0
  /// Whether a file was loaded above, so that a name may come from there.
  var mayBeLoaded = false
  private let isLibrary: Bool
  /// Names of the session, and of one call, that are read here.
  private(set) var uses: Set<String> = []
  /// Names that words vary.
  var varied: [Name] = []
  /// Names called unknown by now: each is said once.
  var strangers: Set<String> = []
  /// Values of the statement's expressions that need nothing to run, by where they stand.
  var known: [Span: Value] = [:]
  /// The value of the name or literal that was just made ready, where it is known.
  var folded: Value?
  /// Whether what is made ready now may never be evaluated.
  var isLazy = false

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
    /// Whether it is about the conversation and no part of the work: `help`, `undo`.
    var isAside = false

    /// The name that it binds.
    var bound: String? {
      if case .bind(let variable) = effect { variable.name } else { nil }
    }
  }

  init(_ session: Session, _ source: Source, _ environment: Environment) {
    self.init(session, source, environment, isLibrary: false)
  }

  /// For an entry of the library: it sees the words and other entries, not what the user bound.
  static func library(_ session: Session, _ source: Source) -> Compiler {
    Compiler(session, source, Environment(), isLibrary: true)
  }

  private init(
    _ session: Session, _ source: Source, _ environment: Environment, isLibrary: Bool
  ) {
    self.session = session
    self.source = source
    self.environment = environment
    self.isLibrary = isLibrary
  }

  mutating func compile(_ script: Script) -> [Step] {
    var declared: Set<String> = []
    // What an entry of the library binds is its own name alone, and it has no place.
    if !isLibrary { for statement in script.statements { declare(statement, &declared) } }
    let steps = script.statements.map { step($0) }
    faults = Self.once(faults.sorted { $0.start < $1.start })
    return steps
  }

  func place(_ span: Span) -> Place { Place(source, span) }

  // MARK: statements

  /// Names that a script binds anywhere may be used in a function that stands above.
  private mutating func declare(_ statement: Statement, _ declared: inout Set<String>) {
    let name: Name
    var signature: Signature?
    switch statement.node {
    case .expression: return
    case .binding(let bound, _): name = bound
    case .function(let bound, let formals, _):
      name = bound
      signature = Self.signature(formals)
    }
    guard isFree(name) else { return }
    // Bound twice in one script, a call of it may mean either.
    let isFirst = declared.insert(name.text).inserted
    _ = environment.declare(name.text, signature: isFirst ? signature : nil)
  }

  private static func signature(_ formals: [Formal]) -> Signature {
    Signature(
      formals: formals.map(\.name.text), isOptional: formals.map { $0.fallback != nil })
  }

  /// Whether a name may be bound; says so where it may not.
  private mutating func isFree(_ name: Name) -> Bool {
    if session.vocabulary[name.text] != nil {
      fault(
        .name, "`\(name.text)` is a word of the language and cannot be bound.", name.span,
        session.vocabulary.hint(forForeign: name.text)
          ?? "choose another name, for example `my_\(name.text)`")
      return false
    }
    return isNoLiteral(name)
  }

  private mutating func isNoLiteral(_ name: Name) -> Bool {
    guard let value = Self.literals[name.text] else { return true }
    let meaning =
      value.isMissing ? "a figure that nobody knows" : value == .truth(true) ? "true" : "false"
    fault(
      .name, "`\(name.text)` always means \(meaning).", name.span, "choose another name")
    return false
  }

  private mutating func step(_ statement: Statement) -> Step {
    scope = Scope()
    rows = []
    known = [:]
    size = 0
    switch statement.node {
    case .expression(let value):
      let code = expression(value)
      return Step(
        effect: .answer, code: code, size: size, place: place(statement.span),
        isAside: isAside(value))
    case .binding(let name, let value):
      let variable = global(name)
      let code =
        variable.kind == nil && !isLibrary
        ? free(value, of: name) : expression(value, expecting: variable.kind)
      if let kind = variable.kind { check(value, kind, of: name.text) }
      return Step(effect: .bind(variable), code: code, size: size, place: place(value.span))
    case .function(let name, let formals, let body):
      let variable = global(name)
      if variable.kind != nil {
        fault(
          .name, "`\(name.text)` is a name of the setup and cannot be a function.", name.span,
          "choose another name, for example `my_\(name.text)`")
      }
      let code = function(name, formals, body)
      return Step(effect: .bind(variable), code: code, size: 0, place: place(statement.span))
    }
  }

  /// The place of a top-level name. One that may not be bound has been reported by now, and its
  /// place is never used.
  private func global(_ name: Name) -> Variable {
    let index = environment[name.text]
    let slot = isLibrary ? nil : index.flatMap { session.slot(at: $0) }
    return Variable(
      name: name.text, place: place(name.span), kind: slot?.kind, storage: .global(index ?? 0))
  }

  private mutating func function(_ name: Name, _ formals: [Formal], _ body: Expression) -> Code {
    // Parameters have the first places, whatever else their defaults need.
    size = formals.count
    var fallbacks: [Code?] = []
    var slots: [Function.Parameter] = []
    for (index, formal) in formals.enumerated() {
      // A default may use the parameters before it.
      let slot = session.slotIndex(named: formal.name.text)
      let kind = slot.map { session.vocabulary.slots[$0].kind }
      fallbacks.append(formal.fallback.map { expression($0, expecting: kind) })
      if let slot {
        // It stands for the setup's own name, so that questions see it.
        slots.append(Function.Parameter(index: index, slot: slot))
      } else if isNoLiteral(formal.name) {
        scope.add(formal.name.text, at: index)
      }
    }
    let code = expression(body)
    let function = Function(
      name: name.text, signature: Self.signature(formals), fallbacks: fallbacks, slots: slots,
      body: code, size: size, place: place(name.span))
    return { (_) throws(Fault) in .function(function) }
  }

  // MARK: places

  /// A new place for a name of a function or block.
  mutating func local(_ name: Name) -> Int {
    let index = spot()
    if isNoLiteral(name) { scope.add(name.text, at: index) }
    return index
  }

  /// A new place for a value without a name.
  mutating func spot() -> Int {
    size += 1
    return size - 1
  }

  /// Compiles in a scope of its own.
  mutating func scoped(_ body: (inout Compiler) -> Code) -> Code {
    let outer = scope
    defer { scope = outer }
    return body(&self)
  }

  // MARK: names

  static let literals: [String: Value] = [
    "missing": .missing,
    "true": .truth(true), "false": .truth(false), "on": .truth(true), "off": .truth(false),
    "yes": .truth(true), "no": .truth(false),
  ]

  /// A bare name: a choice where one is expected, then a column of the row or what is bound, then
  /// the words, the catalog and the units.
  mutating func name(_ name: String, _ span: Span, expecting kind: Kind?) -> Code {
    if let meaning = kind?.meaning(of: name) { return constant(meaning) }
    if let literal = Self.literals[name] { return constant(literal) }
    switch scope.find(name) {
    case .local(let index):
      use(name)
      return { (frame) throws(Fault) in frame.locals[index] }
    case .row(let row, let outside):
      let code = column(name, span, row, outside) { $0.name(name, span, expecting: kind) }
      // What it is outside of the row is not yet what it is.
      folded = nil
      return code
    case nil: return topLevel(name, span, expecting: kind)
    }
  }

  /// A name that no function, block or row has.
  mutating func topLevel(_ name: String, _ span: Span, expecting kind: Kind? = nil) -> Code {
    if let index = environment[name] { return read(index, name, span) }
    if let word = session.vocabulary[name] { return call(word, [], span) }
    switch session.entry(name) {
    case .value(let value): return constant(value)
    case .broken(let diagnostic): return broken(diagnostic.called(from: place(span)))
    case .unknown: break
    }
    if let unit = Unit.named(name) {
      return constant(.quantity(Quantity(unit.scale, unit.dimension)))
    }
    if let (value, note) = try? session.library(meantBy: name) {
      notes += note.map { [$0] } ?? []
      return constant(value)
    }
    return unknown(name, span, expecting: kind)
  }

  /// Notes that a name of the session is read here.
  mutating func use(_ name: String) { uses.insert(name) }

  mutating func read(_ index: Int, _ name: String, _ span: Span) -> Code {
    let place = place(span)
    use(name)
    let isSlot = !isLibrary && session.slot(at: index) != nil
    if isSlot { noteAsking() }
    return { (frame) throws(Fault) in
      if isSlot { frame.session.noteSetupRead() }
      guard let value = frame.session.value(at: index) else {
        throw .value(
          "`\(name)` has no value yet.", at: place, hint: "bind it before this line runs")
      }
      return value
    }
  }
}
