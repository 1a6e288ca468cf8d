#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Watches how much of the machine's stack is used, so that deep recursion ends in a message.
///
/// The depth of calls alone says little: what one call takes depends on its expression.
struct StackGuard {
  private var start: UInt = 0
  private var budget: UInt = 0

  var isSet: Bool { start != 0 }

  /// A guard that starts here.
  static func set() -> StackGuard {
    var guarded = StackGuard()
    guarded.start = here()
    return guarded
  }

  /// Whether another call may be entered.
  var hasRoom: Bool {
    mutating get {
      let here = Self.here()
      let used = start > here ? start - here : here - start
      // Asking the system for the stack's size takes longer than many programs run.
      if used < Self.unasked { return true }
      if budget == 0 { budget = Self.size / 2 }
      return used < budget
    }
  }

  /// Every thread has this much.
  private static let unasked: UInt = 128 << 10

  /// The size of a thread's stack, as far as the system says.
  private static var size: UInt {
    let (least, most): (UInt, UInt) = (512 << 10, 8 << 20)
    #if canImport(Glibc)
      // What a process may take for its first thread is what the C library gives to others.
      var limit = rlimit()
      guard getrlimit(__rlimit_resource_t(RLIMIT_STACK.rawValue), &limit) == 0 else { return least }
      return limit.rlim_cur > most ? 2 << 20 : max(UInt(limit.rlim_cur), least)
    #else
      return min(max(UInt(pthread_get_stacksize_np(pthread_self())), least), most)
    #endif
  }

  /// An address on the stack.
  @inline(never)
  private static func here() -> UInt {
    var marker = 0
    return withUnsafeMutablePointer(to: &marker) { UInt(bitPattern: $0) }
  }
}
