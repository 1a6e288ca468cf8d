// What is wrong with names, and how faults are kept.
extension Compiler {

  /// Faults beyond so many are only counted.
  private static let mostFaults = 100

  mutating func unknown(_ name: String, _ span: Span, expecting kind: Kind?) -> Code {
    // What was meant takes a search among all names.
    if isFull { return counted() }
    let vocabulary = session.vocabulary
    guard kind?.choices.isEmpty != false else { return noChoice(name, span, kind) }
    if mayBeLoaded { return read(environment.declare(name), name, span) }
    if strangers.contains(name) { return Self.nothing }
    if let unmodelled = vocabulary.unmodelled(name, at: place(span)) { return broken(unmodelled) }
    let slot = vocabulary.slots.first { $0.kind.meaning(of: name) != nil }
    let hint =
      kind?.element?.meaning(of: name).map { _ in "a list is expected: `[\(name)]`" }
      ?? slot.map { "it is a choice of `\($0.name)`: write it in quotes to use it elsewhere" }
      ?? vocabulary.hint(forForeign: name) ?? Habits.hint(for: name)
      ?? Suggestion.hint(for: name, in: candidates)
    return unknown(name, "I know no name `\(name)`.", span, hint)
  }

  /// Compiles what may turn out not to be needed: its faults are given back and not noted.
  mutating func attempt(
    _ body: (inout Compiler) -> Code
  ) -> (code: Code, fault: Diagnostic?) {
    let (known, named) = (faults, strangers)
    faults = []
    strangers = []
    let code = body(&self)
    let fault = faults.first
    (faults, strangers) = (known, named)
    return (code, fault)
  }

  /// Says once that a name is unknown.
  mutating func unknown(
    _ name: String, _ message: String, _ span: Span, _ hint: String?
  ) -> Code {
    strangers.insert(name).inserted ? fault(.name, message, span, hint) : Self.nothing
  }

  /// All that a bare name may be here.
  var candidates: [String] {
    let vocabulary = session.vocabulary
    return scope.names + environment.names + vocabulary.words.map(\.name)
      + vocabulary.library.names() + Unit.all.map(\.name) + Self.literals.keys.sorted()
  }

  /// Notes a fault and stands in for the code that could not be made.
  @discardableResult
  mutating func fault(
    _ kind: Diagnostic.Kind, _ message: String, _ span: Span, _ hint: String? = nil
  ) -> Code {
    broken(Diagnostic(kind, message, at: place(span), hint: hint))
  }

  @discardableResult
  mutating func broken(_ diagnostic: Diagnostic) -> Code {
    if isFull { return counted() }
    faults.append(diagnostic)
    return { (_) throws(Fault) in throw .broken(diagnostic) }
  }

  /// Whether further faults are only counted.
  var isFull: Bool { faults.count >= Self.mostFaults }

  mutating func counted() -> Code {
    further += 1
    return Self.nothing
  }

  /// Stands in for code that never runs, where the fault is said elsewhere.
  private static let nothing: Code = { (_) throws(Fault) in .nothing }
}
