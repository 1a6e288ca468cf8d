/// Reads the expressions that formulas print, as the language would: an independent check.
struct Arithmetic {
  private var rest: Substring

  static func value(of text: String) -> Double? {
    var reader = Arithmetic(rest: text[...])
    let value = reader.sum()
    reader.blank()
    return reader.rest.isEmpty ? value : nil
  }

  private mutating func blank() { rest = rest.drop { $0 == " " } }

  private mutating func take(_ token: String) -> Bool {
    blank()
    guard rest.hasPrefix(token) else { return false }
    rest = rest.dropFirst(token.count)
    return true
  }

  private mutating func sum() -> Double {
    var value = product()
    while true {
      if take("+") {
        value += product()
      } else if take("-") {
        value -= product()
      } else {
        return value
      }
    }
  }

  private mutating func product() -> Double {
    var value = operand()
    while true {
      if take("*") {
        value *= operand()
      } else if take("/") {
        value /= operand()
      } else if !take("bytes") {
        return value
      }
    }
  }

  private mutating func operand() -> Double {
    if take("(") { return closed(sum()) }
    if take("ceil(") { return closed(sum()).rounded(.up) }
    if take("max(") { return pair(Swift.max) }
    if take("min(") { return pair(Swift.min) }
    if take("round_up(") { return pair { ($0 / $1).rounded(.up) * $1 } }
    blank()
    let digits = rest.prefix { $0.isNumber }
    rest = rest.dropFirst(digits.count)
    return Double(digits) ?? .nan
  }

  private mutating func closed(_ value: Double) -> Double { take(")") ? value : .nan }

  private mutating func pair(_ combine: (Double, Double) -> Double) -> Double {
    let left = sum()
    guard take(",") else { return .nan }
    return closed(combine(left, sum()))
  }
}
