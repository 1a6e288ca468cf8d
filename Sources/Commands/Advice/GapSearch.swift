import Language
import MemoryModel
import Step

/// Which of an estimate's sums was measured.
enum GapFigure: String {
  case total, reserved, allocated

  func bytes(_ estimate: Estimate) -> Int { estimate.bytes(of: rawValue) ?? 0 }

  /// How far a figure may be from what was measured, and still be it.
  func doubt(_ estimate: Estimate, _ measured: Int) -> Int {
    let margin = Int(estimate.evidence.margin * Double(measured))
    // Contexts of 300 to 600 MB are reported, where an estimate takes 500.
    return self == .total ? margin + 200_000_000 : margin
  }

  /// Who shows it.
  var source: String {
    switch self {
    case .total: "as nvidia-smi shows it"
    case .reserved: "reserved"
    case .allocated: "allocated"
    }
  }
}

/// Looks for other settings with which an estimate is what was measured.
struct GapSearch {
  let session: Session
  let measured: Int
  let figure: GapFigure
  let place: Place

  /// A setup that may have run, and what its figure is.
  struct Explanation {
    let supposition: Supposition
    let bytes: Int
  }

  func explanation(_ supposition: Supposition) throws(Fault) -> Explanation? {
    try session.asking(supposition.change) { () throws(Fault) in
      let estimate = try session.estimate(at: place).estimate
      return Explanation(supposition: supposition, bytes: figure.bytes(estimate))
    }
  }

  func singles(_ setup: Setup) throws(Fault) -> [Explanation] {
    var all: [Explanation] = []
    for supposition in Supposition.all(for: setup) {
      if let one = try explanation(supposition) { all.append(one) }
    }
    return all
  }

  /// Of more or fewer tokens and sequences there is nearly always a count with which it is just that.
  func counts(_ estimate: Estimate) throws(Fault) -> [Explanation] {
    let setup = estimate.setup
    var all: [Explanation] = []
    for (slot, now) in [(SetupSlot.seq, setup.seq), (.batch, setup.batch)] {
      if let one = try nearest(slot, now: now, beside: figure.bytes(estimate) - estimate.allocated)
      {
        all.append(one)
      }
    }
    return all
  }

  /// As many as somebody waits for.
  private static let mostPairs = 60

  /// Two at once, of those that alone make some difference.
  func pairs(of singles: [Explanation], _ estimate: Estimate) throws(Fault) -> [Explanation] {
    let now = figure.bytes(estimate)
    let telling = singles.filter { ($0.bytes - now).magnitude >= 1 << 20 }
    var pairs: [(both: Supposition, distance: Int)] = []
    for (place, one) in telling.enumerated() {
      for other in telling[(place + 1)...]
      where one.supposition.change.places.isDisjoint(with: other.supposition.change.places) {
        let both = one.supposition + other.supposition
        // What is allocated is known without a replay, and what else there is is mostly about as much.
        guard let allocated = try allocated(both.change) else { continue }
        pairs.append((both, abs(allocated + now - estimate.allocated - measured)))
      }
    }
    var all: [Explanation] = []
    for pair in pairs.sorted(by: { $0.distance < $1.distance }).prefix(Self.mostPairs) {
      if let one = try explanation(pair.both) { all.append(one) }
    }
    return all
  }

  /// The count of a name with which the figure is nearest to what was measured.
  ///
  /// - Parameter beside: how much of the figure is not allocated: where to begin with the replays.
  private func nearest(
    _ slot: SetupSlot, now: Int, beside: Int
  ) throws(Fault) -> Explanation? {
    func asked(_ count: Int) throws(Fault) -> Explanation? {
      let meaning =
        slot.name == SetupSlot.seq.name
        ? "texts were \(count > now ? "longer" : "shorter")"
        : "the micro-batch was \(count > now ? "larger" : "smaller")"
      return try explanation(Supposition(SetupChange(slot, count), meaning))
    }
    let start = try Border.last(below: 1 << 24, from: now - 1) { (place) throws(Fault) in
      try allocated(SetupChange(slot, place + 1)).map { $0 + beside <= measured } ?? false
    }
    let last = try Border.last(below: 1 << 24, from: start ?? 0) { (place) throws(Fault) in
      try asked(place + 1).map { $0.bytes <= measured } ?? false
    }
    let counts = [last.map { $0 + 1 }, (last ?? -1) + 2].compactMap { $0 }.filter { $0 != now }
    var best: Explanation?
    for count in counts {
      guard let one = try asked(count) else { continue }
      if distance(one) < best.map(distance) ?? .max { best = one }
    }
    return best
  }

  private func allocated(_ change: SetupChange) throws(Fault) -> Int? {
    try session.asking(change) { () throws(Fault) in
      try session.estimate(at: place).estimate.allocated
    }
  }

  func distance(_ one: Explanation) -> Int { abs(one.bytes - measured) }
}
