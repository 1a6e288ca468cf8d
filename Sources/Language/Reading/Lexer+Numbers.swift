// Numbers: `16`, `1_000`, `1.5e-4`, `8B`, `2K`, `85%`.
extension Lexer {

  mutating func number() -> Token.Kind {
    let start = at
    skipDigits()
    var isWhole = true
    if byte() == ascii("."), isDigit(byte(1)) {
      isWhole = false
      at += 1
      skipDigits()
    }
    let hasExponent = exponent()
    let digits = String(
      decoding: bytes[start..<at].filter { $0 != ascii("_") }, as: UTF8.self)
    if isWhole, !hasExponent { checkExact(digits, Span(start, at)) }
    let value = hasExponent ? scaled(digits) : suffixed(digits)
    if !value.isFinite {
      fault("This number is too large to hold.", Span(start, at), "the largest is about 1.8e308")
      return .number(0)
    }
    return .number(value)
  }

  private mutating func skipDigits() {
    while at < end, isDigit(bytes[at]) || (bytes[at] == ascii("_") && isDigit(byte(1))) { at += 1 }
  }

  private mutating func exponent() -> Bool {
    guard byte() | 0x20 == ascii("e") else { return false }
    let signed = byte(1) == ascii("+") || byte(1) == ascii("-")
    guard isDigit(byte(signed ? 2 : 1)) else { return false }
    at += signed ? 2 : 1
    skipDigits()
    return true
  }

  /// `8B`, `2K`, `85%`: the power of ten is read with the digits, so that `8.03B` is whole.
  private mutating func suffixed(_ digits: String) -> Double {
    if byte() == ascii("%"), !isOperand(at + 1) {
      at += 1
      return scaled(digits, tens: -2)
    }
    guard !isNamePart(at + 1), let tens = Self.magnitude(byte()) else { return scaled(digits) }
    let isBinary = byte() == ascii("K")
    at += 1
    return isBinary ? scaled(digits) * 1024 : scaled(digits, tens: tens)
  }

  private func scaled(_ digits: String, tens: Int = 0) -> Double {
    Double(tens == 0 ? digits : digits + "e\(tens)") ?? .infinity
  }

  // `K` is 1024 as in "2K sequence, 128K context"; the others are the powers of ten of the field.
  private static func magnitude(_ letter: UInt8) -> Int? {
    switch letter {
    case ascii("k"): 3
    case ascii("K"): 0
    case ascii("M"): 6
    case ascii("B"): 9
    case ascii("T"): 12
    default: nil
    }
  }

  /// Whether `%` before this byte must be the remainder: `10%3`.
  private func isOperand(_ index: Int) -> Bool {
    isNamePart(index) || (index < end && bytes[index] == ascii("("))
  }

  /// A whole number that would silently become its neighbour is refused.
  private mutating func checkExact(_ digits: String, _ span: Span) {
    guard let whole = UInt64(digits), UInt64(exactly: Double(whole)) != whole else { return }
    fault(
      "I hold whole numbers exactly up to 2^53, and this one lies beyond.", span,
      "if about is enough, write it as `\(Figures.number(Double(whole)))`")
  }
}
