/// Reads a JSON text from a source that is not trusted.
///
/// Size and depth are bounded, and every fault has a place. It is stricter than Python where leniency
/// would hide a mistake (a key that occurs twice, half a surrogate pair) and as lenient where real
/// configs need it (`NaN`, `Infinity`, a byte order mark).
struct JSONParser {
  /// A real config has some kilobytes; 8 MiB leaves room for the oddest.
  static let largestSize = 8 << 20
  /// A real config nests five deep.
  static let greatestDepth = 64

  let bytes: [UInt8]
  var position = 0
  private var depth = 0

  static func parse(
    _ bytes: [UInt8], upTo largest: Int = largestSize
  ) throws(ImportFault) -> JSON {
    var parser = JSONParser(bytes: bytes)
    guard bytes.count <= largest else {
      throw ImportFault(
        "The file is larger than \(largest >> 20) MiB, and I read no more.",
        hint: parser.hintForAnotherFormat()
          ?? "A config.json has a few kilobytes: is this the file you meant?")
    }
    return try parser.document()
  }

  private init(bytes: [UInt8]) {
    self.bytes = bytes
  }

  // MARK: - The grammar

  private mutating func document() throws(ImportFault) -> JSON {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
    skipSpace()
    if position == bytes.count { throw fault("The file is empty.") }
    if let hint = hintForAnotherFormat() { throw fault("This is not JSON.", hint: hint) }
    let value = try value()
    skipSpace()
    guard position == bytes.count else {
      throw fault("There is more after the end of the JSON value: \(shownByte).")
    }
    return value
  }

  private mutating func value() throws(ImportFault) -> JSON {
    guard let byte = peek else { throw truncated("a value") }
    switch byte {
    case UInt8(ascii: "{"): return try nested { parser throws(ImportFault) in try parser.object() }
    case UInt8(ascii: "["): return try nested { parser throws(ImportFault) in try parser.list() }
    case UInt8(ascii: "\""): return .text(try text())
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try number()
    default: return try word()
    }
  }

  private mutating func nested(
    _ read: (inout JSONParser) throws(ImportFault) -> JSON
  ) throws(ImportFault) -> JSON {
    guard depth < Self.greatestDepth else {
      throw fault("Lists and objects are nested more than \(Self.greatestDepth) deep here.")
    }
    depth += 1
    let value = try read(&self)
    depth -= 1
    return value
  }

  private mutating func object() throws(ImportFault) -> JSON {
    var members: [String: JSON.Member] = [:]
    position += 1
    skipSpace()
    if take("}") { return .object(members) }
    while true {
      let keyStart = position
      guard peek == UInt8(ascii: "\"") else {
        throw peek == nil ? truncated("an object") : unexpected("a key in double quotes")
      }
      let key = try text()
      skipSpace()
      guard take(":") else { throw peek == nil ? truncated("an object") : unexpected("a ':'") }
      skipSpace()
      let offset = position
      guard members[key] == nil else {
        throw fault("The key \(quoted(key)) occurs twice in one object.", at: keyStart)
      }
      members[key] = JSON.Member(value: try value(), offset: offset)
      skipSpace()
      if take("}") { return .object(members) }
      guard take(",") else {
        throw peek == nil ? truncated("an object") : unexpected("a ',' or a '}'")
      }
      skipSpace()
    }
  }

  private mutating func list() throws(ImportFault) -> JSON {
    var items: [JSON] = []
    position += 1
    skipSpace()
    if take("]") { return .list(items) }
    while true {
      items.append(try value())
      skipSpace()
      if take("]") { return .list(items) }
      guard take(",") else {
        throw peek == nil ? truncated("a list") : unexpected("a ',' or a ']'")
      }
      skipSpace()
    }
  }

  private mutating func word() throws(ImportFault) -> JSON {
    let start = position
    while let byte = peek, byte | 0x20 >= UInt8(ascii: "a"), byte | 0x20 <= UInt8(ascii: "z") {
      position += 1
    }
    switch String(decoding: bytes[start..<position], as: UTF8.self) {
    case "null": return .null
    case "true": return .truth(true)
    case "false": return .truth(false)
    case "NaN": return .number(.nan)
    case "Infinity": return .number(.infinity)
    case "": throw unexpected("a value")
    case let other:
      throw fault("\(quoted(other)) is no value of JSON.", hint: hint(forWord: other), at: start)
    }
  }

  // MARK: - Bytes

  var peek: UInt8? { position < bytes.count ? bytes[position] : nil }

  mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard peek == UInt8(ascii: character) else { return false }
    position += 1
    return true
  }

  private mutating func skipSpace() {
    while let byte = peek, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 {
      position += 1
    }
  }
}
