import Language
import MemoryModel
import Step

/// The answer of `oom`: the tensor that found no room, and what would have helped.
final class OomValue: Entity {
  let asked: EstimateValue
  let shortage: Shortage
  let tried: Int
  /// What has the size that was tried, the likeliest first.
  let suspects: [Inquest.Suspect]
  /// Where the step stops on such a card by the setup as it is.
  let failure: MemoryRequest?
  /// Where nothing has that size: what is nearest, and which batch or length would have it.
  let nearest: [Inquest.Suspect]
  let guesses: [Inquest.Guess]
  /// For the card of the message, or the setup's; nil where neither is known.
  let advice: AdviceValue?

  init(
    _ shortage: Shortage, tried: Int, _ session: Session, at place: Place
  ) throws(Fault) {
    (self.shortage, self.tried) = (shortage, tried)
    asked = try session.estimate(at: place)
    let asked = asked
    let card = Self.card(of: shortage, asked, session)
    let room = card.map { $0.facts.usable - asked.setup.device.contextBytes }
    let inquest = Inquest(shortage: shortage, tried: tried, asked: asked, room: room)
    suspects = inquest.suspects()
    failure = room == nil ? nil : inquest.failure()
    nearest = suspects.isEmpty ? inquest.nearest() : []
    guesses = suspects.isEmpty ? inquest.guesses() : []
    advice = try card.map { (card) throws(Fault) in
      try AdviceValue(try Adviser(session, card, cardAt: place, at: place))
    }
  }

  /// The card that the message tells of, as far as it does; else the setup's.
  private static func card(
    of shortage: Shortage, _ asked: EstimateValue, _ session: Session
  ) -> CardValue? {
    let context = asked.setup.device.contextBytes
    guard let room = shortage.room(context: context) else { return asked.card }
    let usable = room + context
    var facts =
      asked.card?.facts
      ?? CardValue.Facts(
        name: "the card", memory: max(shortage.capacity ?? usable, usable), usable: usable,
        capability: asked.setup.device.capability)
    facts.usable = usable
    facts.memory = max(facts.memory, usable)
    return CardValue(facts)
  }

  static let kind = "an account of memory that ran out"
  var kind: String { Self.kind }

  static let fields = ["tensor", "phase", "layer", "allocated", "advice", "table"]
  var fields: [String] { Self.fields }

  private var culprit: MemoryRequest? { suspects.first?.request }

  func field(_ name: String) -> Value? {
    switch name {
    case "tensor": culprit.map { .text($0.name) } ?? .missing
    case "phase": culprit.map { .text($0.scene.phase.rawValue) } ?? .missing
    case "layer": culprit?.scene.layer.map { .whole($0) } ?? .missing
    case "allocated": culprit.map { .bytes($0.allocated) } ?? .missing
    case "advice": advice.map { .entity($0) } ?? .missing
    case "table": .entity(table)
    default: nil
    }
  }

  var headline: [String] { ["tensor", "phase", "allocated"] }

  func text(_ style: Style) -> String { culprit?.name ?? "no tensor of that size" }

  func view(_ style: Style) -> View { OomLayout(self, style).view }

  /// What has that size, or nearly: a row each, with what was alive.
  var table: Table {
    let names = ["tensor", "phase", "step", "layer", "recomputed", "bytes", "allocated"]
    let asides = Timeline.parts.map { Table.Column($0.rawValue, isAside: true) }
    return Table(
      columns: names.map { Table.Column($0) } + asides,
      rows: (suspects + nearest).map { Self.row($0.request) })
  }

  private static func row(_ request: MemoryRequest) -> [Value] {
    let scene = request.scene
    return [
      .text(request.name), .text(scene.phase.rawValue),
      scene.step == 0 ? .nothing : .whole(scene.step),
      scene.layer.map { .whole($0) } ?? .nothing, .truth(scene.isRecomputing),
      .bytes(request.bytes), .bytes(request.allocated),
    ] + request.alive.map { .bytes($0) }
  }

  var datum: Datum {
    .object([
      "kind": .text("oom"), "tried": .whole(tried),
      "suspects": .list(suspects.map { Self.told($0.request) }),
      "fails_here": .truth(culprit?.isFailure ?? false),
      "nearest": .list(nearest.map { Self.told($0.request) }),
      "guesses": .list(guesses.map { .text($0.change.line) }),
      "advice": advice?.datum ?? .null, "notes": .list(asked.notes.map(Datum.text)),
    ])
  }

  private static func told(_ request: MemoryRequest) -> Datum {
    .object([
      "tensor": .text(request.name), "source": .text(request.source),
      "phase": .text(request.scene.phase.rawValue), "step": .whole(request.scene.step),
      "layer": request.scene.layer.map { .whole($0) } ?? .null, "bytes": .whole(request.bytes),
      "allocated": .whole(request.allocated),
      "alive": .object(
        zip(Timeline.parts, request.alive).map { Datum.Member($0.rawValue, .whole($1)) }),
    ])
  }

  func equals(_ other: any Entity) -> Bool {
    guard let other = other as? OomValue else { return false }
    return other.asked.equals(asked) && other.tried == tried
      && other.suspects.count == suspects.count
  }
}
