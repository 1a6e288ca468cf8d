/// Finds what a misspelt name was meant to be.
package enum Suggestion {
  /// The candidate nearest to `name`, when it is near enough to be a slip.
  ///
  /// Not "cd" for "a": a third of the letters may differ, and at least one must agree. Of numbers
  /// digits may be swapped, no more: another one is another thing.
  package static func nearest(to name: String, in candidates: some Sequence<String>) -> String? {
    let wanted = Array(name.lowercased().utf8)
    let numbers = Numbers(name)
    // With numbers it is the name of one thing among many, and two letters make another of it.
    let allowed = numbers.isEmpty ? max(1, wanted.count / 3) : min(2, max(1, wanted.count / 3))
    var best: (name: String, distance: Int)?
    for candidate in candidates {
      let other = Array(candidate.lowercased().utf8)
      guard other.count <= wanted.count + allowed, wanted.count <= other.count + allowed else {
        continue
      }
      let distance = distance(wanted, other)
      guard distance <= allowed, distance < max(wanted.count, other.count),
        Numbers(candidate).mayBe(numbers)
      else { continue }
      if distance < best?.distance ?? Int.max { best = (candidate, distance) }
    }
    return best?.name ?? completed(name, in: candidates)
  }

  /// What a beginning of at least three letters stands for: `optim` for `optimizer`.
  private static func completed(_ name: String, in candidates: some Sequence<String>) -> String? {
    guard name.utf8.count >= 3 else { return nil }
    let start = name.lowercased()
    return candidates.filter {
      $0.lowercased().hasPrefix(start) && haveSameNumbers($0, name)
    }.min { $0.utf8.count < $1.utf8.count }
  }

  /// Whether the numbers in two names may be the same, as they are or with digits swapped.
  static func haveSameNumbers(_ a: String, _ b: String) -> Bool { Numbers(a).mayBe(Numbers(b)) }

  /// The numbers in a name, one after another.
  private struct Numbers {
    private let runs: [Substring]

    init(_ name: String) {
      runs = name.split { !("0"..."9").contains($0) }
    }

    var isEmpty: Bool { runs.isEmpty }

    /// `qwen25_7b` is `qwen2_5_7b` without a sign; the last number, the size, is whole.
    func mayBe(_ other: Numbers) -> Bool {
      if runs == other.runs { return true }
      if runs.last == other.runs.last { return runs.joined() == other.runs.joined() }
      return runs.count == other.runs.count
        && zip(runs, other.runs).allSatisfy { $0.sorted() == $1.sorted() }
    }
  }

  /// ``did you mean `x`?``, or nil.
  package static func hint(for name: String, in candidates: some Sequence<String>) -> String? {
    nearest(to: name, in: candidates).map { "did you mean `\($0)`?" }
  }

  /// Whether one letter more, less or other, or two that changed places, lie between two words.
  static func isOneEdit(_ a: [UInt8], _ b: [UInt8]) -> Bool {
    if abs(a.count - b.count) > 1 { return false }
    let shorter = min(a.count, b.count)
    var (same, alike) = (0, 0)
    while same < shorter, a[same] == b[same] { same += 1 }
    while same + alike < shorter, a[a.count - 1 - alike] == b[b.count - 1 - alike] { alike += 1 }
    let (own, others) = (a.count - same - alike, b.count - same - alike)
    if own == 2, others == 2 { return a[same] == b[same + 1] && a[same + 1] == b[same] }
    return own <= 1 && others <= 1 && own + others > 0
  }

  /// Names in backticks; so many that they can be read, and `…` for the others.
  static func listed(_ names: [String], most: Int = 12) -> String {
    let shown = names.prefix(most).map { "`\($0)`" }.joined(separator: ", ")
    return names.count > most ? shown + ", …" : shown
  }

  /// The fewest insertions, deletions, replacements and swaps of neighbours between two words.
  private static func distance(_ a: [UInt8], _ b: [UInt8]) -> Int {
    var before: [Int] = []
    var last = Array(0...b.count)
    for i in a.indices {
      var row = [i + 1]
      for j in b.indices {
        var cost = min(row[j] + 1, last[j + 1] + 1, last[j] + (a[i] == b[j] ? 0 : 1))
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
          cost = min(cost, before[j - 1] + 1)
        }
        row.append(cost)
      }
      (before, last) = (last, row)
    }
    return last[b.count]
  }
}
