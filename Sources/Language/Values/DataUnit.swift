/// The unit in which other programs get quantities: whole bytes, dollars an hour.
struct DataUnit: Equatable {
  let name: String
  let scale: Double

  private init(_ name: String, scale: Double) {
    self.name = name
    self.scale = scale
  }

  /// Nil for plain numbers.
  init?(_ dimension: Dimension) {
    switch dimension {
    case .none: return nil
    case .money / .time: self.init("USD/hour", scale: 1 / 3600)
    default: self.init(dimension.symbol, scale: 1)
    }
  }

  /// That of a quantity: what was converted keeps the unit that it was converted to.
  init?(_ value: Value) {
    switch value {
    case .quantity(let quantity): self.init(quantity.dimension)
    case .converted(let conversion): self.init(conversion.unit, scale: conversion.scale)
    default: return nil
    }
  }

  /// The one unit of a column; nil where its figures have none, or not all the same.
  init?(of column: [Value]) {
    var common: DataUnit?
    for value in column where value.quantity != nil {
      guard let unit = DataUnit(value), common == nil || common == unit else { return nil }
      common = unit
    }
    guard let common else { return nil }
    self = common
  }

  func figure(_ quantity: Quantity) -> Double {
    let figure = scale == 1 ? quantity.number : quantity.number / scale
    // A division that is off by the last bit would show sixteen digits of it.
    let short = (figure * 1e9).rounded() / 1e9
    let isShort = scale != 1 && (short - figure).magnitude <= 4 * figure.ulp
    // Adding nothing turns -0 into 0, which other programs would show with its sign.
    return (isShort ? short : figure) + 0
  }
}
