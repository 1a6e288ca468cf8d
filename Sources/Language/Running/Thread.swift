#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A thread of the system. Those of Swift's tasks have stacks of 512 KiB, too little for functions that
/// call themselves, and come with a start-up of their own.
struct Thread {
  private let thread: pthread_t

  private final class Body {
    let run: @Sendable () -> Void
    init(_ run: @escaping @Sendable () -> Void) { self.run = run }
  }

  /// Nil where the system gives no more.
  init?(_ run: @escaping @Sendable () -> Void) {
    let body = Unmanaged.passRetained(Body(run))
    var attributes = pthread_attr_t()
    pthread_attr_init(&attributes)
    defer { pthread_attr_destroy(&attributes) }
    #if canImport(Glibc)
      // Its stack is as large as the first thread's.
      var started = pthread_t()
      let status = pthread_create(&started, &attributes, { Thread.enter($0) }, body.toOpaque())
      guard status == 0 else {
        body.release()
        return nil
      }
      thread = started
    #else
      pthread_attr_setstacksize(&attributes, 8 << 20)
      var created: pthread_t?
      let status = pthread_create(&created, &attributes, { Thread.enter($0) }, body.toOpaque())
      guard status == 0, let started = created else {
        body.release()
        return nil
      }
      thread = started
    #endif
  }

  private static func enter(_ body: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    if let body { Unmanaged<Body>.fromOpaque(body).takeRetainedValue().run() }
    return nil
  }

  /// Waits for its end.
  func join() { pthread_join(thread, nil) }

  /// Half a millisecond.
  static func pause() { usleep(500) }

  /// Nanoseconds since some moment.
  static var now: Int {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Int(time.tv_sec) * 1_000_000_000 + Int(time.tv_nsec)
  }
}
