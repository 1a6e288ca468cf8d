/// Names that people bring along from other tools, and what stands for each of them here.
package struct ForeignNames: Sendable {
  package enum Meaning: Sendable, Hashable {
    /// A name of the setup, or an argument of a word.
    case called(String)
    /// What is written here where it is meant, or turned on.
    case written(String)
    /// What it is; there is no word for it yet.
    case unmodelled(String)
    /// Anything else, as a hint.
    case told(String)
  }

  private let names: [(String, Meaning)]
  private let meanings: [String: Meaning]

  /// Of a name with several meanings the first counts.
  package init(_ names: [(String, Meaning)] = []) {
    self.names = names
    meanings = [String: Meaning](names, uniquingKeysWith: { first, _ in first })
  }

  package subscript(_ name: String) -> Meaning? { meanings[name] }

  /// The names as they are without capitals and underscores. Whoever asks of several makes it once.
  struct Spellings {
    fileprivate var meanings: [String: Meaning] = [:]
    /// By how long they are.
    fileprivate var names: [Int: [(bytes: [UInt8], meaning: Meaning)]] = [:]
  }

  var spellings: Spellings {
    var spellings = Spellings()
    for (name, meaning) in names {
      let squashed = Self.squash(name)
      guard spellings.meanings[squashed] == nil else { continue }
      spellings.meanings[squashed] = meaning
      let bytes = Array(squashed.utf8)
      spellings.names[bytes.count, default: []].append((bytes, meaning))
    }
    return spellings
  }

  /// The meaning of a name that may be written otherwise: `loadIn4Bit`, `LOAD_IN_4BIT`, and where it is
  /// long enough to be no other word, with one letter wrong.
  func meaning(ofAbout name: String, in spellings: Spellings) -> Meaning? {
    if let known = meanings[name] { return known }
    let wanted = Self.squash(name)
    if let known = spellings.meanings[wanted] { return known }
    let bytes = Array(wanted.utf8)
    guard bytes.count >= 10 else { return nil }
    for count in bytes.count - 1...bytes.count + 1 {
      for name in spellings.names[count] ?? [] where Suggestion.isOneEdit(bytes, name.bytes) {
        return name.meaning
      }
    }
    return nil
  }

  static func squash(_ name: String) -> String {
    var name = name
    return name.withUTF8 { bytes in
      String(unsafeUninitializedCapacity: bytes.count) { squashed in
        var count = 0
        for byte in bytes where byte != UInt8(ascii: "_") {
          squashed[count] = (65...90).contains(byte) ? byte + 32 : byte
          count += 1
        }
        return count
      }
    }
  }
}

extension Vocabulary {
  /// What to write for a name of another tool; nil where it is none.
  package func hint(forForeign name: String) -> String? {
    foreignNames()[name].map { hint(for: $0) }
  }

  /// The same where an argument is written: `method: qlora()`.
  func hint(forForeignArgument name: String) -> String? {
    guard case .written(let code) = foreignNames()[name], let sign = code.firstIndex(of: "=") else {
      return hint(forForeign: name)
    }
    return "write `\(code[..<sign].dropLast()):\(code[code.index(after: sign)...])`"
  }

  private func hint(for meaning: ForeignNames.Meaning) -> String {
    switch meaning {
    case .written(let code): return "write `\(code)`"
    case .unmodelled(let what): return "not modelled yet: \(what)"
    case .told(let hint): return hint
    case .called(let own):
      if slots.contains(where: { $0.name == own }) { return "it is `\(own)` here" }
      let words = takers(of: own)
      guard let word = words.last else { return "write `\(own)`" }
      return "it is `\(own)` of \(words.joined(separator: " and ")) here"
        + ": \(word.dropLast())(\(own): …)`"
    }
  }

  /// The name of the setup, or of an argument, that a name of another tool stands for.
  func own(ofForeign name: String) -> String? {
    if case .called(let own) = foreignNames()[name] { return own }
    return nil
  }

  /// `optim = adamw_8bit`: the value is read as its maker means it.
  func kind(ofForeign name: String) -> Kind? {
    own(ofForeign: name).flatMap { own in slots.first { $0.name == own }?.kind }
  }

  /// What is known of a name that nothing here stands for yet.
  func unmodelled(_ name: String) -> String? {
    if case .unmodelled(let what) = foreignNames()[name] { return what }
    return nil
  }

  /// The fault of a name that is known, and that no word stands for yet.
  func unmodelled(_ name: String, at place: Place, instead: String? = nil) -> Diagnostic? {
    guard let what = unmodelled(name) else { return nil }
    return Diagnostic(
      .name, "`\(name)` is not modelled yet.", at: place,
      hint: instead.map { "\(what); \($0)" } ?? what)
  }

  /// What to say of names that no question reads, though their maker may think so: a name of another
  /// tool, or one that is nearly a name of the setup.
  func notes(onUnread names: [Name], in source: Source) -> [Diagnostic] {
    if names.isEmpty { return [] }
    let foreign = foreignNames()
    let spellings = foreign.spellings
    let own = slots.map { (name: $0.name, squashed: Array(ForeignNames.squash($0.name).utf8)) }
    return names.compactMap { name in
      let hint =
        foreign.meaning(ofAbout: name.text, in: spellings).map { self.hint(for: $0) }
        ?? Self.near(name.text, own).map { "did you mean `\($0)`?" }
      return hint.map {
        Diagnostic(
          .note, "`\(name.text)` is a name of yours that no question reads.",
          at: Place(source, name.span), hint: $0)
      }
    }
  }

  /// The slot that a name is in other letters, or is but for one of them.
  private static func near(
    _ name: String, _ slots: [(name: String, squashed: [UInt8])]
  ) -> String? {
    let wanted = Array(ForeignNames.squash(name).utf8)
    return
      (slots.first { $0.squashed == wanted }
      ?? slots.first { Suggestion.isOneEdit(wanted, $0.squashed) })?.name
  }

  /// The methods that take such an argument, in backticks.
  private func takers(of argument: String) -> [String] {
    words.filter { word in
      word.group == .method && word.parameters.contains { $0.name == argument }
    }.map { "`\($0.name)`" }
  }
}
