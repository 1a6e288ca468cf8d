/// What the model computes with: plain doubles for an estimate, formulas for its explanation.
///
/// The model is written once over this protocol, so that an explanation cannot disagree with the
/// number it explains. Every value is whole and at most 2^53, where doubles are exact: all terms
/// of a sum are smaller than the sum, and a sum beyond 2^53 is refused at the end.
package protocol Amount: Sendable {
  /// A count with the name that a reader knows it by: `batch`, `hidden`.
  static func count(_ value: Int, _ name: StaticString) -> Self
  /// A bare number.
  static func count(_ value: Int) -> Self
  /// The size of one element: every product of bytes holds exactly one such factor.
  static func bytes(_ value: Int) -> Self
  static func + (left: Self, right: Self) -> Self
  static func - (left: Self, right: Self) -> Self
  static func * (left: Self, right: Self) -> Self
  /// The quotient, rounded up to a whole number.
  static func ceiling(_ left: Self, by right: Self) -> Self
  /// The quotient by a bare number, as it comes out.
  func divided(by divisor: Int) -> Self
  static func larger(_ left: Self, _ right: Self) -> Self
  static func smaller(_ left: Self, _ right: Self) -> Self
  /// The next multiple of some whole number of bytes.
  func rounded(toBytes multiple: Int) -> Self
  /// The same amount under one name in symbolic spelling.
  func named(_ name: StaticString) -> Self
  var value: Double { get }
}

extension Amount {
  static var zero: Self { .bytes(0) }
}

extension Amount {
  /// A whole quotient by a bare number, rounded up where there is a rest.
  static func quotient(_ left: Self, by divisor: Int) -> Self {
    let quotient = left.divided(by: divisor)
    return wholeAbove(quotient.value) == quotient.value
      ? quotient : .ceiling(left, by: .count(divisor))
  }

  /// The next multiple of a whole count; itself where it is one.
  package func multiple(of step: Int) -> Self {
    roundUp(value, to: Double(step)) == value
      ? self : .ceiling(self, by: .count(step)) * .count(step)
  }
}

/// The next multiple of a whole number.
func roundUp(_ value: Double, to multiple: Double) -> Double {
  wholeAbove(value / multiple) * multiple
}

/// The next whole number of one that is not negative. Without the C library: an estimate calls
/// it some hundred times.
func wholeAbove(_ value: Double) -> Double {
  guard value < 9_007_199_254_740_992 else { return value }
  let whole = Double(Int64(value))
  return whole < value ? whole + 1 : whole
}

extension Double: Amount {
  package static func count(_ value: Int, _ name: StaticString) -> Double { Double(value) }
  package static func count(_ value: Int) -> Double { Double(value) }
  package static func bytes(_ value: Int) -> Double { Double(value) }
  package static func ceiling(_ left: Double, by right: Double) -> Double {
    wholeAbove(left / right)
  }
  package func divided(by divisor: Int) -> Double { self / Double(divisor) }
  package static func larger(_ left: Double, _ right: Double) -> Double { Swift.max(left, right) }
  package static func smaller(_ left: Double, _ right: Double) -> Double { Swift.min(left, right) }
  package func rounded(toBytes multiple: Int) -> Double { roundUp(self, to: Double(multiple)) }
  package func named(_ name: StaticString) -> Double { self }
  package var value: Double { self }
}
