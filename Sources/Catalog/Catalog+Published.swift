extension Catalog {
  /// A model under a name that the catalog has not, or has in another spelling.
  package struct Reading: Sendable, Hashable {
    /// The entry's own name.
    package let name: String
    /// Whether nothing but the signs between the words differs from a name that the model has.
    package let isSpelling: Bool
    /// Whether the name says that the weights are stored quantised.
    package let isQuantised: Bool
    /// Whether the entry is the text model alone of what the name stands for.
    package let isTextAlone: Bool
    /// Whether the organisation before the slash published this model, or is known for uploads of
    /// others' models as they are.
    package let isByKnownOwner: Bool

    package var entry: Entry? { Catalog.entry(named: name) }
  }

  /// The model that is published under a name, with or without its organisation, in any case, and
  /// with any signs between the words; nil where no entry has its shape for sure.
  package static func model(publishedAs text: String) -> Reading? {
    guard text.utf8.count < 120 else { return nil }
    let name = PublishedName(text)
    let known = publications
    func reading(_ entry: String, isSpelling: Bool) -> Reading {
      let isTextAlone = entry.hasSuffix("_text") && !name.has("text")
      return Reading(
        name: entry, isSpelling: isSpelling && !isTextAlone, isQuantised: name.isQuantised,
        isTextAlone: isTextAlone, isByKnownOwner: name.owner.map(known.owns) ?? true)
    }
    if let entry = known.whole[name.whole] { return reading(entry, isSpelling: true) }
    // `…-Base` may be an entry of its own, and then it is no matter of tuning.
    let entry =
      name.names(owners: known.owners).lazy.compactMap { known.whole[$0] }.first
      ?? name.shapes(owners: known.owners).lazy.compactMap { known.shapes[$0] }.first
    return entry.map { reading($0, isSpelling: false) }
  }

  /// The entries whose names go on where a text ends, in the order of the files: for `qwen3` each of
  /// its sizes.
  package static func entries(beginning text: String) -> [String] {
    let start = PublishedName(text).whole
    guard start.utf8.count >= 3 else { return [] }
    return Entry.Kind.allCases.flatMap(names(of:)).filter { name in
      name.aliasOf == nil && name.name.utf8.first == start.utf8.first
        && PublishedName(name.name).whole.hasPrefix(start + " ")
    }.map(\.name)
  }

  private static let publications = Publications()
}

/// Every name that the models of the catalog are published under.
///
/// A short form, as `qwen7b`, stands for itself alone: taken apart it may be the name of another
/// model, Qwen 7B.
private struct Publications {
  /// Names of entries by their names of words and numbers, and by what of those tells the shape.
  private(set) var whole: [String: String] = [:]
  private(set) var shapes: [String: String] = [:]
  /// Organisations, and the beginnings of their names.
  private(set) var owners: Set<String> = []
  /// Those that were added by now.
  private var known: Set<String> = []

  /// Organisations that upload others' models as they are, or quantised.
  private static let republishers = [
    "unsloth", "NousResearch", "RedHatAI", "neuralmagic", "TheBloke", "bartowski", "casperhansen",
    "alpindale", "mlx-community", "lmstudio-community", "mistral-community", "hugging-quants",
    "axolotl-quants", "nvidia", "CohereForAI", "THUDM",
  ]

  init() {
    for name in Catalog.names(of: .model) {
      let entry = name.aliasOf ?? name.name
      if name.aliasOf == nil {
        add(name.name, of: entry)
        if let hub = Catalog.hub(ofEntry: name.name) { add(hub, of: entry) }
      } else if name.name.utf8.contains(UInt8(ascii: "_")) {
        add(name.name, of: entry)
      }
    }
    for owner in Self.republishers { add(owner: owner) }
  }

  func owns(_ owner: String) -> Bool {
    PublishedName.beginnings(ofOwner: owner).last.map(owners.contains) ?? false
  }

  /// The first that has a name keeps it: of a model with a tower and its text model alone, the whole.
  private mutating func add(_ text: String, of entry: String) {
    let name = PublishedName(text)
    if whole[name.whole] == nil { whole[name.whole] = entry }
    for shape in name.shapes(owners: []).prefix(1) where shapes[shape] == nil {
      shapes[shape] = entry
    }
    if let owner = name.owner { add(owner: owner) }
  }

  private mutating func add(owner: String) {
    guard known.insert(owner).inserted else { return }
    owners.formUnion(PublishedName.beginnings(ofOwner: owner))
  }
}
