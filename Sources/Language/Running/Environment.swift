/// The names that are bound, each with its place among the values of the session.
///
/// A value, so that a line that turns out broken leaves no names behind.
struct Environment: Sendable {
  private var indices: [String: Int] = [:]
  /// The parameters of functions, as far as they are known before running.
  private var signatures: [String: Signature] = [:]
  /// Names that were taken back. Functions may still look at their places: a name that comes back
  /// has its own again.
  private var forgotten: [String: Int] = [:]
  private(set) var count = 0

  subscript(_ name: String) -> Int? { indices[name] }

  func signature(_ name: String) -> Signature? { signatures[name] }

  /// Declares a name that is to be bound; one that is known keeps its place. Without a signature
  /// calls of it are checked when they run.
  mutating func declare(_ name: String, signature: Signature? = nil) -> Int {
    signatures[name] = signature
    if let index = indices[name] { return index }
    if let index = forgotten.removeValue(forKey: name) {
      indices[name] = index
      return index
    }
    indices[name] = count
    count += 1
    return count - 1
  }

  /// Takes a name back, as if it had never been bound.
  mutating func forget(_ name: String) {
    signatures[name] = nil
    forgotten[name] = indices.removeValue(forKey: name)
  }

  /// A name that was taken back after its statement was made ready is bound all the same.
  mutating func recall(_ name: String) {
    if let index = forgotten.removeValue(forKey: name) { indices[name] = index }
  }

  /// The names of places, of those that were taken back, too.
  func names(at places: Set<Int>) -> [(name: String, index: Int)] {
    (Array(indices) + Array(forgotten)).filter { places.contains($0.value) }
      .sorted { $0.value < $1.value }.map { ($0.key, $0.value) }
  }

  /// In the order in which they were declared, so that suggestions are the same in every run.
  var names: [String] { indices.sorted { $0.value < $1.value }.map(\.key) }
}

/// A function's or a script's own values while it runs.
package struct Frame {
  package let session: Session
  var locals: [Value]

  init(_ session: Session, locals: [Value]) {
    self.session = session
    self.locals = locals
  }

  init(_ session: Session, size: Int) {
    self.session = session
    locals = size == 0 ? [] : [Value](repeating: .nothing, count: size)
  }
}

/// An expression made ready to be evaluated: names are places, choices are values.
typealias Code = @Sendable (_ frame: inout Frame) throws(Fault) -> Value
