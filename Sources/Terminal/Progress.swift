#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A line that says how far something long has come, where a person waits; it is gone at the end.
package final class Progress {
  /// What ends sooner needs no words.
  private static let patience = 0.5
  private static let pause = 0.1

  private let isWatched: Bool
  private let output: Output
  private var start: Double?
  private var last = 0.0
  private var isShown = false

  package init(variables: Variables = .process) {
    isWatched = Screen.isTerminal(.errors) && Screen.canMove(variables)
    output = Output(.errors)
  }

  /// Takes the share that is done, 0 to 1; nil at the end.
  package func show(_ share: Double?) {
    guard isWatched else { return }
    guard let share else {
      if isShown { try? output.write("\r\u{1B}[K") }
      (start, isShown) = (nil, false)
      return
    }
    let now = Self.now()
    guard let start else {
      start = now
      return
    }
    guard now - start >= Self.patience, now - last >= Self.pause || !isShown else { return }
    (last, isShown) = (now, true)
    let percent = Int(max(0, min(1, share)) * 100)
    try? output.write("\r  \(percent) % done, Ctrl-C stops it\u{1B}[K")
  }

  private static func now() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
