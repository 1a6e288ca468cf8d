import MemoryModel

/// A field of a `config.json` under the short name that `transformer(…)` takes it by.
package struct ConfigArgument: Sendable {
  /// What it is given as.
  package enum Kind: Sendable {
    /// A whole number from 1.
    case count
    /// A number from 0.
    case number
    case truth, text
    case choice([String])
  }

  package let name: String
  package let kind: Kind
  /// What it is, and what its absence means: `heads of keys and values; else heads`.
  package let summary: String
  package let isRequired: Bool
  /// What it writes into the config; what it writes where it is not given is its absence.
  let spell: @Sendable (Description) -> [String: JSON]
  /// What a model has in it; nil where the model does not tell it.
  let made: @Sendable (Architecture) -> JSON?
}

extension ConfigArgument {
  /// What stands in a config whose author left the argument out.
  enum Absence: Sendable {
    /// Nothing, so that the class decides.
    case missing
    /// `null`: none, or another field's share.
    case null
    case zero

    fileprivate var written: JSON? {
      switch self {
      case .missing: nil
      case .null: .null
      case .zero: .whole(0)
      }
    }
  }

  /// A field that configs spell in one of some ways: each class asks for its own.
  static func count(
    _ name: String, _ summary: String, _ keys: [String], or absence: Absence = .missing,
    isRequired: Bool = false, made: @escaping @Sendable (Architecture) -> Int? = { _ in nil }
  ) -> ConfigArgument {
    ConfigArgument(
      name: name, kind: .count, summary: summary, isRequired: isRequired,
      spell: { spelled($0[name] ?? absence.written, keys) },
      made: { made($0).map(JSON.whole) })
  }

  static func truth(
    _ name: String, _ summary: String, _ keys: [String],
    made: @escaping @Sendable (Architecture) -> Bool? = { _ in nil }
  ) -> ConfigArgument {
    ConfigArgument(
      name: name, kind: .truth, summary: summary, isRequired: false,
      spell: { spelled($0[name], keys) }, made: { made($0).map(JSON.truth) })
  }

  /// A field that a config spells as the argument does.
  static func plain(_ name: String, _ kind: Kind, _ summary: String) -> ConfigArgument {
    special(name, kind, summary) { spelled($0[name], [name]) }
  }

  /// A field whose value a config spells in another way.
  static func special(
    _ name: String, _ kind: Kind, _ summary: String, isRequired: Bool = false,
    made: @escaping @Sendable (Architecture) -> JSON? = { _ in nil },
    spell: @escaping @Sendable (Description) -> [String: JSON]
  ) -> ConfigArgument {
    ConfigArgument(
      name: name, kind: kind, summary: summary, isRequired: isRequired, spell: spell, made: made)
  }

  private static func spelled(_ value: JSON?, _ keys: [String]) -> [String: JSON] {
    guard let value else { return [:] }
    return Dictionary(uniqueKeysWithValues: keys.map { ($0, value) })
  }
}
