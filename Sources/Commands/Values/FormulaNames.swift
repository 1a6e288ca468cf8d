import Language
import MemoryModel

/// How the names in formulas are written at the prompt: `model.vocab` for `vocab`.
///
/// Only where they stand for the same number there, so that each line pastes back: what a question
/// sets for itself, as the batch of `estimate(batch: 4)`, is written as its number.
struct FormulaNames {
  private let session: Session
  private let estimate: EstimateValue?

  /// The names as the setup stands now.
  init(_ session: Session, at place: Place) {
    self.session = session
    estimate = try? session.estimate(at: place)
  }

  /// The formula with all names in it that can be typed.
  func spelling(of formula: Formula) -> String {
    formula.spelled { name, value in
      let path = Self.path(name)
      return number(path) == value ? path.joined(separator: ".") : nil
    }
  }

  private static func path(_ name: String) -> [String] {
    let tower = "tower_"
    if Part(rawValue: name) != nil { return ["estimate", name] }
    if SetupSlot.allCases.contains(where: { $0.name == name }) { return [name] }
    if name == "r" { return ["method", name] }
    if name.hasPrefix(tower) { return ["model", "tower", String(name.dropFirst(tower.count))] }
    return ["model", name]
  }

  private func number(_ path: [String]) -> Double? {
    let first =
      path[0] == "estimate" ? estimate.map { Value.entity($0) } : session.value(of: path[0])
    let value = path.dropFirst().reduce(first) { value, name in
      if case .entity(let entity) = value { entity.field(name) } else { nil }
    }
    return value?.quantity?.number
  }
}
