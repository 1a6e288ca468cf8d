import Language
import Step

/// The answer of `cost`: what a run costs on a card that is paid by the hour, as a range.
final class CostValue: Entity {
  let run: TimeValue
  /// Dollars an hour, from and to; one where the user gave it.
  let price: ClosedRange<Double>
  /// When these were asked for; nil where the user gave it.
  let date: String?

  init(_ run: TimeValue, _ price: ClosedRange<Double>, asked date: String?) {
    (self.run, self.price, self.date) = (run, price, date)
  }

  static let kind = "a cost"
  var kind: String { Self.kind }

  /// As expected; nil where only a range of prices is known.
  var expected: Double? {
    price.lowerBound == price.upperBound ? run.seconds.expected / 3600 * price.lowerBound : nil
  }
  var least: Double { run.seconds.least / 3600 * price.lowerBound }
  var most: Double { run.seconds.most / 3600 * price.upperBound }

  static let fields = [
    "cost", "least", "most", "price", "highest_price", "time", "tokens", "tokens_per_second",
    "margin", "gpu",
  ]
  var fields: [String] { Self.fields }

  func field(_ name: String) -> Value? {
    switch name {
    case "cost": expected.map { Self.dollars($0) } ?? .missing
    case "least": Self.dollars(least)
    case "most": Self.dollars(most)
    case "price": Self.hourly(price.lowerBound)
    case "highest_price": Self.hourly(price.upperBound)
    case "time", "tokens", "tokens_per_second", "margin", "gpu": run.field(name)
    default: nil
    }
  }

  static func dollars(_ amount: Double) -> Value { .quantity(Quantity(amount, .money)) }
  static func hourly(_ price: Double) -> Value {
    .quantity(Quantity(price / 3600, .money / .time))
  }

  var headline: [String] { ["cost", "least", "most"] }

  func text(_ style: Style) -> String {
    if let expected { return style.text(Self.dollars(expected)) }
    return "\(style.text(Self.dollars(least))) to \(style.text(Self.dollars(most)))"
  }

  func view(_ style: Style) -> View { TimeLayout(run, style, cost: self).view }

  var notes: [String] {
    run.notes + ["cost: storage, set-up and runs that fail are not in it."]
  }

  var datum: Datum {
    .object([
      "kind": .text("cost"), "gpu": .text(run.card.identifier),
      "cost": expected.map { .number($0) } ?? .null, "least": .number(least),
      "most": .number(most), "unit": .text("USD"),
      "price": .list([.number(price.lowerBound), .number(price.upperBound)]),
      "price_date": date.map { .text($0) } ?? .null, "time": run.datum,
    ])
  }

  func equals(_ other: any Entity) -> Bool {
    guard let other = other as? CostValue else { return false }
    return other.run.equals(run) && other.price == price
  }
}
