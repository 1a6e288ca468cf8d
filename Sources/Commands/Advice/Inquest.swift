import Language
import MemoryModel
import Step

/// Looks for the tensor that a message of torch speaks of.
struct Inquest {
  let shortage: Shortage
  let tried: Int
  let asked: EstimateValue
  /// Bytes that the card has for segments, if that is known.
  let room: Int?

  /// Requests of one tensor, in one phase, of all layers.
  struct Suspect {
    /// The one that is meant, as far as the message tells: that fails on such a card, or at which as much
    /// is allocated, or the fullest.
    let request: MemoryRequest
    let count: Int
    let layers: Int
  }

  private var estimate: Estimate { asked.estimate }

  /// What has that size, the likeliest first.
  func suspects() -> [Suspect] {
    suspects(of: estimate)
  }

  private func suspects(of estimate: Estimate) -> [Suspect] {
    let meant = estimate.requests(room: room) { isMeant($0) }.filter { isMeant($0.bytes) }
    var groups: [[MemoryRequest]] = []
    for request in meant {
      let place = groups.firstIndex { isAlike($0[0], request) }
      if let place { groups[place].append(request) } else { groups.append([request]) }
    }
    return groups.map { group in
      Suspect(
        request: group.min { isLikelier($0, $1) } ?? group[0], count: group.count,
        layers: Set(group.compactMap(\.scene.layer)).count)
    }.sorted { isLikelier($0.request, $1.request) }
  }

  /// Where the step stops on such a card by the setup as it is; nil where it runs, or no card is known.
  func failure() -> MemoryRequest? {
    estimate.requests(room: room) { _ in false }.first { $0.isFailure }
  }

  func isMeant(_ bytes: Int) -> Bool {
    Shortage.isPrinted(segmentAsked(for: bytes), as: tried)
  }

  private func isAlike(_ a: MemoryRequest, _ b: MemoryRequest) -> Bool {
    a.name == b.name && a.scene.phase == b.scene.phase
      && a.scene.isRecomputing == b.scene.isRecomputing
  }

  private func isLikelier(_ a: MemoryRequest, _ b: MemoryRequest) -> Bool {
    if a.isFailure != b.isFailure { return a.isFailure }
    guard let allocated = shortage.allocated else { return a.allocated > b.allocated }
    return (a.allocated - allocated).magnitude < (b.allocated - allocated).magnitude
  }

  /// The sizes nearest to what was tried, each with what has it.
  func nearest() -> [Suspect] {
    let sizes = Set(estimate.sizesAsked.map { segmentAsked(for: $0) })
    let near = sizes.sorted { ($0 - tried).magnitude < ($1 - tried).magnitude }.prefix(2)
    return near.compactMap { size in
      let all = estimate.requests(room: nil) { segmentAsked(for: $0) == size }
      return all.max { $0.allocated < $1.allocated }.map {
        Suspect(request: $0, count: all.count, layers: 0)
      }
    }
  }
}

// Which batch or length would ask for that.
extension Inquest {
  /// Another setup that asks for a tensor of that size.
  struct Guess {
    let change: SetupChange
    let suspect: Suspect
    /// How many times as many, or as few, they are.
    let factor: Double
  }

  /// The largest tensors are looked at, for it is they that find no room.
  private static let mostPlaces = 8

  func guesses() -> [Guess] {
    let seq = guesses(.seq, below: 1 << 21, now: estimate.setup.seq) { $0.seq = $1 }
    let batch = guesses(.batch, below: 1 << 16, now: estimate.setup.batch) { $0.batch = $1 }
    let all = (seq + batch).filter { $0.factor <= 16 }.sorted { a, b in
      shortage.allocated == nil
        ? a.factor < b.factor : isLikelier(a.suspect.request, b.suspect.request)
    }
    return Array(all.prefix(3))
  }

  private func guesses(
    _ slot: SetupSlot, below end: Int, now: Int, _ set: (inout Setup, Int) -> Void
  ) -> [Guess] {
    func estimate(_ count: Int) -> Estimate? {
      var setup = self.estimate.setup
      set(&setup, count)
      return try? Step.estimate(setup)
    }
    let sizes = self.estimate.sizesAsked
    guard let doubled = estimate(2 * now)?.sizesAsked, doubled.count == sizes.count else {
      return []
    }
    let growing = sizes.indices.filter { doubled[$0] > sizes[$0] && sizes[$0] > 1 << 20 }
    let places = growing.sorted { sizes[$0] > sizes[$1] }.prefix(Self.mostPlaces)
    var found: [Guess] = []
    for place in places {
      func segment(_ count: Int) -> Int? {
        let all = estimate(count)?.sizesAsked
        return all.flatMap { $0.count == sizes.count ? segmentAsked(for: $0[place]) : nil }
      }
      guard let count = roundest(below: end, segment), count != now,
        !found.contains(where: { $0.change.line == SetupChange(slot, count).line }),
        let other = estimate(count), let suspect = suspects(of: other).first
      else { continue }
      let factor = Double(max(count, now)) / Double(min(count, now))
      found.append(Guess(change: SetupChange(slot, count), suspect: suspect, factor: factor))
    }
    return found
  }

  /// Of the counts with which a segment is as large as was tried, the one that the most powers of two
  /// divide: as people choose them.
  private func roundest(below end: Int, _ segment: (Int) -> Int?) -> Int? {
    func first(_ isReached: (Int) -> Bool) -> Int {
      var (low, high) = (0, end)
      while high - low > 1 {
        let middle = low + (high - low) / 2
        if isReached(segment(middle) ?? .max) { high = middle } else { low = middle }
      }
      return high
    }
    let begin = first { $0 >= tried || Shortage.isPrinted($0, as: tried) }
    let end = first { $0 > tried && !Shortage.isPrinted($0, as: tried) }
    guard begin < end else { return nil }
    return (begin..<end).prefix(100_000).max { $0.trailingZeroBitCount < $1.trailingZeroBitCount }
  }
}
