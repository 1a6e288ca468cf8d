import Language
import MemoryModel
import Step

/// The answer of `estimate`: the ledger of one training setup.
final class EstimateValue: Entity {
  let estimate: Estimate
  /// The model of the setup, under its name.
  let model: ModelValue
  /// The card that it is held against, if one is set.
  let card: CardValue?

  /// The values of the setup's names that it was asked with.
  let asked: [Value?]

  init(_ estimate: Estimate, model: ModelValue, card: CardValue?, asked: [Value?]) {
    self.estimate = estimate
    self.model = model
    self.card = card
    self.asked = asked
  }

  static let kind = "an estimate"
  var kind: String { Self.kind }
  var setup: Setup { estimate.setup }

  /// What the answer leaves out.
  var notes: [String] { (card?.notes(on: setup) ?? []) + estimate.notes }

  static let fields =
    Estimate.sums + ["phase", "gpus"] + Part.ofTraining.map(\.rawValue)
    + ["parameters", "trainable", "margin"]

  var fields: [String] { Self.fields }

  func field(_ name: String) -> Value? {
    switch name {
    case "phase": .text(estimate.phase.rawValue)
    case "gpus": .whole(estimate.gpus)
    case "parameters": .parameters(estimate.parameters)
    case "trainable": .parameters(estimate.trainable)
    case "margin": .number(estimate.evidence.margin)
    default: estimate.bytes(of: name).map { .bytes($0) }
    }
  }

  var headline: [String] { ["total", "weights", "optimizer", "activations", "logits"] }

  func with(_ changes: [Change], in session: Session) throws(Fault) -> Value? {
    guard let place = changes.first?.label else { return .entity(self) }
    let before = session.setup
    defer { session.restore(before) }
    session.restore(try ScenarioValue.changed(asked, changes, kind, in: session))
    return .entity(try session.estimate(at: place))
  }

  func text(_ style: Style) -> String { style.memory(estimate.total) }

  func view(_ style: Style) -> View { EstimateLayout(self, style).view }

  var datum: Datum {
    .object([
      "kind": .text("estimate"), "total": .whole(estimate.total),
      "needed": .whole(estimate.needed), "reserved": .whole(estimate.reserved),
      "allocated": .whole(estimate.allocated), "phase": .text(estimate.phase.rawValue),
      "gpus": .whole(estimate.gpus),
      "parts": .object(
        Part.ofTraining.map { Datum.Member($0.rawValue, .whole(estimate[$0])) }),
      "parameters": .whole(estimate.parameters), "trainable": .whole(estimate.trainable),
      "margin": .number(estimate.evidence.margin),
      "notes": .list(notes.map(Datum.text)),
    ])
  }

  func equals(_ other: any Entity) -> Bool { (other as? EstimateValue)?.setup == setup }
}
