/// Names of the library as others spell them: `RTX 4090`, `Llama-3.1-8B`.
extension Library {
  /// The name of the library that was meant. Never one with other numbers: those tell a size or a
  /// version, and are seldom a slip.
  func meant(by text: String) -> String? {
    if let same = spelt(otherwise: text) { return same }
    let own = Self.withoutOrganisation(text)
    guard Self.lengths.contains(Self.squashed(own).utf8.count) else { return nil }
    return Suggestion.nearest(to: Self.spelt(own), in: names())
  }

  /// The name that differs from a text in its signs and capitals alone: `rtx4090` of `RTX 4090`.
  fileprivate func spelt(otherwise text: String) -> String? {
    if let reading = reading(text) { return reading.name }
    let own = Self.withoutOrganisation(text)
    let wanted = Self.squashed(own)
    guard Self.lengths.contains(wanted.utf8.count) else { return nil }
    return names().first { Self.squashed($0) == wanted && Suggestion.haveSameNumbers($0, own) }
  }

  /// How many letters and digits a name may have that is looked for among all.
  private static let lengths = 2..<60

  private static func withoutOrganisation(_ text: String) -> String {
    text.split(separator: "/").last.map(String.init) ?? text
  }

  /// Names that end with digits, the shortest first: `4090` of `rtx4090`.
  func numbered(_ digits: String) -> [String] {
    names().filter { name in
      name.hasSuffix(digits) && !(name.dropLast(digits.count).last?.isNumber ?? true)
    }.sorted { $0.utf8.count < $1.utf8.count }
  }

  private static func squashed(_ text: String) -> String {
    let kept = text.utf8.lazy.filter { isDigit($0) || isLetter($0) && $0 != ascii("_") }
    return String(decoding: kept.map { (65...90).contains($0) ? $0 + 32 : $0 }, as: UTF8.self)
  }

  /// As the library's names are spelt, other signs than letters and digits an underscore.
  private static func spelt(_ text: String) -> String {
    String(text.lowercased().map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "_" })
  }

  /// The fault of a name that was cut at signs which no name holds, seen as the one name it is.
  func mended(_ fault: Diagnostic) -> Diagnostic? {
    guard fault.kind == .syntax || fault.kind == .name, let label = fault.labels.first,
      let span = label.place.source.cutName(around: label.place.span)
    else { return nil }
    let place = Place(label.place.source, span)
    guard let name = meant(by: place.text) else { return nil }
    return Diagnostic(
      .name, "I know no name `\(place.text)`.", at: place, hint: "did you mean `\(name)`?")
  }
}

extension Session {
  /// A hint from the library for a name that nothing has: the entry that was meant, or those that
  /// begin so. Where a kind of thing is expected, of that kind alone.
  func libraryHint(for name: String, expecting kind: Kind?) -> String? {
    let library = vocabulary.library
    func fits(_ name: String) -> Bool {
      guard let kind, kind.things.contains(where: { library.others($0) != nil }) else {
        return true
      }
      guard case .value(let value) = entry(name) else { return false }
      return kind.admit(value) != nil
    }
    if let same = library.spelt(otherwise: name), fits(same) { return "did you mean `\(same)`?" }
    let longer = library.beginning(name).filter(fits)
    if longer.count > 1 {
      let shown = longer.prefix(6).map { "`\($0)`" }.joined(separator: ", ")
      return "several names begin so: \(shown)" + (longer.count > 6 ? ", …" : "")
    }
    guard let meant = longer.first ?? library.meant(by: name), fits(meant) else { return nil }
    return "did you mean `\(meant)`?"
  }
}

extension Source {
  /// The name around a span that `-`, `.`, `/` or a space has cut: nil where it was not cut, or
  /// does not look like one.
  fileprivate func cutName(around span: Span) -> Span? {
    var start = min(span.start, bytes.count)
    var end = start
    while end < bytes.count, isOfName(end) { end += 1 }
    while start > 0, isOfName(start - 1) { start -= 1 }
    // `rtx 4090`: digits behind a name and one space.
    if start > 1, start < end, isDigit(bytes[start]), bytes[start - 1] == ascii(" "),
      isLetter(bytes[start - 2]) || isDigit(bytes[start - 2])
    {
      start -= 1
      while start > 0, isOfName(start - 1) { start -= 1 }
    }
    guard start < end, isLetter(bytes[start]), end - start < 60 else { return nil }
    let name = bytes[start..<end]
    let isCut = name.contains { [ascii("-"), ascii("."), ascii("/"), ascii(" ")].contains($0) }
    guard isCut, name.contains(where: { isDigit($0) }) else { return nil }
    return Span(start, end)
  }

  private func isOfName(_ index: Int) -> Bool {
    let byte = bytes[index]
    return isLetter(byte) || isDigit(byte) || byte == ascii("-") || byte == ascii("/")
      || (byte == ascii(".") && index + 1 < bytes.count && isDigit(bytes[index + 1]))
  }
}
