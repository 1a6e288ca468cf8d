/// The powers of the base dimensions: memory / time is `[1, 0, 0, -1, …]`.
///
/// Eight signed bytes in one word, so that two of them are compared and added in one step each.
package struct Dimension: Sendable, Hashable {
  private let bits: UInt64

  private init(bits: UInt64) { self.bits = bits }

  private init(base: Int) { bits = 1 << UInt64(8 * base) }

  package static var none: Dimension { Dimension(bits: 0) }
  package static var memory: Dimension { Dimension(base: 0) }
  package static var parameters: Dimension { Dimension(base: 1) }
  package static var tokens: Dimension { Dimension(base: 2) }
  package static var time: Dimension { Dimension(base: 3) }
  package static var money: Dimension { Dimension(base: 4) }
  package static var operations: Dimension { Dimension(base: 5) }
  package static var cards: Dimension { Dimension(base: 6) }

  package static func * (a: Dimension, b: Dimension) -> Dimension {
    Dimension(bits: sum(a.bits, b.bits))
  }

  package static func / (a: Dimension, b: Dimension) -> Dimension {
    // The complement of a byte is its negative less one.
    Dimension(bits: sum(sum(a.bits, ~b.bits), 0x0101_0101_0101_0101))
  }

  /// Byte by byte, no carry from one to the next.
  private static func sum(_ a: UInt64, _ b: UInt64) -> UInt64 {
    let high: UInt64 = 0x8080_8080_8080_8080
    return ((a & ~high) &+ (b & ~high)) ^ ((a ^ b) & high)
  }

  private subscript(lane: Int) -> Int { Int(Int8(truncatingIfNeeded: bits >> UInt64(8 * lane))) }

  /// The dimension to a whole power, or nil when a power leaves what a product may hold.
  func raised(to exponent: Int) -> Dimension? {
    if self == .none { return self }
    guard abs(exponent) <= Self.most else { return nil }
    var result: UInt64 = 0
    for lane in 0..<8 {
      let power = self[lane] * exponent
      guard abs(power) <= Self.most else { return nil }
      result |= UInt64(UInt8(truncatingIfNeeded: power)) << UInt64(8 * lane)
    }
    return Dimension(bits: result)
  }

  /// Whether a product of two such dimensions stays within what a power can hold.
  var isModest: Bool { (0..<8).allSatisfy { abs(self[$0]) <= Self.most } }

  private static let most = 60

  /// Whether it says what is counted: a plain number beside such a count counts the same.
  var isCount: Bool { self == .parameters || self == .tokens || self == .cards }

  /// What is counted in a count that was multiplied by plain memory: `8B params * 2 bytes`.
  var ofMemory: Dimension? {
    [.parameters, .tokens, .cards].first { self == $0 * .memory }
  }

  /// What two figures that are added or compared measure both, or nil where they are unlike.
  package static func common(_ a: Dimension, _ b: Dimension) -> Dimension? {
    if a == b { return a }
    if a == .none, b.isCount { return b }
    return b == .none && a.isCount ? a : nil
  }

  /// `memory`, `tokens per second`: what a message calls it.
  package var name: String {
    if self == .none { return "a plain number" }
    if self == .money / .time { return "a price per hour" }
    for base in Self.bases where self == base.dimension { return base.noun }
    return "a quantity in `\(symbol)`"
  }

  /// The base units with their powers, as the language writes them: `byte/token`.
  package var symbol: String {
    var above: [String] = []
    var below: [String] = []
    for (lane, base) in Self.bases.enumerated() where self[lane] != 0 {
      let power = abs(self[lane])
      let text = power == 1 ? base.unit : "\(base.unit)^\(power)"
      if self[lane] > 0 { above.append(text) } else { below.append(text) }
    }
    let top = above.isEmpty ? "1" : above.joined(separator: "*")
    return below.isEmpty ? top : top + "/" + below.joined(separator: "/")
  }

  /// What follows a figure in these units, so that both are read as one product: ` byte/token`, `/s`,
  /// ` * byte^2`.
  var suffix: String {
    let symbol = symbol
    if symbol.hasPrefix("1/") { return String(symbol.dropFirst()) }
    return (symbol.split(separator: "/").first?.contains("^") == true ? " * " : " ") + symbol
  }

  /// In the order of the lanes.
  private static let bases: [(dimension: Dimension, noun: String, unit: String)] = [
    (.memory, "memory", "byte"), (.parameters, "a count of parameters", "param"),
    (.tokens, "a count of tokens", "token"), (.time, "time", "s"), (.money, "money", "USD"),
    (.operations, "a count of operations", "FLOP"), (.cards, "a count of GPUs", "GPU"),
  ]
}

/// A unit that may stand behind a number, and how many base units it is.
package struct Unit: Sendable, Hashable {
  package let name: String
  package let dimension: Dimension
  package let scale: Double

  package static func named(_ name: String) -> Unit? { table[name] }

  /// So many of this unit. `16.8 GB` is whole bytes: what is whole but for the last bit is whole.
  package func quantity(_ count: Double) -> Quantity {
    let number = count * scale
    let whole = number.rounded()
    return Quantity((number - whole).magnitude <= 2 * number.ulp ? whole : number, dimension)
  }

  package static let all: [Unit] =
    memory + counts + [
      Unit(name: "ms", dimension: .time, scale: 0.001), Unit(name: "s", dimension: .time, scale: 1),
      Unit(name: "second", dimension: .time, scale: 1),
      Unit(name: "seconds", dimension: .time, scale: 1),
      Unit(name: "minute", dimension: .time, scale: 60),
      Unit(name: "minutes", dimension: .time, scale: 60),
      Unit(name: "hour", dimension: .time, scale: 3600),
      Unit(name: "hours", dimension: .time, scale: 3600),
      Unit(name: "day", dimension: .time, scale: 86400),
      Unit(name: "days", dimension: .time, scale: 86400),
      Unit(name: "USD", dimension: .money, scale: 1),
      Unit(name: "percent", dimension: .none, scale: 0.01),
    ] + operations

  private static let table = [String: Unit](uniqueKeysWithValues: all.map { ($0.name, $0) })

  private static let memory: [Unit] = [
    ("bit", 0.125), ("bits", 0.125), ("byte", 1), ("bytes", 1),
    ("KB", 1e3), ("MB", 1e6), ("GB", 1e9), ("TB", 1e12), ("PB", 1e15),
    ("KiB", 0x1p10), ("MiB", 0x1p20), ("GiB", 0x1p30), ("TiB", 0x1p40), ("PiB", 0x1p50),
  ].map { Unit(name: $0.0, dimension: .memory, scale: $0.1) }

  private static let counts: [Unit] = [
    Unit(name: "param", dimension: .parameters, scale: 1),
    Unit(name: "params", dimension: .parameters, scale: 1),
    Unit(name: "token", dimension: .tokens, scale: 1),
    Unit(name: "tokens", dimension: .tokens, scale: 1),
    Unit(name: "GPU", dimension: .cards, scale: 1), Unit(name: "GPUs", dimension: .cards, scale: 1),
  ]

  private static let operations: [Unit] = [
    ("", 1), ("k", 1e3), ("M", 1e6), ("G", 1e9), ("T", 1e12), ("P", 1e15), ("E", 1e18),
  ].flatMap { prefix, scale in
    ["FLOP", "FLOPs"].map { Unit(name: prefix + $0, dimension: .operations, scale: scale) }
  }
}
