/// The one unit of a column, said in its title: figures below it stand without.
struct ColumnUnit {
  let name: String
  let dimension: Dimension
  private let scale: Double
  /// Places behind the point, where all figures have the same.
  private let places: Int?

  /// Nil for plain numbers and for what is not all of one kind.
  init?(_ values: [Value], _ style: Style) {
    var dimension: Dimension?
    var largest = 0.0
    for case let quantity? in values.lazy.map(\.quantity) {
      if let known = dimension, known != quantity.dimension { return nil }
      dimension = quantity.dimension
      largest = max(largest, quantity.number.magnitude)
    }
    guard let dimension, dimension != .none else { return nil }
    self.dimension = dimension
    if let (unit, scale) = Self.converted(values) {
      (name, self.scale, places) = (unit, scale, nil)
      return
    }
    switch dimension {
    case .memory:
      let unit = Self.memory(largest, style)
      (name, scale, places) = (unit.name, unit.scale, unit.scale > 1 ? 2 : 0)
    case .time, .operations:
      let names =
        dimension == .time
        ? ["hour", "minute", "s", "ms"] : ["PFLOP", "TFLOP", "GFLOP", "MFLOP", "FLOP"]
      let units = names.map { style.unit($0) }
      let unit = units.first { largest >= $0.scale } ?? units[units.count - 1]
      (name, scale, places) = (unit.name + (unit.name.count > 3 ? "s" : ""), unit.scale, nil)
    case .money: (name, scale, places) = ("USD", 1, 2)
    case .money / .time: (name, scale, places) = ("USD/hour", 1 / 3600, 2)
    case .parameters: (name, scale, places) = ("params", 1, nil)
    case .tokens: (name, scale, places) = ("tokens", 1, nil)
    case .cards: (name, scale, places) = ("GPUs", 1, nil)
    case .memory / .time:
      let unit = Self.memory(largest, style)
      (name, scale, places) = (unit.name + "/s", unit.scale, 2)
    default: (name, scale, places) = (dimension.symbol, 1, nil)
    }
  }

  /// The unit that all of them were converted to.
  private static func converted(_ values: [Value]) -> (String, Double)? {
    var common: Conversion?
    for value in values where value.quantity != nil {
      guard case .converted(let conversion) = value else { return nil }
      if let common, common.unit != conversion.unit { return nil }
      common = conversion
    }
    return common.map { ($0.unit, $0.scale) }
  }

  /// Gigabytes, unless even the largest has none to show.
  private static func memory(_ largest: Double, _ style: Style) -> Unit {
    let names = style.isDecimal ? ["GB", "MB", "KB"] : ["GiB", "MiB", "KiB"]
    for (unit, least) in zip(names.map { style.unit($0) }, [0.1, 1, 1])
    where largest >= least * unit.scale {
      return unit
    }
    return largest == 0 ? style.memoryUnit : style.unit("bytes")
  }

  /// `total, GiB`; not twice where the title has it: `estimate.total in MiB`, `parameters`.
  func title(_ title: String) -> String {
    let isSaid = title.hasSuffix(" in \(name)") || dimension.name == "a count of \(title)"
    return isSaid ? title : "\(title), \(name)"
  }

  /// The number that stands in the column.
  func shown(_ quantity: Quantity) -> Double { quantity.number / scale }

  func figure(_ quantity: Quantity, grouped: Bool) -> String {
    let shown = shown(quantity)
    if let places { return Figures.fixed(shown, places, grouped: ",") }
    return grouped ? Figures.prose(shown) : Figures.number(shown)
  }
}
