import MemoryModel
import Synchronization

/// A model as `transformer(…)` describes it: a family, and some arguments with their values.
struct Description: Sendable {
  let family: ConfigClass
  private let given: [String: JSON]

  init(_ family: ConfigClass, _ given: [String: JSON]) {
    self.family = family
    self.given = given
  }

  subscript(_ name: String) -> JSON? { given[name] }

  func has(_ name: String) -> Bool { given[name] != nil }

  /// A whole number that a model can have; a class says of others what is wrong with them.
  func whole(_ name: String) -> Int? {
    guard case .whole(let value)? = given[name], value <= 1 << 30 else { return nil }
    return value
  }

  /// How many layers it has, where that can be listed.
  var layers: Int? { whole("layers").flatMap { $0 <= 1 << 14 ? $0 : nil } }

  /// What an argument writes into the family's config.
  func fields(of argument: ConfigArgument) -> [String: JSON] {
    (family.spelled[argument.name] ?? argument.spell)(self)
  }

  /// The config that says the same: what is given comes before what absences mean.
  var config: Config {
    var fields: [String: JSON] = [:]
    for argument in ConfigArgument.all where !has(argument.name) {
      fields.merge(self.fields(of: argument)) { $1 }
    }
    for argument in ConfigArgument.all where has(argument.name) {
      fields.merge(self.fields(of: argument)) { $1 }
    }
    return Config(described: fields)
  }
}

/// The keys that a class has asked a config for.
final class AskedKeys: Sendable {
  private let keys = Mutex<Set<String>>([])

  func note(_ key: String) {
    keys.withLock { _ = $0.insert(key) }
  }

  func contains(_ key: String) -> Bool {
    keys.withLock { $0.contains(key) }
  }
}
