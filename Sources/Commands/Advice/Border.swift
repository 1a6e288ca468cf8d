import Language

/// Where something stops holding that holds for all that is smaller.
enum Border {
  /// The last place with which something holds: by doubling steps from where it may be, then by halves,
  /// so that both sides of the border have been tried.
  ///
  /// - Returns: nil where it does not hold for the first.
  static func last(
    below end: Int, from start: Int = 0, _ holds: (Int) throws(Fault) -> Bool
  ) throws(Fault) -> Int? {
    guard end > 0 else { return nil }
    let start = min(max(start, 0), end - 1)
    var (low, high) = (-1, end)
    var step = 1
    if try holds(start) {
      low = start
      while low + step < end {
        guard try holds(low + step) else {
          high = low + step
          break
        }
        low += step
        step *= 2
      }
    } else {
      high = start
      while high > 0 {
        let next = max(0, high - step)
        if try holds(next) {
          low = next
          break
        }
        high = next
        step *= 2
      }
      if low < 0 { return nil }
    }
    while high - low > 1 {
      let middle = low + (high - low) / 2
      if try holds(middle) { low = middle } else { high = middle }
    }
    return low
  }
}
