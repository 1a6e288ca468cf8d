import MemoryModel

/// Writes sizes as formulas that paste back.
struct SizeFormulas {
  let sizes: SizeTable
  private let layers: Int
  /// Whether of many terms the small ones are one number.
  private let isBrief: Bool
  private var known: [Int32: Polynomial] = [:]

  init(_ sizes: SizeTable, layers: Int, isBrief: Bool = false) {
    self.sizes = sizes
    self.layers = layers
    self.isBrief = isBrief
  }

  /// So many blocks of bytes, each filled up to whole ones of 512.
  mutating func total(_ blocks: [(size: Int32, count: Int)]) -> Formula {
    var sums: [(bytes: Int, polynomial: Polynomial)] = []
    var filled: [(one: Formula, text: String, count: Polynomial)] = []
    let shared = inAllLayers(blocks)
    for (size, blocks) in blocks {
      let (elements, bytes) = sizes.elementsAndBytes(of: size)
      let isShared = shared.contains(sizes.value(size))
      let count = isShared ? Polynomial(blocks).by(layers: layers) : Polynomial(blocks)
      if blockBytes(sizes.value(size)) != sizes.value(size) {
        let one = (written(polynomial(elements)) * .bytes(bytes)).rounded(toBytes: 512)
        if let place = filled.firstIndex(where: { $0.text == one.symbolic }) {
          filled[place].count = filled[place].count + count
        } else {
          filled.append((one, one.symbolic, count))
        }
      } else {
        let all = count * polynomial(elements)
        if let place = sums.firstIndex(where: { $0.bytes == bytes }) {
          sums[place].polynomial = sums[place].polynomial + all
        } else {
          sums.append((bytes, all))
        }
      }
    }
    let whole = sums.reduce(Formula.bytes(0)) { $0 + written($1.polynomial, bytes: $1.bytes) }
    return filled.reduce(whole) { $0 + written($1.count) * $1.one }
  }

  /// The elements of so many tensors: `layers * intermediate * hidden`.
  mutating func elements(of size: Int32, copies: Int) -> Formula {
    let count = Polynomial(copies)
    let isInAll = layers > 1 && copies % layers == 0
    return written((isInAll ? count.by(layers: layers) : count) * polynomial(size))
  }

  /// The sizes of which there are as many as layers, or a multiple.
  private func inAllLayers(_ blocks: [(size: Int32, count: Int)]) -> Set<Double> {
    if layers < 2 { return [] }
    var counts: [Double: Int] = [:]
    for (size, count) in blocks { counts[sizes.value(size), default: 0] += count }
    return Set(counts.filter { $0.value % layers == 0 }.keys)
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
      let above = polynomial(left)
      return above.divided(by: polynomial(right)) ?? divided(above, by: sizes.value(right)) ?? atom
    case .sum(let left, let right): return polynomial(left) + polynomial(right)
    case .difference(let left, let right): return polynomial(left) + polynomial(right).negative
    }
  }

  /// The quotient where some dimensions of each term are as many as are divided by: in GPT-2
  /// `heads * head_dim` is `hidden`. Those of the batch only happen to be.
  private func divided(_ polynomial: Polynomial, by divisor: Double) -> Polynomial? {
    guard divisor >= 1 && divisor < 0x1p53 else { return nil }
    var quotient = Polynomial()
    for var term in polynomial.terms {
      if divisor == divisor.rounded(), term.numerator % Int(divisor) == 0 {
        term.numerator /= Int(divisor)
      } else {
        let atoms = term.powers.map(\.atom).filter { !isOfBatch($0) }
        guard let taken = subset(of: atoms[...], making: divisor) else { return nil }
        term.powers = term.powers.compactMap { atom, exponent in
          let left = exponent - (taken.contains(atom) ? 1 : 0)
          return left > 0 ? (atom, left) : nil
        }
      }
      quotient = quotient + Polynomial([term])
    }
    return quotient
  }

  /// Some of the atoms whose product is so much.
  private func subset(of atoms: ArraySlice<Int32>, making product: Double) -> Set<Int32>? {
    guard product > 1, let first = atoms.first else { return product == 1 ? [] : nil }
    let value = sizes.value(first)
    if value > 0, let rest = subset(of: atoms.dropFirst(), making: product / value) {
      return rest.union([first])
    }
    return subset(of: atoms.dropFirst(), making: product)
  }

  private func isOfBatch(_ atom: Int32) -> Bool {
    guard case .dimension(let name) = sizes.node(atom) else { return true }
    return name.isEqual(to: "batch") || name.isEqual(to: "seq")
  }

  private mutating func written(_ polynomial: Polynomial, bytes: Int? = nil) -> Formula {
    let unit = bytes.map { Formula.bytes($0) } ?? .count(1)
    if polynomial.terms.isEmpty { return .bytes(0) }
    let (terms, rest) = isBrief ? brief(polynomial.terms) : (polynomial.terms, 0)
    let sum = written(terms)
    return (rest > 0 ? sum + .count(rest) : sum) * unit
  }

  /// The few terms that make nearly all of many, and what the others come to.
  private func brief(_ terms: [Polynomial.Term]) -> (terms: [Polynomial.Term], rest: Int) {
    guard terms.count > Self.most, terms.allSatisfy({ $0.numerator > 0 }) else { return (terms, 0) }
    let values = terms.map(value)
    let order = terms.indices.sorted { (values[$1], $0) < (values[$0], $1) }
    let all = values.reduce(0, +)
    var (sum, kept) = (0.0, Set<Int>())
    for index in order where sum < all * 0.97 && kept.count < Self.most {
      sum += values[index]
      kept.insert(index)
    }
    let rest = terms.indices.reduce(0.0) { $0 + (kept.contains($1) ? 0 : values[$1]) }
    guard rest == rest.rounded() else { return (terms, 0) }
    return (terms.indices.filter(kept.contains).map { terms[$0] }, Int(rest))
  }

  /// How many terms a reader takes in.
  private static let most = 4

  private func value(_ term: Polynomial.Term) -> Double {
    term.powers.reduce(Double(term.numerator)) { product, power in
      let value =
        power.atom == Polynomial.layersAtom ? Double(layers) : sizes.value(power.atom)
      return (0..<power.exponent).reduce(product) { result, _ in result * value }
    } / Double(term.denominator)
  }

  /// `layers * r * (2 * hidden + intermediate)`: what all terms have in common stands before the sum.
  private mutating func written(_ terms: [Polynomial.Term]) -> Formula {
    if terms.count == 1 { return written(terms[0]) }
    var common = Polynomial.Term(numerator: 0, powers: terms[0].powers)
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
    return written(common) * (sum - minus)
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
