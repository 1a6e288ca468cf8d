/// Numbers as text, without Foundation.
package enum Figures {
  /// A number that can be pasted back: whole ones in full, broken ones to six digits and to two
  /// places at least, or to as many as keep it from passing for whole.
  package static func number(_ x: Double, digits: Int = 6) -> String {
    if x == x.rounded(), x.magnitude < 0x1p53 {
      return grouped(String(Int64(x)), "_", from: 6)
    }
    // From 2^53 on a whole number may stand for its neighbour, and does not pretend to be exact.
    guard x.magnitude < 1e15, x.magnitude >= 1e-4 else { return scientific(x, digits) }
    var places = max(2, digits - 1 - exponent(x))
    let scale = Mathematics.power(10, Double(places))
    let isWholeShown = (x * scale).rounded() == x.rounded() * scale
    if isWholeShown, (x - x.rounded()).magnitude > x.magnitude * 1e-9 { places += 4 }
    let shown = fixed(x, places)
    guard let point = shown.firstIndex(of: "."), x.magnitude >= 1e6 else { return trimmed(shown) }
    return trimmed(grouped(String(shown[..<point]), "_", from: 6) + shown[point...])
  }

  /// A number for reading: commas between thousands.
  package static func prose(_ x: Double) -> String {
    let shown = number(x).filter { $0 != "_" }
    if shown.contains("e") || !x.isFinite { return shown }
    let point = shown.firstIndex(of: ".") ?? shown.endIndex
    return grouped(String(shown[..<point]), ",", from: 4) + shown[point...]
  }

  package static func prose(_ x: Int) -> String { grouped(String(x), ",", from: 4) }

  /// A count as the field says it: `8.03B`, `41.9M`, `512`.
  package static func short(_ count: Int) -> String {
    for (scale, letter) in [(1e12, "T"), (1e9, "B"), (1e6, "M"), (1e3, "k")] {
      let shown = Double(count) / scale
      if shown >= 0.9995 { return fixed(shown, places(shown)) + letter }
    }
    return String(count)
  }

  /// How many places give three digits once it is rounded, for what is at least about 1.
  private static func places(_ x: Double) -> Int {
    x < 9.995 ? 2 : x < 99.95 ? 1 : 0
  }

  /// A figure of memory: exact ones as they are, others to two places or three digits.
  static func memory(_ x: Double) -> String {
    let hundredths = x * 100
    if hundredths == hundredths.rounded(), x.magnitude < 1e6 { return trimmed(fixed(x, 2)) }
    let places = x.magnitude < 0.9995 ? 2 - exponent(x) : x.magnitude < 1000 ? 2 : 1
    return fixed(x, places)
  }

  /// A number with this many places behind the point, halves away from zero.
  package static func fixed(_ x: Double, _ places: Int, grouped separator: String = "") -> String {
    let places = max(0, min(places, 12))
    let scale = Mathematics.power(10, Double(places))
    let scaled = (x.magnitude * scale).rounded()
    guard scaled < 9e15 else { return scientific(x, 6) }
    let sign = x < 0 && scaled > 0 ? "-" : ""
    var digits = String(Int64(scaled))
    if digits.utf8.count <= places {
      digits = String(repeating: "0", count: places + 1 - digits.utf8.count) + digits
    }
    let whole = String(digits.dropLast(places))
    let shown = separator.isEmpty ? whole : grouped(whole, separator, from: 4)
    return sign + shown + (places > 0 ? "." + digits.suffix(places) : "")
  }

  private static func scientific(_ x: Double, _ digits: Int) -> String {
    guard x.isFinite, x != 0 else { return x == 0 ? "0" : "\(x)" }
    var power = exponent(x)
    // In two steps: ten to the power of the smallest numbers is none itself.
    let near = power < -300 ? x * 1e100 : x
    let tens = Mathematics.power(10, Double(power < -300 ? power + 100 : power))
    var mantissa = trimmed(fixed(near / tens, digits - 1))
    // Rounding can carry: 9.9999999 becomes 10.
    if mantissa == "10" || mantissa == "-10" {
      mantissa.removeLast()
      power += 1
    }
    return "\(mantissa)e\(power)"
  }

  /// The power of ten of the first digit.
  private static func exponent(_ x: Double) -> Int {
    guard x != 0, x.isFinite else { return 0 }
    var power = 0
    var left = x.magnitude
    while left >= 10 { (left, power) = (left / 10, power + 1) }
    while left < 1 { (left, power) = (left * 10, power - 1) }
    return power
  }

  private static func trimmed(_ digits: String) -> String {
    guard digits.contains(".") else { return digits }
    var end = digits[...]
    while end.last == "0" { end.removeLast() }
    if end.last == "." { end.removeLast() }
    return String(end)
  }

  private static func grouped(_ digits: String, _ separator: String, from least: Int) -> String {
    let isNegative = digits.hasPrefix("-")
    let bare = Array(isNegative ? digits.dropFirst() : digits[...])
    guard bare.count >= least else { return digits }
    var text = isNegative ? "-" : ""
    for (index, digit) in bare.enumerated() {
      if index > 0, (bare.count - index) % 3 == 0 { text += separator }
      text.append(digit)
    }
    return text
  }
}
