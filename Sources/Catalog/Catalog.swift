/// The models and cards that the program knows by name, each as a text of the language.
///
/// Nothing happens until the first question; then one scan of the bytes notes where each entry lies,
/// and only an entry that is asked for becomes a string.
package enum Catalog {
  /// A name of the catalog, and the name that it stands for where it is an alias.
  package struct Name: Sendable, Hashable {
    package let name: String
    package let aliasOf: String?
  }

  /// The entry of that name, or nil when the catalog has none.
  package static func entry(named name: String) -> Entry? {
    guard let place = places.byName[name] else { return nil }
    return entry(at: place)
  }

  /// The names of one kind, in the order of their file; an alias follows what it stands for.
  package static func names(of kind: Entry.Kind) -> [Name] {
    places.inOrder.lazy.filter { $0.kind == kind }.map { Name(name: $0.name, aliasOf: $0.aliasOf) }
  }

  /// What the text of an entry gives as its model's name on the hub.
  static func hub(ofEntry name: String) -> String? {
    guard let place = places.byName[name] else { return nil }
    let label = Array(#"hub: ""#.utf8)
    return CatalogFile.all[place.file].text.withUTF8Buffer { bytes in
      // The library's own search takes a hundred times as long.
      let last = place.text.upperBound - label.count
      guard last >= place.text.lowerBound,
        let found = (place.text.lowerBound...last).first(where: { start in
          label.indices.allSatisfy { bytes[start + $0] == label[$0] }
        })
      else { return nil }
      let name = bytes[(found + label.count)...].prefix { $0 != UInt8(ascii: "\"") }
      return String(decoding: name, as: UTF8.self)
    }
  }

  private static let places = Places(of: CatalogFile.all)

  private static func entry(at place: Place) -> Entry {
    let file = CatalogFile.all[place.file]
    return Entry(
      name: place.name, kind: place.kind, aliasOf: place.aliasOf,
      text: file.string(place.text), documentation: documentation(of: place),
      file: file.name, line: place.line)
  }

  private static func documentation(of place: Place) -> String {
    if place.documentation.isEmpty, let target = place.aliasOf, target != place.name,
      let original = places.byName[target], original.aliasOf == nil
    {
      return documentation(of: original)
    }
    let lines = CatalogFile.all[place.file].string(place.documentation).split(separator: "\n")
    return lines.map { $0.drop { $0 == "#" || $0 == " " } }.joined(separator: " ")
  }
}

extension CatalogFile {
  /// The bytes in that range as a string.
  fileprivate func string(_ range: Range<Int>) -> String {
    text.withUTF8Buffer { String(decoding: $0[range], as: UTF8.self) }
  }
}
