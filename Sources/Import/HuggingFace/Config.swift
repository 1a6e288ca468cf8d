/// A `config.json`: its fields by name, each read with the type and the bounds that it must have.
struct Config: Sendable {
  private let bytes: [UInt8]
  private let members: [String: JSON.Member]
  /// Which keys were asked for, where arguments stand for a file.
  private let asked: AskedKeys?

  init(_ bytes: [UInt8]) throws(ImportFault) {
    let json = try JSONParser.parse(bytes)
    guard case .object(let members) = json else {
      throw ImportFault("A config is an object in braces; this file holds \(json.shown).")
    }
    self.bytes = bytes
    self.members = members
    asked = nil
  }

  /// The fields that a class gives to a config that is not in the file.
  init(_ fields: [String: JSON]) {
    self.init([], fields.mapValues { JSON.Member(value: $0, offset: 0) })
  }

  /// The fields that arguments stand for.
  init(described fields: [String: JSON]) {
    self.init([], fields.mapValues { JSON.Member(value: $0, offset: 0) }, AskedKeys())
  }

  private init(
    _ bytes: [UInt8], _ members: [String: JSON.Member], _ asked: AskedKeys? = nil
  ) {
    self.bytes = bytes
    self.members = members
    self.asked = asked
  }

  private func member(_ key: String) -> JSON.Member? {
    asked?.note(key)
    return members[key]
  }

  /// Whether arguments stand for a file.
  var isDescribed: Bool { asked != nil }

  /// Whether a class has asked for the key, of a config that arguments stand for.
  func isAsked(_ key: String) -> Bool { asked?.contains(key) ?? false }

  /// What stands under the key, if anything.
  subscript(_ key: String) -> JSON? { member(key)?.value }

  /// Whether the file names the key, be it as `null`.
  func has(_ key: String) -> Bool { member(key) != nil }

  /// A fault that points at the value of a key, where the file has it.
  func fault(_ message: String, at key: String, hint: String? = nil) -> ImportFault {
    guard let member = members[key], !bytes.isEmpty else {
      return ImportFault(message, hint: hint, key: key)
    }
    return ImportFault(message, hint: hint, at: member.offset, of: bytes)
  }

  // MARK: - Fields

  /// A whole number within bounds; the default stands where the key is missing.
  func count(
    _ key: String, or standard: Int, from least: Int = 1, upTo most: Int
  ) throws(ImportFault) -> Int {
    guard let member = self.member(key) else { return standard }
    guard case .whole(let value) = member.value else {
      throw fault("\(key) is \(member.value.shown): it must be a whole number.", at: key)
    }
    guard value >= least else {
      throw fault("\(key) is \(value): it must be at least \(least).", at: key)
    }
    guard value <= most else {
      throw fault("\(key) is \(value): no model comes near that.", at: key)
    }
    return value
  }

  /// A whole number from 1, or nil where the key is missing or `null`.
  func optionalCount(_ key: String, upTo most: Int) throws(ImportFault) -> Int? {
    guard let member = self.member(key) else { return nil }
    if case .null = member.value { return nil }
    return try count(key, or: 0, upTo: most)
  }

  /// Whether the key holds one whole number, negative ones included: a place counted from the end.
  func isWhole(_ key: String) -> Bool {
    if case .whole = member(key)?.value { return true }
    return false
  }

  /// The same for a key with other spellings: the first that the file has counts.
  func count(
    _ keys: [String], or standard: Int, from least: Int = 1, upTo most: Int
  ) throws(ImportFault) -> Int {
    for key in keys where has(key) { return try count(key, or: standard, from: least, upTo: most) }
    return standard
  }

  /// A number that the file must have under the key.
  func number(_ key: String) throws(ImportFault) -> Double {
    switch member(key)?.value {
    case .whole(let whole): return Double(whole)
    case .number(let number): return number
    case let other:
      throw fault("\(key) is \(other?.shown ?? "missing"): it must be a number.", at: key)
    }
  }

  /// A list of numbers, or nil where the key is missing or `null`.
  func numbers(_ key: String) throws(ImportFault) -> [Double]? {
    guard isSet(key), let member = self.member(key) else { return nil }
    guard case .list(let items) = member.value else {
      throw fault("\(key) is \(member.value.shown): it must be a list of numbers.", at: key)
    }
    var numbers: [Double] = []
    for item in items {
      switch item {
      case .whole(let whole): numbers.append(Double(whole))
      case .number(let number): numbers.append(number)
      default: throw fault("\(key) holds \(item.shown): it must hold numbers only.", at: key)
      }
    }
    return numbers
  }

  /// A number from 0 to 1.
  func share(_ key: String, or standard: Double) throws(ImportFault) -> Double {
    guard has(key) else { return standard }
    let value = try number(key)
    guard value >= 0, value <= 1 else {
      throw fault("\(key) is \(value): it must be a number from 0 to 1.", at: key)
    }
    return value
  }

  /// The objects of an object, by their keys; nil where the key is missing or `null`.
  func objects(_ key: String) throws(ImportFault) -> [String: Config]? {
    guard isSet(key), let member = self.member(key) else { return nil }
    guard case .object(let inner) = member.value else {
      throw fault("\(key) is \(member.value.shown): it must be an object.", at: key)
    }
    var configs: [String: Config] = [:]
    for (name, item) in inner {
      guard case .object(let fields) = item.value else {
        throw fault("\(key) holds \(item.value.shown): it must hold objects only.", at: key)
      }
      configs[name] = Config(bytes, fields)
    }
    return configs
  }

  /// Whether the key holds a list.
  func holdsList(_ key: String) -> Bool {
    if case .list = member(key)?.value { return true }
    return false
  }

  /// An object of the file as a config of its own; nil where the key is missing or `null`.
  func object(_ key: String) throws(ImportFault) -> Config? {
    guard isSet(key), let member = self.member(key) else { return nil }
    guard case .object(let fields) = member.value else {
      throw fault("\(key) is \(member.value.shown): it must be an object.", at: key)
    }
    return Config(bytes, fields)
  }

  var keys: Set<String> { Set(members.keys) }

  /// The same without one of its keys.
  func without(_ key: String) -> Config { Config(bytes, members.filter { $0.key != key }, asked) }

  /// A list of whole numbers from 0, or nil where the key is missing or `null`.
  func counts(_ key: String) throws(ImportFault) -> [Int]? {
    guard isSet(key), let member = self.member(key) else { return nil }
    guard case .list(let items) = member.value else {
      throw fault("\(key) is \(member.value.shown): it must be a list of whole numbers.", at: key)
    }
    var counts: [Int] = []
    for item in items {
      guard case .whole(let count) = item, count >= 0 else {
        throw fault("\(key) holds \(item.shown): it must hold whole numbers from 0.", at: key)
      }
      counts.append(count)
    }
    return counts
  }

  /// How many things the list under a key holds.
  func items(_ key: String) throws(ImportFault) -> Int {
    guard case .list(let items)? = member(key)?.value else {
      let shown = member(key)?.value.shown ?? "missing"
      throw fault("\(key) is \(shown): it must be a list.", at: key)
    }
    return items.count
  }

  /// Whether the file gives the key a value other than `null`.
  func isSet(_ key: String) -> Bool {
    guard let member = self.member(key) else { return false }
    if case .null = member.value { return false }
    return true
  }

  func flag(_ key: String, or standard: Bool) throws(ImportFault) -> Bool {
    guard let member = self.member(key) else { return standard }
    guard case .truth(let value) = member.value else {
      throw fault("\(key) is \(member.value.shown): it must be true or false.", at: key)
    }
    return value
  }

  /// The same, or a number that Python takes for true: any but 0.
  func truth(_ key: String, or standard: Bool) throws(ImportFault) -> Bool {
    switch member(key)?.value {
    case .whole, .number: try number(key) != 0
    default: try flag(key, or: standard)
    }
  }

  /// A text, or nil where the key is missing or `null`.
  func text(_ key: String) throws(ImportFault) -> String? {
    guard let member = self.member(key) else { return nil }
    switch member.value {
    case .null: return nil
    case .text(let text): return text
    default: throw fault("\(key) is \(member.value.shown): it must be a text.", at: key)
    }
  }

  /// A list of texts, or nil where the key is missing or `null`.
  func texts(_ key: String) throws(ImportFault) -> [String]? {
    guard let member = self.member(key) else { return nil }
    if case .null = member.value { return nil }
    guard case .list(let items) = member.value else {
      throw fault("\(key) is \(member.value.shown): it must be a list of texts.", at: key)
    }
    var texts: [String] = []
    for item in items {
      guard case .text(let text) = item else {
        throw fault("\(key) holds \(item.shown): it must hold texts only.", at: key)
      }
      texts.append(text)
    }
    return texts
  }

  // MARK: - What the file says of itself

  /// What kind of file this is, where it is not a model's config.
  var kindOfFile: String {
    if has("peft_type") {
      guard case .text(let base)? = members["base_model_name_or_path"]?.value else {
        return "It is an adapter's config; I read the base model's config.json."
      }
      return "Its base model is \(quoted(base)): that is the one to read."
    }
    if has("_class_name") { return "It is a config of diffusers; I read language models." }
    if has("weight_map") { return "It is the index of the weights; config.json lies beside it." }
    if has("text_config") { return "It wraps a text model: \"model_type\": \"gemma3\" names how." }
    return "A model's config.json names its family: \"model_type\": \"llama\"."
  }

  /// The class that saved the checkpoint, where it has the head of another task: a classifier.
  var classWithOtherHead: String? {
    let heads = [
      "Classification", "QuestionAnswering", "MultipleChoice", "MaskedLM", "Regression",
      "RewardModel",
    ]
    return savedClass.flatMap { name in heads.contains(where: name.hasSuffix) ? name : nil }
  }

  /// The class that saved the checkpoint, where it has no head, as those that embed texts.
  var classWithoutHead: String? {
    savedClass.flatMap { name in
      name.hasSuffix("Model") && !name.hasSuffix("LMHeadModel") ? quoted(name) : nil
    }
  }

  private var savedClass: String? {
    guard case .list(let names)? = members["architectures"]?.value,
      case .text(let name)? = names.first
    else { return nil }
    return name
  }
}
