import Language
import MemoryModel

/// How torch's caching allocator is set up, as a value of the language.
final class AllocatorValue: Entity {
  static let kind = "an allocator"

  let config: AllocatorConfig

  init(_ config: AllocatorConfig) { self.config = config }

  var kind: String { Self.kind }

  var fields: [String] {
    ["name"] + (config.expandable ? [] : ["max_split_size"]) + ["garbage_collection"]
  }

  func field(_ name: String) -> Value? {
    switch name {
    case "name": .text(title)
    case "max_split_size": config.maxSplitSize.map { .bytes($0) } ?? .nothing
    case "garbage_collection": config.garbageCollection.map { .number($0) } ?? .nothing
    default: nil
    }
  }

  private var title: String { config.expandable ? "expandable_segments" : "default" }

  /// As the language writes it: only what is set.
  func text(_ style: Style) -> String {
    let set = fields.dropFirst().compactMap { name in
      field(name).flatMap { $0 == .nothing ? nil : "\(name): \(style.text($0))" }
    }
    return set.isEmpty ? title : "\(title)(\(set.joined(separator: ", ")))"
  }

  func view(_ style: Style) -> View { View(Markup(text(style))) }

  var datum: Datum {
    .object(
      [Datum.Member("kind", .text("allocator")), Datum.Member("name", .text(title))]
        + fields.dropFirst().compactMap { name in field(name).map { Datum.Member(name, $0.datum) } }
    )
  }

  func equals(_ other: any Entity) -> Bool { (other as? AllocatorValue)?.config == config }
}
