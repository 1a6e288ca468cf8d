#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The environment's variables: those of the process, or a test's own.
package struct Variables: Sendable {
  private let values: [String: String]?

  /// Those of the process.
  package static let process = Variables(values: nil)

  /// A test's own.
  package init(_ values: [String: String]) {
    self.init(values: values)
  }

  private init(values: [String: String]?) {
    self.values = values
  }

  package subscript(_ name: String) -> String? {
    if let values { return values[name] }
    return getenv(name).map { String(cString: $0) }
  }

  /// The value when it is set and not empty, as most conventions ask.
  package func nonEmpty(_ name: String) -> String? {
    self[name].flatMap { $0.isEmpty ? nil : $0 }
  }
}
