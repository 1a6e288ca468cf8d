import MemoryModel

/// Writes sizes as formulas that paste back.
struct SizeFormulas {
  let sizes: SizeTable
  private let layers: Int
  private var known: [Int32: Polynomial] = [:]

  init(_ sizes: SizeTable, layers: Int) {
    self.sizes = sizes
    self.layers = layers
  }

  /// So many blocks of bytes, each filled up to whole ones of 512.
  mutating func total(_ blocks: [(size: Int32, count: Int)]) -> Formula {
    var sums: [(bytes: Int, polynomial: Polynomial)] = []
    var filled: [(one: Formula, text: String, count: Int)] = []
    for (size, count) in blocks {
      let (elements, bytes) = sizes.elementsAndBytes(of: size)
      if blockBytes(sizes.value(size)) != sizes.value(size) {
        let one = (written(polynomial(elements)) * .bytes(bytes)).rounded(toBytes: 512)
        if let place = filled.firstIndex(where: { $0.text == one.symbolic }) {
          filled[place].count += count
        } else {
          filled.append((one, one.symbolic, count))
        }
      } else {
        let all = Polynomial(count) * polynomial(elements)
        if let place = sums.firstIndex(where: { $0.bytes == bytes }) {
          sums[place].polynomial = sums[place].polynomial + all
        } else {
          sums.append((bytes, all))
        }
      }
    }
    let isAlike = areInAllLayers(blocks)
    let whole = sums.reduce(Formula.bytes(0)) {
      $0 + written(isAlike ? $1.polynomial.by(layers: layers) : $1.polynomial, bytes: $1.bytes)
    }
    return filled.reduce(whole) { sum, block in
      let count = Polynomial(block.count)
      return sum + written(isAlike ? count.by(layers: layers) : count) * block.one
    }
  }

  /// The elements of so many tensors: `layers * intermediate * hidden`.
  mutating func elements(of size: Int32, copies: Int) -> Formula {
    let count = Polynomial(copies)
    let isInAll = layers > 1 && copies % layers == 0
    return written((isInAll ? count.by(layers: layers) : count) * polynomial(size))
  }

  /// Whether there are as many of each size as there are layers, or a multiple.
  private func areInAllLayers(_ blocks: [(size: Int32, count: Int)]) -> Bool {
    if layers < 2 { return false }
    var counts: [Double: Int] = [:]
    for (size, count) in blocks { counts[sizes.value(size), default: 0] += count }
    return counts.values.allSatisfy { $0 % layers == 0 }
  }

  private mutating func polynomial(_ index: Int32) -> Polynomial {
    if let polynomial = known[index] { return polynomial }
    let polynomial = made(index)
    known[index] = polynomial
    return polynomial
  }

  private mutating func made(_ index: Int32) -> Polynomial {
    let atom = Polynomial(atom: index)
    switch sizes.node(index) {
    case .number(let number): return Polynomial(number)
    case .dimension, .opaque: return atom
    case .multiple(let inner, _):
      return sizes.value(inner) == sizes.value(index) ? polynomial(inner) : atom
    case .product(let left, let right): return polynomial(left) * polynomial(right)
    case .quotient(let left, let right):
      return polynomial(left).divided(by: polynomial(right)) ?? atom
    case .sum(let left, let right): return polynomial(left) + polynomial(right)
    case .difference(let left, let right): return polynomial(left) + polynomial(right).negative
    }
  }

  /// `layers * r * (2 * hidden + intermediate) * 4 bytes`: what all terms have in common stands
  /// before the sum.
  private mutating func written(_ polynomial: Polynomial, bytes: Int? = nil) -> Formula {
    let unit = bytes.map { Formula.bytes($0) } ?? .count(1)
    let terms = polynomial.terms
    guard let first = terms.first else { return .bytes(0) }
    if terms.count == 1 { return written(first) * unit }
    var common = Polynomial.Term(numerator: 0, powers: first.powers)
    for term in terms {
      common.numerator = Int(
        greatestDivisor(common.numerator.magnitude, term.numerator.magnitude))
      common.powers = common.powers.compactMap { atom, exponent in
        let other = term.powers.first { $0.atom == atom }?.exponent ?? 0
        let least = min(exponent, other)
        return least > 0 ? (atom, least) : nil
      }
    }
    var (sum, minus) = (Formula.bytes(0), Formula.bytes(0))
    for term in terms {
      var part = term
      part.numerator = abs(term.numerator) / common.numerator
      part.powers = term.powers.compactMap { atom, exponent in
        let taken = common.powers.first { $0.atom == atom }?.exponent ?? 0
        return exponent > taken ? (atom, exponent - taken) : nil
      }
      if term.numerator < 0 { minus = minus + written(part) } else { sum = sum + written(part) }
    }
    return written(common) * (sum - minus) * unit
  }

  private mutating func written(_ term: Polynomial.Term) -> Formula {
    var product = Formula.count(term.numerator)
    for (atom, exponent) in term.powers {
      for _ in 0..<exponent { product = product * written(atom: atom) }
    }
    return term.denominator == 1 ? product : product.divided(by: term.denominator)
  }

  private mutating func written(atom: Int32) -> Formula {
    if atom == Polynomial.layersAtom { return .count(layers, "layers") }
    let value = sizes.value(atom)
    switch sizes.node(atom) {
    case .dimension(let name): return .count(Int(value), name)
    case .multiple(let inner, let step):
      return written(polynomial(inner)).multiple(of: Int(sizes.value(step)))
    case .quotient(let left, let right):
      return .ceiling(written(polynomial(left)), by: written(polynomial(right)))
    default: return .count(Int(value))
    }
  }
}

extension SizeTable {
  /// An entry as an explanation sees it.
  enum Node {
    case number(Int)
    case dimension(StaticString)
    case product(Int32, Int32)
    case quotient(Int32, Int32)
    case sum(Int32, Int32)
    case difference(Int32, Int32)
    case multiple(Int32, of: Int32)
    /// What only its value is said of.
    case opaque
  }
}
