#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A line that says how far something long has come, where a person waits; it is gone at the end.
package final class Progress {
  /// Seconds: what ends sooner needs no words.
  private static let patience = 0.5
  private static let pause = 0.1
  /// Looks at the clock are rare beside the ticks.
  private static let ticksPerLook = 16

  private let isWatched: Bool
  private let output: Output
  private var start = Progress.now()
  private var last = 0.0
  private var ticks = 0
  private var share: Double?
  private var isShown = false

  package init(variables: Variables = .process) {
    isWatched = Screen.isTerminal(.errors) && Screen.canMove(variables)
    output = Output(.errors)
  }

  /// A wait begins: something was typed or is shown now. The line of the wait before it goes.
  package func begin() {
    guard isWatched else { return }
    if isShown { try? output.write("\r\u{1B}[K") }
    (start, share, isShown) = (Self.now(), nil, false)
  }

  /// Takes the share that is done, 0 to 1; nil where it is not known.
  package func advance(_ share: Double?) { self.share = share }

  /// Something is still being computed. To be called often.
  package func tick() {
    ticks += 1
    guard isWatched, ticks.isMultiple(of: Self.ticksPerLook) else { return }
    let now = Self.now()
    guard now - start >= Self.patience, now - last >= Self.pause || !isShown else { return }
    (last, isShown) = (now, true)
    let what = share.map { "\(Int(max(0, min(1, $0)) * 100)) % done" } ?? "at work"
    try? output.write("\r  \(what), Ctrl-C stops it\u{1B}[K")
  }

  private static func now() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
