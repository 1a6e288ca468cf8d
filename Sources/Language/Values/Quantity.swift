/// A number with its dimension, in base units: bytes, parameters, tokens, seconds, dollars, …
///
/// Two machine words and no reference, so that arithmetic costs nothing but arithmetic.
package struct Quantity: Sendable, Hashable {
  package let number: Double
  package let dimension: Dimension

  package init(_ number: Double, _ dimension: Dimension = .none) {
    self.number = number
    self.dimension = dimension
  }

  /// Whole bytes. Exact up to 2^53.
  package static func bytes(_ count: Int) -> Quantity { Quantity(Double(count), .memory) }

  /// The whole number that it is, when it is plain and whole and exact.
  package var whole: Int? {
    guard dimension == .none, number.magnitude <= 0x1p53 else { return nil }
    return Int(exactly: number)
  }
}

/// Why two quantities do not go together.
enum Mismatch: Error {
  /// They would have to be alike.
  case unlike
  case divisionByZero
  case tooLarge
  /// An exponent with a dimension.
  case exponent
  /// A broken power of a dimension or of what is less than nothing.
  case root
}

extension Quantity {
  static func + (a: Quantity, b: Quantity) throws(Mismatch) -> Quantity {
    guard let dimension = Dimension.common(a.dimension, b.dimension) else { throw .unlike }
    return try Quantity(a.number + b.number, dimension).checked()
  }

  static func - (a: Quantity, b: Quantity) throws(Mismatch) -> Quantity {
    guard let dimension = Dimension.common(a.dimension, b.dimension) else { throw .unlike }
    return try Quantity(a.number - b.number, dimension).checked()
  }

  static func * (a: Quantity, b: Quantity) throws(Mismatch) -> Quantity {
    // Most factors are plain, and then the dimension needs no look.
    if b.dimension == .none { return try Quantity(a.number * b.number, a.dimension).checked() }
    let dimension = a.dimension * b.dimension
    guard dimension.isModest else { throw .tooLarge }
    return try Quantity(a.number * b.number, dimension).checked()
  }

  static func / (a: Quantity, b: Quantity) throws(Mismatch) -> Quantity {
    guard b.number != 0 else { throw .divisionByZero }
    let dimension = a.dimension / b.dimension
    guard dimension.isModest else { throw .tooLarge }
    return try Quantity(a.number / b.number, dimension).checked()
  }

  /// What is left of a division; it has the sign of the divisor, as a place in a cycle has.
  static func % (a: Quantity, b: Quantity) throws(Mismatch) -> Quantity {
    guard let dimension = Dimension.common(a.dimension, b.dimension) else { throw .unlike }
    guard b.number != 0 else { throw .divisionByZero }
    let rest = a.number.truncatingRemainder(dividingBy: b.number)
    let isAcross = rest != 0 && (rest < 0) != (b.number < 0)
    return Quantity(isAcross ? rest + b.number : rest, dimension)
  }

  func raised(to exponent: Quantity) throws(Mismatch) -> Quantity {
    guard exponent.dimension == .none else { throw .exponent }
    if let whole = exponent.whole, whole.magnitude <= 1024 {
      guard let dimension = dimension.raised(to: whole) else { throw .tooLarge }
      if whole < 0, number == 0 { throw .divisionByZero }
      return try Quantity(power(number, whole), dimension).checked()
    }
    guard dimension == .none, number >= 0 else { throw .root }
    if number == 0, exponent.number < 0 { throw .divisionByZero }
    return try Quantity(Mathematics.power(number, exponent.number)).checked()
  }

  private func checked() throws(Mismatch) -> Quantity {
    guard number.isFinite else { throw .tooLarge }
    return self
  }

  /// By squaring, so that whole powers of whole numbers are exact.
  private func power(_ base: Double, _ exponent: Int) -> Double {
    var result = 1.0
    var factor = base
    var left = exponent.magnitude
    while left > 0 {
      if left & 1 == 1 { result *= factor }
      left >>= 1
      if left > 0 { factor *= factor }
    }
    return exponent < 0 ? 1 / result : result
  }
}
