// How faults are kept.
extension Compiler {
  /// Faults beyond so many are only counted.
  private static let mostFaults = 100

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
  static let nothing: Code = { (_) throws(Fault) in .nothing }
}
