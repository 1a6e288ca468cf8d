import MemoryModel

/// A size as a sum of products, which joins like terms: what an explanation says.
///
/// Its atoms are dimensions, and expressions that are no products of them, by their entries in the
/// table.
struct Polynomial {
  private(set) var terms: [Term]

  struct Term {
    var numerator: Int
    var denominator = 1
    /// Sorted by atom.
    var powers: [(atom: Int32, exponent: Int)]

    fileprivate func isLike(_ other: Term) -> Bool {
      powers.count == other.powers.count
        && zip(powers, other.powers).allSatisfy { $0 == $1 }
    }
  }

  init(_ terms: [Term] = []) { self.terms = terms }
  init(_ number: Int) { terms = [Term(numerator: number, powers: [])] }
  init(atom: Int32) { terms = [Term(numerator: 1, powers: [(atom, 1)])] }

  static func + (a: Polynomial, b: Polynomial) -> Polynomial {
    var sum = a
    for term in b.terms {
      if let place = sum.terms.firstIndex(where: { $0.isLike(term) }) {
        sum.terms[place] = sum.terms[place].plus(term)
      } else {
        sum.terms.append(term)
      }
    }
    sum.terms.removeAll { $0.numerator == 0 }
    return sum
  }

  static func * (a: Polynomial, b: Polynomial) -> Polynomial {
    var product = Polynomial()
    for left in a.terms {
      for right in b.terms { product = product + Polynomial([left.times(right)]) }
    }
    return product
  }

  var negative: Polynomial {
    Polynomial(
      terms.map {
        Term(numerator: -$0.numerator, denominator: $0.denominator, powers: $0.powers)
      })
  }

  /// The atom of the count of layers, which no size depends on.
  static let layersAtom: Int32 = -1

  /// The same with the count of layers as a factor; itself where that would leave odd fractions.
  func by(layers: Int) -> Polynomial {
    let share = Term(numerator: 1, denominator: layers, powers: [(Self.layersAtom, 1)])
    let shared = terms.map { $0.times(share) }
    let isEven = shared.allSatisfy { $0.denominator & ($0.denominator - 1) == 0 }
    return isEven ? Polynomial(shared) : self
  }

  /// The quotient by one product; nil where something is left below the line.
  func divided(by divisor: Polynomial) -> Polynomial? {
    guard let below = divisor.terms.first, below.numerator != 0 else { return nil }
    if divisor.terms.count > 1 {
      // A product of the divisor and one other: what its first term says is held against all.
      guard let first = terms.first,
        let part = Polynomial([first]).divided(by: Polynomial([below])),
        (part * divisor + negative).terms.isEmpty
      else { return nil }
      return part
    }
    var quotient = Polynomial()
    for term in terms {
      let inverse = Term(
        numerator: below.denominator, denominator: below.numerator,
        powers: below.powers.map { ($0.atom, -$0.exponent) })
      let part = term.times(inverse)
      if part.powers.contains(where: { $0.exponent < 0 }) { return nil }
      quotient = quotient + Polynomial([part])
    }
    return quotient
  }
}

extension Polynomial.Term {
  /// The sum with a like term.
  fileprivate func plus(_ other: Self) -> Self {
    let common = Int(greatestDivisor(denominator.magnitude, other.denominator.magnitude))
    var sum = self
    sum.numerator =
      numerator * (other.denominator / common) + other.numerator * (denominator / common)
    sum.denominator = denominator / common * other.denominator
    let shared = Int(greatestDivisor(sum.numerator.magnitude, sum.denominator.magnitude))
    (sum.numerator, sum.denominator) = (sum.numerator / shared, sum.denominator / shared)
    return sum
  }

  fileprivate func times(_ other: Self) -> Self {
    var product = powers
    for (atom, exponent) in other.powers {
      if let place = product.firstIndex(where: { $0.atom == atom }) {
        product[place].exponent += exponent
      } else {
        product.append((atom, exponent))
      }
    }
    product.removeAll { $0.exponent == 0 }
    product.sort { $0.atom < $1.atom }
    let (above, below) = (
      numerator.multipliedReportingOverflow(by: other.numerator),
      denominator.multipliedReportingOverflow(by: other.denominator)
    )
    // Constants of the rules are small: beyond that, numbers are a user's, which are atoms.
    if above.overflow || below.overflow { return Self(numerator: 0, powers: []) }
    let common = greatestDivisor(above.partialValue.magnitude, below.partialValue.magnitude)
    return Self(
      numerator: above.partialValue / Int(common), denominator: below.partialValue / Int(common),
      powers: product)
  }
}

func greatestDivisor(_ a: UInt, _ b: UInt) -> UInt {
  var (a, b) = (a, b)
  while b != 0 { (a, b) = (b, a % b) }
  return max(a, 1)
}
