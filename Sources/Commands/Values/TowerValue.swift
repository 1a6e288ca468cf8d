import Language
import MemoryModel

/// `tower(…)`: what sees and hears for a text model.
final class TowerValue: Entity {
  static let kind = "tower(…)"

  let tower: Architecture.Tower

  init(_ tower: Architecture.Tower) { self.tower = tower }

  var kind: String { Self.kind }

  static let fields = [
    "parameters", "model_type", "linear", "layers", "hidden", "patches", "pixels", "reached",
    "mask",
    "states", "heads", "intermediate", "encoder", "tokens", "deepstack", "tensors",
  ]

  var fields: [String] { Self.fields }

  func field(_ name: String) -> Value? {
    switch name {
    case "parameters": .parameters(tower.parameters)
    case "model_type": tower.wrapper.map { .choice($0.rawValue) } ?? .missing
    case "linear": .parameters(tower.linear)
    case "layers": .whole(tower.layers)
    case "hidden": .whole(tower.hidden)
    case "patches": .whole(tower.patches)
    case "pixels": .whole(tower.pixels)
    case "reached": .truth(tower.isReached)
    case "mask": .choice(tower.mask.rawValue)
    case "states": .whole(tower.states)
    case "heads": .whole(tower.heads)
    case "intermediate": .whole(tower.intermediate)
    case "encoder": tower.encoder.map { .choice($0.rawValue) } ?? .missing
    case "tokens": .whole(tower.tokensOfImage)
    case "deepstack": .list(tower.deepLayers.map { .whole($0) })
    case "tensors": .list(tower.tensorLines.map { .text($0) })
    default: nil
    }
  }

  /// As the language writes it.
  func text(_ style: Style) -> String {
    let parts = fields.compactMap { name -> String? in
      guard let value = field(name), !value.isMissing else { return nil }
      return "\(name): \(value.spelling(style))"
    }
    return "tower(\(parts.joined(separator: ", ")))"
  }

  func view(_ style: Style) -> View { View(Markup(text(style))) }

  var datum: Datum {
    let members = fields.compactMap { name in field(name).map { Datum.Member(name, $0.bare) } }
    return .object([Datum.Member("kind", .text("tower"))] + members)
  }

  func equals(_ other: any Entity) -> Bool { (other as? TowerValue)?.tower == tower }
}
