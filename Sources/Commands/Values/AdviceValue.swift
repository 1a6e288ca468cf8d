import Language
import MemoryModel
import Step

/// The answer of `advise`: how the setup stands on a card, and what makes it run there.
final class AdviceValue: Entity {
  /// How the setup stands as it is.
  let now: FitsValue
  /// Each is enough, the cheapest first.
  let ways: [Adviser.Try]
  /// What takes less, and is not enough alone.
  let further: [Adviser.Try]
  /// The smallest that was found, where nothing is enough.
  let smallest: Adviser.Try?
  /// The smallest card of the catalog for the setup as it is, or for the smallest.
  let larger: FitsValue?
  /// What it can be raised to where it runs with room.
  let raises: [Adviser.Try]
  private let setup: [Value?]

  init(_ adviser: Adviser) throws(Fault) {
    now = adviser.now
    setup = adviser.session.setup
    guard now.verdict != .yes else {
      (ways, further, smallest, larger) = ([], [], nil, nil)
      raises = try adviser.raises()
      return
    }
    raises = []
    let singles = try adviser.singles()
    let enough = adviser.enough(singles)
    let cheapest = enough.first?.offer.toll
    var ways = try adviser.combinations(of: singles, below: cheapest) + enough
    let strongest = adviser.strongest(singles)
    if let shorter = try adviser.shorter(besides: ways.isEmpty ? strongest : .none) {
      ways.append(ways.isEmpty ? try adviser.least(shorter) : shorter)
    }
    self.ways = ways
    further = singles.filter { one in
      !ways.contains { $0.offer.change.places == one.offer.change.places }
    }
    smallest = ways.isEmpty ? try adviser.trying(strongest) : nil
    let needed = smallest?.fits.estimate.needed ?? now.estimate.needed
    larger = try adviser.card(for: smallest?.offer ?? .none, needing: needed)
  }

  static let kind = "advice"
  var kind: String { Self.kind }

  static let fields = ["fits", "best", "table"]
  var fields: [String] { Self.fields }

  func field(_ name: String) -> Value? {
    switch name {
    case "fits": .entity(now)
    case "best": best
    case "table": .entity(table)
    default: nil
    }
  }

  /// The setup with the cheapest change that is enough; as it is where it runs, nothing where none is.
  private var best: Value {
    if now.verdict == .yes { return .entity(ScenarioValue(setup)) }
    guard let way = ways.first else { return .missing }
    return .entity(ScenarioValue(way.offer.change.applied(to: setup)))
  }

  var headline: [String] { ["fits", "best"] }

  func text(_ style: Style) -> String {
    if now.verdict == .yes { return now.text(style) }
    return ways.first?.offer.change.line ?? "out of reach"
  }

  func view(_ style: Style) -> View { AdviceLayout(self, style).view }

  /// A row for each change: those that are enough, then those that are not, or what it can be raised to.
  var table: Table {
    let columns = ["change", "fits", "needed", "saved", "cost"].map { Table.Column($0) }
    let tries = now.verdict == .yes ? raises : ways + further
    return Table(columns: columns, rows: tries.map(row))
  }

  private func row(_ one: Adviser.Try) -> [Value] {
    [
      .text(one.offer.change.line), .entity(one.fits), .bytes(one.fits.estimate.needed),
      .bytes(saved(one)), .text(one.offer.parts.map(\.cost).joined(separator: "; ")),
    ]
  }

  func saved(_ one: Adviser.Try) -> Int { now.estimate.needed - one.fits.estimate.needed }

  var datum: Datum {
    .object([
      "kind": .text("advice"), "verdict": .text(now.verdict.rawValue),
      "gpu": .text(now.card.identifier), "needed": .whole(now.estimate.needed),
      "usable": .whole(now.usable), "ways": .list(ways.map(datum)),
      "further": .list(further.map(datum)), "raises": .list(raises.map(datum)),
      "smallest": smallest.map(datum) ?? .null,
      "larger": larger.map { .text($0.card.identifier) } ?? .null,
      "notes": .list(now.notes.map(Datum.text)),
    ])
  }

  private func datum(_ one: Adviser.Try) -> Datum {
    .object([
      "change": .text(one.offer.change.line), "verdict": .text(one.fits.verdict.rawValue),
      "needed": .whole(one.fits.estimate.needed), "saved": .whole(saved(one)),
      "cost": .text(one.offer.parts.map(\.cost).joined(separator: "; ")),
    ])
  }

  func equals(_ other: any Entity) -> Bool {
    guard let other = other as? AdviceValue else { return false }
    return other.now.equals(now)
      && other.ways.map(\.offer.change.line) == ways.map(\.offer.change.line)
  }
}
