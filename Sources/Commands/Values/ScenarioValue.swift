import Language
import MemoryModel

/// A setup that was put aside: the value of every name of it.
final class ScenarioValue: Entity {
  static let kind = "a scenario"

  /// By the places of the slots; nil for those that are as they are by default.
  let values: [Value?]

  init(_ values: [Value?]) { self.values = values }

  var kind: String { Self.kind }
  var setup: [Value?]? { values }

  static let slots = SetupSlot.trained
  static let fields = slots.map(\.name)
  var fields: [String] { Self.fields }

  subscript(_ slot: SetupSlot) -> Value { values[slot.index] ?? slot.slot.fallback }

  func field(_ name: String) -> Value? {
    Self.slots.first { $0.name == name }.map { self[$0] }
  }

  /// As the language writes it: the model, and what differs from the defaults.
  func text(_ style: Style) -> String {
    let changed = Self.slots.filter { !(self[$0] == $0.slot.fallback) }
    let parts = changed.map { "\($0.name): \(self[$0].spelling(style))" }
    return "scenario(\(parts.joined(separator: ", ")))"
  }

  func view(_ style: Style) -> View { View(Markup(text(style))) }

  var datum: Datum {
    let members = Self.slots.map { Datum.Member($0.name, self[$0].spelt) }
    return .object([Datum.Member("kind", .text("scenario"))] + members)
  }

  func equals(_ other: any Entity) -> Bool {
    guard let other = other as? ScenarioValue else { return false }
    return Self.slots.allSatisfy { self[$0] == other[$0] }
  }

  func with(_ changes: [Change], in session: Session) throws(Fault) -> Value? {
    .entity(ScenarioValue(try Self.changed(values, changes, Self.kind, in: session)))
  }

  /// The values of slots with changes, each checked as a binding of its name is.
  static func changed(
    _ values: [Value?], _ changes: [Change], _ kind: String, in session: Session
  ) throws(Fault) -> [Value?] {
    var values = values
    for change in changes {
      guard let slot = slots.first(where: { $0.name == change.name }) else {
        throw change.unknown(in: kind, fields, session)
      }
      values[slot.index] = try change.admitted(by: slot.slot.kind, in: session)
    }
    return values
  }
}

extension Value {
  /// A setup's value as the language writes it.
  func spelling(_ style: Style) -> String {
    switch self {
    case .truth(let truth): truth ? "on" : "off"
    case .entity(let model as ModelValue): model.id ?? model.architecture.name
    case .entity(let card as CardValue):
      card.count == 1 ? card.identifier : "\(card.count) * \(card.identifier)"
    default: style.text(self)
    }
  }

  /// The same for other programs, where a figure stays one.
  fileprivate var spelt: Datum {
    if case .entity = self { return .text(spelling(Style())) }
    return datum
  }
}
