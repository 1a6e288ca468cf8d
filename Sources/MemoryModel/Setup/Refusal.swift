/// Why a setup cannot be answered: what was seen, what was expected, and what to try.
package struct Refusal: Error, Sendable, Hashable {
  package let message: String
  package let hint: String?

  package init(_ message: String, hint: String? = nil) {
    self.message = message
    self.hint = hint
  }
}
