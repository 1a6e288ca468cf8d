import Language

/// A file of another tool where a script is expected: YAML or JSON, told by its keys.
struct ForeignFile {
  private let source: Source
  private let entries: [KeyedText.Entry]
  private let keys: Set<String>
  private let isJSON: Bool

  /// Nil where the text does not begin as such files do.
  private init?(_ source: Source) {
    guard let text = KeyedText(source.bytes) else { return nil }
    self.source = source
    entries = text.entries
    keys = Set(entries.map(\.key))
    isJSON = text.isJSON
  }

  /// What is said of it in place of its faults; nil where nothing is known of it.
  static func diagnostic(for source: Source) -> Diagnostic? {
    guard let file = ForeignFile(source) else { return nil }
    let path = source.name ?? "…"
    let title = source.name.map { "`\($0)`" } ?? "This"
    // peft 0.21 config.py `PeftConfigMixin.to_dict`; transformers 5.23 configuration_utils.py `to_dict`:
    // both are JSON, and torchtune's YAML has a `model_type` too.
    if file.isJSON, file.keys.contains("peft_type") {
      return Diagnostic(
        .outside, "\(title) describes adapters of PEFT, and is no script.",
        hint: "write `method = adapter(\"\(path)\")`")
    }
    if file.isJSON, !file.keys.isDisjoint(with: ["model_type", "architectures"]) {
      return Diagnostic(
        .outside, "\(title) describes a model, and is no script.",
        hint: "write `model = hf(\"\(path)\")`")
    }
    if let trainer = file.trainer {
      return Diagnostic(
        .outside,
        "\(title) is a configuration of \(trainer.name), and reading it is not there yet.",
        hint: file.translation(from: trainer))
    }
    return file.isNamedSo
      ? Diagnostic(
        .outside, "\(title) is no script but a file of settings.",
        hint: "`help` shows what a script says") : nil
  }

  /// Whose file it is: the tool that has most of the keys, those counted twice that no other has.
  private var trainer: Trainer? {
    let scored = Trainer.all.map { trainer in
      let known = Set(trainer.names.map(\.name))
      return (trainer, 2 * keys.intersection(trainer.marks).count + keys.intersection(known).count)
    }
    guard let best = scored.max(by: { $0.1 < $1.1 }), best.1 > 1 else { return nil }
    return best.0
  }

  private var isNamedSo: Bool {
    let name = source.name ?? ""
    return [".yaml", ".yml", ".json"].contains { name.hasSuffix($0) }
  }

  /// What is written here for its keys, as far as that is known: of the tool itself, and of the
  /// libraries whose names the others took over.
  private func translation(from trainer: Trainer) -> String {
    let names = [trainer, .transformers, .trl, .peft, .bitsandbytes].flatMap(\.names)
    let known = ForeignNames(names.map { ($0.name, $0.meaning) })
    var pairs: [String] = []
    var others: [String] = []
    for entry in entries where !entry.isOff {
      switch known[entry.key] {
      case .called(let own):
        let isSlot = SetupSlot.all.contains { $0.name == own }
        pairs.append("`\(entry.key)` is `\(own)`" + (isSlot ? "" : " of `lora` and `qlora`"))
      case .written(let code): pairs.append("`\(entry.key)` is `\(code)`")
      case .unmodelled: others.append("`\(entry.key)`")
      case .told, nil: break
      }
    }
    let parts = [
      pairs.isEmpty ? nil : "in a script " + Self.listed(pairs),
      others.isEmpty ? nil : "not modelled yet: " + Self.listed(others),
    ]
    return parts.compactMap { $0 }.joined(separator: "; ")
  }

  private static func listed(_ parts: [String]) -> String {
    parts.prefix(6).joined(separator: ", ") + (parts.count > 6 ? ", …" : "")
  }
}

/// Keys with what stands behind them, in YAML or JSON: enough to tell whose file it is, no more.
private struct KeyedText {
  struct Entry {
    let key: String
    let value: String

    /// Whether it says that something is not wanted.
    var isOff: Bool {
      ["false", "null", "off", "no", "~", "none", "0"].contains(value.lowercased())
    }
  }

  private(set) var entries: [Entry] = []
  private(set) var isJSON = false

  /// A configuration is shorter; of what is longer the beginning tells enough.
  private static let most = 64 << 10

  /// Nil where the first line that says something does not begin with a key or a brace and a key.
  init?(_ bytes: [UInt8]) {
    let text = String(decoding: bytes.prefix(Self.most), as: UTF8.self)
    var seen: Set<String> = []
    var isFirst = true
    for line in text.split(whereSeparator: \.isNewline) {
      let said = line.drop { $0 == " " || $0 == "\t" || $0 == "\u{FEFF}" }
      if said.isEmpty || said.hasPrefix("#") || said.hasPrefix("---") || said.hasPrefix("%") {
        continue
      }
      let found = Self.entries(in: said)
      if isFirst {
        isJSON = said.hasPrefix("{")
        guard isJSON || found.first.map({ said.hasPrefix($0.key) }) == true else { return nil }
      }
      isFirst = false
      entries += found.filter { seen.insert($0.key).inserted }
    }
    if entries.isEmpty { return nil }
  }

  /// `key: value` and `"key": value`, several in a line of JSON or between braces.
  private static func entries(in line: Substring) -> [Entry] {
    var entries: [Entry] = []
    for piece in line.split(whereSeparator: { "{},[]".contains($0) }) {
      guard let colon = piece.firstIndex(of: ":") else { continue }
      let behind = piece[piece.index(after: colon)...]
      let key = bare(piece[..<colon]).drop { $0 == "-" || $0 == " " }
      guard !key.isEmpty, key.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "_" }),
        behind.isEmpty || behind.hasPrefix(" ") || piece[..<colon].hasSuffix("\"")
      else { continue }
      let value = behind.prefix { $0 != "#" }
      entries.append(Entry(key: String(key), value: String(bare(value))))
    }
    return entries
  }

  /// Without quotes and spaces around it.
  private static func bare(_ text: Substring) -> Substring {
    let isEdge = { (sign: Character) in " \t\"'".contains(sign) }
    var text = text.drop(while: isEdge)
    while let last = text.last, isEdge(last) { text.removeLast() }
    return text
  }
}
