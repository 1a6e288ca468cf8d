/// Watches how much of the machine's stack is used, so that deep recursion ends in a message.
///
/// The depth of calls alone says little: what one call takes depends on its expression.
struct StackGuard {
  private var start: UInt = 0

  /// A main thread has 8 MB on Linux and macOS; evaluation may use less than half of it.
  private static let budget: UInt = 3 << 20

  var isSet: Bool { start != 0 }

  /// Runs a body with a guard that starts here.
  mutating func measured<Result>(_ body: (StackGuard) -> Result) -> Result {
    start = Self.here()
    return body(self)
  }

  var hasRoom: Bool {
    let here = Self.here()
    return (start > here ? start - here : here - start) < Self.budget
  }

  /// An address on the stack.
  @inline(never)
  private static func here() -> UInt {
    var marker = 0
    return withUnsafeMutablePointer(to: &marker) { UInt(bitPattern: $0) }
  }
}
