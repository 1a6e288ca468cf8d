import Language
import MemoryModel
import Step

// `explain(a - b)`: which parts changed, and by which setting.
extension Explained {
  /// One side of a difference.
  private struct Side {
    let value: EstimateValue
    let field: String
    /// How the estimate is asked for.
    let text: String

    var amount: Int { amount(of: value) }

    func amount(of other: EstimateValue) -> Int { other.estimate.bytes(of: field) ?? 0 }

    /// What it is the sum of; of what is needed there is none, and any part may change it.
    var parts: [Part] {
      Part.summed(as: field == "needed" ? "total" : field, of: Part.ofTraining) ?? []
    }
  }

  func difference(
    _ left: Deferred, _ right: Deferred, _ frame: inout Frame
  ) throws(Fault) -> ExplanationValue {
    let sides = (try side(left, &frame), try side(right, &frame))
    guard sides.0.field == sides.1.field else {
      throw .value(
        "`\(sides.0.field)` and `\(sides.1.field)` are different things.", at: place,
        hint: "hold one against itself in another setup: "
          + "`explain(estimate.total - estimate(batch: 4).total)`")
    }
    let (a, b) = (sides.0.value, sides.1.value)
    let settings = try settings(sides.0, sides.1, &frame)
    let amount = sides.0.amount - sides.1.amount
    let lines = parts(sides.0, sides.1)
    var notes: [String] = []
    if settings.isEmpty { notes.append("Both are of one setup.") }
    if a.estimate.phase != b.estimate.phase {
      notes.append(
        "The peak is \(EstimateLayout.moment(a.estimate.phase)), before it was "
          + "\(EstimateLayout.moment(b.estimate.phase)).")
    }
    return ExplanationValue(
      of: "difference in \(sides.0.field)", amount, .bytes, "", lines: lines,
      summary: lines.filter { $0.amount != 0 }, settings: settings, depth: depth, notes: notes)
  }

  private func side(_ asked: Deferred, _ frame: inout Frame) throws(Fault) -> Side {
    if case .field(_, let name) = asked.expression.node, let base = asked.operands.first,
      let value = try estimate(of: try base.evaluate(&frame), &frame),
      value.estimate.estimate.bytes(of: name.text) != nil
    {
      return Side(value: value.estimate, field: name.text, text: value.text(base))
    }
    if let value = try estimate(of: try asked.evaluate(&frame), &frame) {
      return Side(value: value.estimate, field: "total", text: value.text(asked))
    }
    throw .value(
      "I explain differences of estimates and of their parts, and this is something else.",
      at: asked.place, hint: "for example `explain(estimate.total - estimate(batch: 4).total)`")
  }

  private struct Asked {
    let estimate: EstimateValue
    let isOfScenario: Bool

    /// How it is asked for.
    func text(_ asked: Deferred) -> String {
      isOfScenario ? "estimate(\(asked.text))" : asked.operand
    }
  }

  /// An estimate as it is, a scenario's asked for.
  private func estimate(of value: Value, _ frame: inout Frame) throws(Fault) -> Asked? {
    switch value {
    case .entity(let value as EstimateValue): return Asked(estimate: value, isOfScenario: false)
    case .entity(let scenario as ScenarioValue):
      let value = try frame.session.estimate(with: scenario.values, at: place)
      return Asked(estimate: value, isOfScenario: true)
    default: return nil
    }
  }

  /// What each part has more or less.
  private func parts(_ left: Side, _ right: Side) -> [Line] {
    left.parts.map { part in
      let amounts = (left.value.estimate[part], right.value.estimate[part])
      let style = Style()
      return Line(
        part.rawValue, "from \(style.memory(amounts.1)) to \(style.memory(amounts.0))", amounts,
        asked: "\(left.text).\(part.rawValue) - \(right.text).\(part.rawValue)")
    }
  }

  /// Which names of the setup differ, and what each changes, one after another from the right to the
  /// left side. What cannot be asked for alone is changed with the next.
  private func settings(
    _ left: Side, _ right: Side, _ frame: inout Frame
  ) throws(Fault) -> [Line] {
    let (new, old) = (left.value.asked, right.value.asked)
    let changed = SetupSlot.trained.filter { slot in
      !((new[slot.index] ?? slot.slot.fallback) == (old[slot.index] ?? slot.slot.fallback))
    }
    var (values, before) = (old, right.amount)
    var (lines, waiting): ([Line], [String]) = ([], [])
    for (place, slot) in changed.enumerated() {
      let spelt = [new, old].map { ($0[slot.index] ?? slot.slot.fallback).spelling(Style()) }
      waiting.append("\(slot.name) = \(spelt[0]), was \(spelt[1])")
      values[slot.index] = new[slot.index]
      let isLast = place == changed.count - 1
      let session = frame.session
      guard let now = isLast ? left.value : try? session.estimate(with: values, at: self.place)
      else { continue }
      let after = left.amount(of: now)
      lines.append(Line("", waiting.joined(separator: "; "), (after, before), asked: ""))
      (waiting, before) = ([], after)
    }
    return lines
  }
}

extension Session {
  /// The estimate of other values of the setup's names.
  fileprivate func estimate(
    with values: [Value?], at place: Place
  ) throws(Fault) -> EstimateValue {
    let before = setup
    defer { restore(before) }
    restore(values)
    return try estimate(at: place)
  }
}
