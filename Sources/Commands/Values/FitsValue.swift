import Language
import MemoryModel
import Step

/// The answer of `fits`: an estimate held against what a card's driver leaves usable.
final class FitsValue: Entity {
  enum Verdict: String {
    /// The total of a roomy card is within what is usable.
    case yes
    /// Only what the step needs is: the allocator will have to give cached blocks back.
    case tight
    case no
  }

  let estimate: Estimate
  let card: CardValue

  init(_ estimate: Estimate, _ card: CardValue) {
    self.estimate = estimate
    self.card = card
  }

  let kind = "a verdict"

  var usable: Int { card.facts.usable }
  var headroom: Int { usable - estimate.total }

  var verdict: Verdict {
    runs ? estimate.total <= usable ? .yes : .tight : .no
  }

  private var runs: Bool { estimate.runs(within: usable) }

  var truth: Bool? { runs }

  /// What the answer leaves out.
  var notes: [String] { card.notes(on: estimate.setup) + estimate.notes }

  static let fields = ["fits", "verdict", "gpu", "total", "needed", "usable", "headroom"]

  var fields: [String] { Self.fields }

  func field(_ name: String) -> Value? {
    switch name {
    case "fits": .truth(runs)
    case "verdict": .text(verdict.rawValue)
    case "gpu": .entity(card)
    case "total": .bytes(estimate.total)
    case "needed": .bytes(estimate.needed)
    case "usable": .bytes(usable)
    case "headroom": .bytes(headroom)
    default: nil
    }
  }

  var headline: [String] { ["total", "usable", "headroom"] }

  func text(_ style: Style) -> String { verdict.rawValue }

  /// Without the verdict's own word: `fits, 0.94 GiB to spare`.
  func short(_ style: Style) -> String {
    switch verdict {
    case .yes: "fits, \(style.memory(headroom)) to spare"
    case .tight: "tight: it needs \(style.memory(estimate.needed)) and would like more"
    case .no: "does not fit, \(style.memory(estimate.needed - usable)) too little"
    }
  }

  /// A line below the parts.
  func row(_ style: Style) -> Grid.Row {
    let role: Markup.Role =
      switch verdict {
      case .yes: .good
      case .tight: .warning
      case .no: .bad
      }
    return .amount(
      Markup("usable", .name), usable, style, unit: false,
      [.markup(Markup("\(card.facts.name): \(short(style))", role)), .empty])
  }

  func view(_ style: Style) -> View {
    View([.line(sentence(style))] + View.notes(notes))
  }

  private func sentence(_ style: Style) -> Markup {
    let of = "\(style.figure(usable)) \(style.memoryUnit.name) usable"
    let needed = style.figure(estimate.needed)
    switch verdict {
    case .yes:
      let total = style.figure(estimate.total)
      return Markup("yes", .good)
        + Markup(": \(total) of \(of), \(style.figure(headroom)) to spare")
    case .tight:
      let total = style.figure(estimate.total)
      return Markup("tight", .warning)
        + Markup(": \(total) on a roomy card; it runs from \(needed), and there are \(of)")
    case .no:
      let missing = style.figure(estimate.needed - usable)
      return Markup("no", .bad)
        + Markup(": it needs \(needed), and \(card.text(style)) has \(of), \(missing) too little")
    }
  }

  var datum: Datum {
    .object([
      "kind": .text("fits"), "fits": .truth(verdict != .no), "verdict": .text(verdict.rawValue),
      "gpu": .text(card.identifier), "total": .whole(estimate.total),
      "needed": .whole(estimate.needed), "usable": .whole(usable), "headroom": .whole(headroom),
      "notes": .list(notes.map(Datum.text)),
    ])
  }

  func equals(_ other: any Entity) -> Bool {
    guard let other = other as? FitsValue else { return false }
    return other.card.equals(card) && other.estimate.total == estimate.total
      && other.estimate.needed == estimate.needed
  }
}
