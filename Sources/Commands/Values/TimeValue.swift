import Language
import MemoryModel
import Step

/// The answer of `time`: how long a run takes on a card, as a range.
final class TimeValue: Entity {
  let asked: EstimateValue
  let card: CardValue
  let length: RunLength
  let step: StepTime
  /// Seconds at least, as expected, and at most.
  let seconds: (least: Double, expected: Double, most: Double)

  /// - Throws: what no time is known of, by name.
  init(
    _ asked: EstimateValue, _ card: CardValue, _ length: RunLength
  ) throws(Refusal) {
    (self.asked, self.card, self.length) = (asked, card, length)
    let speed = try card.speed(for: asked.setup)
    func time(row: Int) throws(Refusal) -> StepTime {
      var setup = asked.setup
      setup.seq = row
      return try StepTime(setup, on: speed)
    }
    step = try time(row: length.row)
    let rows = length.tokens / Double(length.row)
    let alike = step.total / Double(asked.setup.batch) / Double(asked.setup.accumulation)
    let (low, high) = (length.rows.lowerBound, length.rows.upperBound)
    let least = low == high ? step : try time(row: low)
    let most = low == high ? step : try time(row: high)
    let factor = 1 + max(step.margin, least.margin, most.margin)
    seconds = (
      rows * alike * least.total / step.total / factor, rows * alike,
      rows * alike * most.total / step.total * factor
    )
  }

  static let kind = "a time"
  var kind: String { Self.kind }

  /// Whole ones, but for rounding.
  var steps: Double { (length.tokens / step.tokens * (1 - 1e-12)).rounded(.up) }

  static let fields =
    ["time", "least", "most", "tokens_per_second", "tokens", "steps", "step", "margin"]
    + StepTime.Part.allCases.map(\.rawValue) + ["launches", "optimizer", "flops", "gpu"]

  var fields: [String] { Self.fields }

  func field(_ name: String) -> Value? {
    switch name {
    case "time": Self.seconds(seconds.expected)
    case "least": Self.seconds(seconds.least)
    case "most": Self.seconds(seconds.most)
    case "tokens_per_second": .quantity(Quantity(step.tokensPerSecond, .tokens / .time))
    case "tokens": .quantity(Quantity(length.tokens.rounded(), .tokens))
    case "steps": .number(steps)
    case "step": Self.seconds(step.total)
    case "margin": .number(step.margin)
    case "launches": Self.seconds(step.launches * Double(step.setup.accumulation))
    case "optimizer": Self.seconds(step.optimizer)
    case "flops": .quantity(Quantity(flops, .operations))
    case "gpu": .entity(card)
    default:
      StepTime.Part(rawValue: name).map {
        Self.seconds(step[$0] * Double(step.setup.accumulation))
      }
    }
  }

  static func seconds(_ seconds: Double) -> Value { .quantity(Quantity(seconds, .time)) }

  /// Of a step, as its kernels are run.
  private var flops: Double {
    let work = step.work
    let microBatch = work.forward.total + work.backward.total + work.recomputed.total
    return Double(step.setup.accumulation) * microBatch + work.step.total
  }

  var headline: [String] { ["time", "least", "most", "tokens_per_second"] }

  func text(_ style: Style) -> String { Duration(seconds.expected).text }

  func view(_ style: Style) -> View { TimeLayout(self, style).view }

  /// What the answer leaves out, and that the card is full.
  var notes: [String] {
    let verdict = FitsValue(asked.estimate, card)
    let full: [String] =
      switch verdict.verdict {
      case .yes: []
      case .tight:
        [
          "fits: it is tight on this card: giving cached blocks back took 30 to 45 % more in timed runs."
        ]
      case .no: ["fits: it does not fit this card; it is timed as if it did."]
      }
    let paged =
      step.mayPage ? ["optimizer: states that really move to the host take far more."] : []
    return full + card.notes(on: asked.setup) + step.untimed + paged
  }

  var datum: Datum {
    .object([
      "kind": .text("time"), "gpu": .text(card.identifier), "seconds": .number(seconds.expected),
      "least": .number(seconds.least), "most": .number(seconds.most),
      "tokens": .number(length.tokens), "tokens_per_second": .number(step.tokensPerSecond),
      "steps": .number(steps), "step": .number(step.total),
      "parts": .object(
        parts.map { Datum.Member($0.name, .number($0.seconds)) }),
      "flops": .number(flops), "margin": .number(step.margin),
      "timed_runs": .whole(step.card.timedRuns), "notes": .list(notes.map(Datum.text)),
    ])
  }

  /// Of a step: what the GPU does, the launches of it all, which run beside that, and the optimizer.
  var parts: [(name: String, seconds: Double)] {
    let count = Double(step.setup.accumulation)
    return StepTime.Part.allCases.map { ($0.rawValue, step[$0] * count) }
      + [("launches", step.launches * count), ("optimizer", step.optimizer)]
  }

  func equals(_ other: any Entity) -> Bool {
    guard let other = other as? TimeValue else { return false }
    return other.asked.equals(asked) && other.card.equals(card) && other.seconds == seconds
  }
}

/// A time in the unit that it is told in.
struct Duration {
  private let seconds: Double
  private let unit: Unit?

  init(_ seconds: Double) {
    self.seconds = seconds
    let units = ["day", "hour", "minute", "s", "ms"].compactMap(Unit.named)
    unit = units.first { seconds >= $0.scale } ?? units.last
  }

  /// Another time in the same unit, without its name.
  func figure(_ seconds: Double) -> String {
    Figures.prose((seconds / (unit?.scale ?? 1)).threeDigits)
  }

  private var name: String {
    let name = unit?.name ?? ""
    return name.count > 2 && figure(seconds) != "1" ? name + "s" : name
  }

  var text: String { "\(figure(seconds)) \(name)" }

  func range(_ least: Double, _ most: Double) -> String {
    "\(figure(least)) to \(figure(most)) \(name)"
  }
}

extension Double {
  /// What is known of a time is no more than that.
  var threeDigits: Double {
    guard self > 0, isFinite else { return self }
    var scale = 1.0
    while self * scale < 100 { scale *= 10 }
    while self * scale >= 1000 { scale /= 10 }
    return (self * scale).rounded() / scale
  }
}

extension CardValue {
  /// How fast it is, in the format that products are computed in.
  ///
  /// - Throws: where that is not known.
  func speed(for setup: Setup) throws(Refusal) -> CardSpeed {
    let peak = setup.precision.products == .fp16 ? facts.fp16 ?? facts.bf16 : facts.bf16
    guard let peak else {
      throw Refusal(
        "gpu: no peak of \(facts.name) for products in 16 bits is known, and so no time.",
        hint: "one that you know goes in: `\(identifier) with (bf16_tflops: 100, …)`")
    }
    guard let bandwidth = facts.bandwidth, let kind = facts.speedClass, peak > 0, bandwidth > 0
    else {
      let missing =
        facts.bandwidth.map { $0 > 0 } == true ? "speed_class: geforce" : "bandwidth: 900"
      throw Refusal(
        "gpu: what part of its peak \(facts.name) reaches is not known, and so no time.",
        hint: "say what it is like: `\(identifier) with (\(missing))`")
    }
    return CardSpeed(
      name: facts.name, kind: kind, peak: peak * 1e12, fp32: facts.fp32.map { $0 * 1e12 },
      bandwidth: bandwidth * 1e9, timedRuns: facts.timedRuns ?? 0)
  }
}
