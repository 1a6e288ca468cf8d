/// Figures along a line, with marks at some of them.
package struct Scale: Sendable {
  package struct Tick: Sendable {
    package let value: Double
    package let label: String

    package init(_ value: Double, _ label: String) { (self.value, self.label) = (value, label) }
  }

  /// What is measured, with its unit: `total, GiB`.
  package let title: String
  package let first: Double
  package let last: Double
  package let ticks: [Tick]
  /// Whether equal factors are equally far apart.
  package let isLogarithmic: Bool

  /// Where a figure stands: 0 at the first, 1 at the last.
  package func share(of value: Double) -> Double {
    if isLogarithmic {
      let (low, high) = (Mathematics.logarithm(first), Mathematics.logarithm(last))
      return value > 0 ? Self.part(of: Mathematics.logarithm(value), low, high) : 0
    }
    return Self.part(of: value, first, last)
  }

  /// By halves, since the distance of the largest numbers is none.
  private static func part(of value: Double, _ first: Double, _ last: Double) -> Double {
    let share = (value / 2 - first / 2) / (last / 2 - first / 2)
    return share.isFinite ? share : 0
  }

  /// As many of the ticks, evenly, as stand beside one another where the line is so long.
  ///
  /// - Parameter length: of a label, with the gap behind it.
  package func ticks(in room: Double, length: (String) -> Double) -> [Tick] {
    for step in 1...max(1, ticks.count) {
      let some = stride(from: 0, to: ticks.count, by: step).map { ticks[$0] }
      let fits = zip(some, some.dropFirst()).allSatisfy { left, right in
        let distance = (share(of: right.value) - share(of: left.value)).magnitude * room
        return distance >= (length(left.label) + length(right.label)) / 2
      }
      if fits { return some }
    }
    return []
  }
}

extension Scale {
  /// For figures that are measured from zero, or near it: from one round number to another.
  package init(_ title: String, of figures: [Double], fromZero: Bool = false) {
    let (least, most) = (figures.min() ?? 0, figures.max() ?? 0)
    // What hardly differs would be one line at the top of a picture that begins at zero.
    let isFlat = !fromZero && least != most && (least > 0.7 * most || most < 0.7 * least)
    let low = isFlat ? least : min(0, least)
    let high = isFlat ? most : max(0, most)
    let step = Self.step(from: low, to: low == high ? low + 1 : high)
    var (first, last) = ((low / step).rounded(.down) * step, (high / step).rounded(.up) * step)
    if !(first.isFinite && last.isFinite && first < last) { (first, last) = (low, high) }
    if first == last { last = first + max(1, first.magnitude) }
    self.init(
      title: title, first: first, last: last, ticks: Self.ticks(by: step, from: first, to: last),
      isLogarithmic: false)
  }

  /// For what figures stand over: the values themselves where they are few.
  ///
  /// - Parameter label: how the value at a place is written.
  package init(_ title: String, over values: [Double], label: (Int) -> String) {
    let (first, last) = (values.first ?? 0, values.last ?? 1)
    let ratios = zip(values, values.dropFirst()).map { $1 / $0 }
    let isLogarithmic =
      values.count > 2 && first > 0
      && ratios.allSatisfy { ($0 / ratios[0] - 1).magnitude < 0.01 } && last / first >= 4
    let isFew = values.count <= Self.mostValues || isLogarithmic
    let ticks =
      isFew
      ? values.indices.map { Tick(values[$0], label($0)) }
      : Self.ticks(by: Self.step(from: first, to: last), from: first, to: last)
    self.init(
      title: title, first: first, last: last, ticks: ticks, isLogarithmic: isLogarithmic)
  }

  private static let mostValues = 32

  /// The multiples of a step from one figure to another.
  private static func ticks(by step: Double, from first: Double, to last: Double) -> [Tick] {
    // A hair of rounding must not lose an end.
    let low = (first / step - 1e-6).rounded(.up)
    let count = ((last / step + 1e-6).rounded(.down) - low)
    guard (0...Self.mostTicks).contains(count) else { return [] }
    return (0...Int(count)).map { place in
      let value = (low + Double(place)) * step
      return Tick(value, label(value, step: step))
    }
  }

  private static let mostTicks = 16.0

  /// A round number of which four to ten reach from one figure to another.
  private static func step(from first: Double, to last: Double) -> Double {
    let rough = (last / 2 - first / 2) / 2
    guard rough.isFinite, rough > 1e-290 else { return 1 }
    let power = (Mathematics.logarithm(rough) / Mathematics.logarithm(10)).rounded(.down)
    let ten = Mathematics.power(10, power)
    return ([1, 2, 5].last { $0 * ten <= rough } ?? 1) * ten
  }

  /// As few digits as tell it from the next one.
  private static func label(_ value: Double, step: Double) -> String {
    let (size, finest) = (value.magnitude, step.magnitude)
    if size >= 1e15 || (size > 0 && size < 1e-6) { return Figures.number(value, digits: 3) }
    for (scale, letter) in [(1e12, "T"), (1e9, "B"), (1e6, "M")] where size >= scale {
      if finest >= scale / 1000 { return Figures.number(value / scale, digits: 4) + letter }
    }
    if value == 0 || finest >= 1 { return Figures.prose(value) }
    let power = (Mathematics.logarithm(finest) / Mathematics.logarithm(10) + 1e-9).rounded(.down)
    return Figures.fixed(value, max(0, -Int(power)))
  }
}
