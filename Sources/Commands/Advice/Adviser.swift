import Catalog
import Language
import MemoryModel
import Step

/// Looks for what makes a setup run on a card.
struct Adviser {
  let session: Session
  let card: CardValue
  let cardPlace: Place
  let place: Place
  /// How the setup stands on the card as it is.
  let now: FitsValue
  private let advance: Advance?

  /// A changed setup, and how it stands on the card.
  struct Try {
    let offer: Remedy.Offer
    let fits: FitsValue
  }

  init(_ session: Session, _ card: CardValue, cardAt cardPlace: Place, at place: Place)
    throws(Fault)
  {
    (self.session, self.card, self.cardPlace, self.place) = (session, card, cardPlace, place)
    let setup = try session.trainingSetup(on: card, cardAt: cardPlace, at: place)
    now = FitsValue(try session.estimate(setup, at: place), card)
    advance = session.advance(over: Self.mostTries)
  }

  /// More than are ever tried at once, for whoever waits.
  private static let mostTries = 400
  /// As many ways as somebody reads.
  private static let mostWays = 6

  /// The setup with an offer taken; nil where that is refused.
  func trying(_ offer: Remedy.Offer) throws(Fault) -> Try? {
    advance?.step()
    return try session.asking(offer.change) { () throws(Fault) in
      let setup = try session.trainingSetup(on: card, cardAt: cardPlace, at: place)
      return Try(offer: offer, fits: FitsValue(try session.estimate(setup, at: place), card))
    }
  }

  /// Whether it goes as well as is asked: what is tight already should run with room.
  private func reaches(_ fits: FitsValue) -> Bool {
    fits.truth == true && (now.verdict == .no || fits.verdict == .yes)
  }

  private func reaching(_ offer: Remedy.Offer) throws(Fault) -> Try? {
    try trying(offer).flatMap { reaches($0.fits) ? $0 : nil }
  }
}

// One change, or several.
extension Adviser {
  /// Each change that takes less, the cheapest first.
  func singles() throws(Fault) -> [Try] {
    var tries: [Try] = []
    for remedy in Remedy.all {
      for offer in remedy.offers(for: now.estimate.setup) {
        guard let one = try trying(offer), takesLess(one) else { continue }
        tries.append(one)
      }
    }
    return tries
  }

  /// Those that are enough alone; of the same names the mildest.
  func enough(_ singles: [Try]) -> [Try] {
    var kept: [Try] = []
    for one in singles where reaches(one.fits) {
      let places = one.offer.change.places
      if !kept.contains(where: { $0.offer.change.places == places }) { kept.append(one) }
    }
    return Array(kept.prefix(Self.mostWays))
  }

  /// The least combinations of two, else of three, else of as many as it takes.
  ///
  /// - Parameter toll: of a single change that is enough: only what costs less is looked for.
  func combinations(of singles: [Try], below toll: Int?) throws(Fault) -> [Try] {
    for count in 2...3 {
      let found = try combinations(of: count, singles, below: toll ?? .max)
      if !found.isEmpty { return found }
    }
    guard toll == nil, let all = try reaching(strongest(singles)) else { return [] }
    return [try least(all)]
  }

  private func combinations(
    of count: Int, _ singles: [Try], below toll: Int
  ) throws(Fault) -> [Try] {
    let short = singles.filter { !reaches($0.fits) }
    let sets = sets(of: count, short).filter { $0.offer.toll < toll }.sorted {
      ($0.offer.toll, -$0.saved) < ($1.offer.toll, -$1.saved)
    }
    var found: [Try] = []
    for set in sets {
      let places = set.offer.change.places
      if found.contains(where: { $0.offer.change.places.isSubset(of: places) }) { continue }
      guard let one = try reaching(set.offer) else { continue }
      found.append(one)
      if found.count == Self.mostWays / 2 { break }
    }
    return found
  }

  /// All sets of so many changes of different names, and what each saves alone, together.
  private func sets(of count: Int, _ singles: [Try]) -> [(offer: Remedy.Offer, saved: Int)] {
    var sets: [(offer: Remedy.Offer, saved: Int, next: Int)] = [(.none, 0, 0)]
    for _ in 0..<count {
      sets = sets.flatMap { set in
        (set.next..<singles.count).compactMap { place in
          let one = singles[place]
          guard set.offer.change.places.isDisjoint(with: one.offer.change.places) else {
            return nil
          }
          return (set.offer + one.offer, set.saved + saved(one), place + 1)
        }
      }
    }
    return sets.map { ($0.offer, $0.saved) }
  }

  private func saved(_ one: Try) -> Int { now.estimate.allocated - one.fits.estimate.allocated }

  /// Another allocator leaves smaller gaps between tensors that take as much.
  private func takesLess(_ one: Try) -> Bool {
    saved(one) > 0 || one.fits.estimate.setup.allocator != now.estimate.setup.allocator
  }

  /// Of each name the change that saves the most, all together.
  func strongest(_ singles: [Try]) -> Remedy.Offer {
    var kept: [Try] = []
    for one in singles.sorted(by: { saved($0) > saved($1) }) {
      let places = one.offer.change.places
      if kept.allSatisfy({ $0.offer.change.places.isDisjoint(with: places) }) { kept.append(one) }
    }
    return kept.sorted { $0.offer.toll < $1.offer.toll }.reduce(.none) { $0 + $1.offer }
  }

  /// The same without what it can do without, the dearest first.
  func least(_ all: Try) throws(Fault) -> Try {
    var best = all
    for part in all.offer.parts.reversed() {
      let rest = best.offer.parts.filter { $0.change.places != part.change.places }
      if let one = try reaching(Remedy.Offer(parts: rest)) { best = one }
    }
    return best
  }
}

// Shorter texts, and what there is room for.
extension Adviser {
  /// The longest sequence with which it runs, all else being as it is or as an offer has it.
  func shorter(besides offer: Remedy.Offer = .none) throws(Fault) -> Try? {
    let step = 64
    let seq = now.estimate.setup.seq
    func cut(_ place: Int) -> Remedy.Offer {
      let length = (place + 1) * step
      return offer
        + Remedy.Offer(
          SetupChange(.seq, length), .task,
          "is another task: texts are cut behind \(Figures.prose(length)) tokens")
    }
    let last = try Border.last(below: (seq - 1) / step) { (place) throws(Fault) in
      try reaching(cut(place)) != nil
    }
    // Of texts cut to less than an eighth not enough is left.
    guard let last, (last + 1) * step * 8 >= seq else { return nil }
    return try reaching(cut(last))
  }

  /// The most that a setup which runs can be raised to, of sequences and of tokens.
  func raises() throws(Fault) -> [Try] {
    let setup = now.estimate.setup
    var raises: [Try] = []
    for (slot, now) in [(SetupSlot.batch, setup.batch), (.seq, setup.seq)] {
      func counted(_ place: Int) -> Remedy.Offer {
        Remedy.Offer(SetupChange(slot, place + 1), .nothing, slot.slot.summary)
      }
      // From the first on, as `largest` goes: the allocator has more than one border.
      let last = try Border.last(below: Candidates.most) { (place) throws(Fault) in
        try trying(counted(place))?.fits.truth ?? false
      }
      if let last, last >= now, let one = try trying(counted(last)) { raises.append(one) }
    }
    return raises
  }

  /// The smallest card of the catalog on which a setup runs; of those with memory of their own.
  func card(for offer: Remedy.Offer, needing bytes: Int) throws(Fault) -> FitsValue? {
    var cards: [CardValue] = []
    for name in Catalog.names(of: .gpu) where name.aliasOf == nil {
      guard case .entity(let entity as CardValue) = try session.library(name.name),
        entity.facts.capability != nil, !entity.facts.unified, entity.facts.usable >= bytes
      else { continue }
      cards.append(entity)
    }
    for other in cards.sorted(by: { $0.facts.usable < $1.facts.usable }) {
      let fits = try session.asking(offer.change) { () throws(Fault) in
        let setup = try session.trainingSetup(on: other, cardAt: place, at: place)
        return FitsValue(try session.estimate(setup, at: place), other)
      }
      if let fits, fits.truth == true { return fits }
    }
    return nil
  }
}
