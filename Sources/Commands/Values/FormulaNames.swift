import Language
import MemoryModel

/// How the names in formulas are written at the prompt: `model.vocab` for `vocab`.
///
/// Only where they stand for the same number there, so that each line pastes back. A question's other
/// model is written by its own name (`qwen3_8b.vocab`), and all else that a question sets for itself,
/// as the batch of `estimate(batch: 4)`, as its number.
struct FormulaNames {
  private let session: Session
  private let estimate: EstimateValue?

  /// The names as the setup stands now.
  init(_ session: Session, at place: Place) {
    self.session = session
    estimate = try? session.estimate(at: place)
  }

  /// The formula with all names in it that can be typed.
  func spelling(of formula: Formula, _ model: ModelValue) -> String {
    formula.spelled(
      number: { Figures.number($0) },
      nameOf: { name, value in
        paths(name, model).first { number($0) == value }?.joined(separator: ".")
      })
  }

  /// A card by its name, where that stands for it.
  func spelling(of card: CardValue) -> String? {
    guard let id = card.id, case .entity(let entity)? = try? session.evaluate(id),
      card.equals(entity)
    else { return nil }
    return id
  }

  private func paths(_ name: String, _ model: ModelValue) -> [[String]] {
    let tower = "tower_"
    if Part(rawValue: name) != nil { return [["estimate", name]] }
    if SetupSlot.all.contains(where: { $0.name == name }) { return [[name]] }
    if name == "r" { return [["method", name]] }
    let fields = name.hasPrefix(tower) ? ["tower", String(name.dropFirst(tower.count))] : [name]
    return ["model", model.id].compactMap { $0.map { [$0] + fields } }
  }

  private func number(_ path: [String]) -> Double? {
    let first =
      path[0] == "estimate" ? estimate.map { Value.entity($0) } : try? session.evaluate(path[0])
    let value = path.dropFirst().reduce(first) { value, name in
      if case .entity(let entity) = value { entity.field(name) } else { nil }
    }
    guard let quantity = value?.quantity else { return nil }
    // A count of parameters would make something else of the bytes that it is multiplied with.
    return quantity.dimension == .none || path[0] == "estimate" ? quantity.number : nil
  }
}
