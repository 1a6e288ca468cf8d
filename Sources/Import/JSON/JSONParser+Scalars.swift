/// Numbers and texts.
extension JSONParser {
  /// A number as JSON writes it; `-Infinity` besides.
  mutating func number() throws(ImportFault) -> JSON {
    let start = position
    _ = take("-")
    if peek == UInt8(ascii: "I") { return try negativeInfinity(from: start) }

    let firstDigit = position
    skipDigits()
    if position == firstDigit { throw unexpected("a digit") }
    if bytes[firstDigit] == UInt8(ascii: "0"), position > firstDigit + 1 {
      throw fault("A number does not begin with 0.", at: start)
    }
    var isWhole = true
    if take(".") {
      isWhole = false
      try digits()
    }
    if take("e") || take("E") {
      isWhole = false
      if !take("+") { _ = take("-") }
      try digits()
    }

    let written = String(decoding: bytes[start..<position], as: UTF8.self)
    if isWhole, let whole = Int(written) { return .whole(whole) }
    guard let number = Double(written) else { throw fault("I cannot read this number.", at: start) }
    return .number(number)
  }

  private mutating func negativeInfinity(from start: Int) throws(ImportFault) -> JSON {
    for character in "Infinity".unicodeScalars where !take(character) {
      throw fault("After a '-' I expected a number.", at: start)
    }
    return .number(-.infinity)
  }

  private mutating func digits() throws(ImportFault) {
    let start = position
    skipDigits()
    if position == start { throw peek == nil ? truncated("a number") : unexpected("a digit") }
  }

  private mutating func skipDigits() {
    while let byte = peek, byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") { position += 1 }
  }

  /// A text in double quotes, its escapes resolved.
  mutating func text() throws(ImportFault) -> String {
    let start = position
    position += 1
    var units: [UInt8] = []
    while let byte = peek {
      position += 1
      switch byte {
      case UInt8(ascii: "\""):
        guard let text = String(validating: units, as: UTF8.self) else {
          throw fault("This text is not UTF-8.", at: start)
        }
        return text
      case UInt8(ascii: "\\"): units += try escaped()
      case 0..<0x20:
        throw fault(
          "A text holds a line break or another control character.",
          hint: "Is the closing quote missing?", at: position - 1)
      default: units.append(byte)
      }
    }
    throw fault("The file ends within a text that begins here.", at: start)
  }

  private mutating func escaped() throws(ImportFault) -> [UInt8] {
    guard let byte = peek else { throw truncated("a text") }
    position += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return [byte]
    case UInt8(ascii: "b"): return [0x08]
    case UInt8(ascii: "f"): return [0x0C]
    case UInt8(ascii: "n"): return [0x0A]
    case UInt8(ascii: "r"): return [0x0D]
    case UInt8(ascii: "t"): return [0x09]
    case UInt8(ascii: "u"): return try escapedScalar()
    default: throw fault("JSON has no such escape in a text.", at: position - 2)
    }
  }

  /// The scalar of `\uXXXX`, or of two such that are one pair of surrogates.
  private mutating func escapedScalar() throws(ImportFault) -> [UInt8] {
    let start = position - 2
    let first = try hexadecimal()
    var value = first
    if (0xD800..<0xDC00).contains(first), take("\\"), take("u") {
      let second = try hexadecimal()
      if (0xDC00..<0xE000).contains(second) {
        value = 0x10000 + (first - 0xD800) << 10 + (second - 0xDC00)
      }
    }
    guard let scalar = Unicode.Scalar(value) else {
      throw fault("Half of a surrogate pair stands alone in a text.", at: start)
    }
    return Array(String(scalar).utf8)
  }

  private mutating func hexadecimal() throws(ImportFault) -> UInt32 {
    var value: UInt32 = 0
    for _ in 0..<4 {
      guard let byte = peek else { throw truncated("a text") }
      guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
        throw unexpected("four hexadecimal digits after \\u")
      }
      value = value << 4 + UInt32(digit)
      position += 1
    }
    return value
  }
}
