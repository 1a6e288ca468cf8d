/// A fixed set of words that a field of the setup takes.
package protocol Choice: RawRepresentable, CaseIterable, Sendable, Hashable
where RawValue == String {
  /// Other spellings that people type.
  static var aliases: [String: Self] { get }
  /// What it is, where the name does not say it.
  var note: String { get }
}

extension Choice {
  package static var aliases: [String: Self] { [:] }
  package var note: String { "" }

  /// The choice of this spelling, or of this alias.
  package init?(spelling: String) {
    guard let choice = Self(rawValue: spelling) ?? Self.aliases[spelling] else { return nil }
    self = choice
  }
}
