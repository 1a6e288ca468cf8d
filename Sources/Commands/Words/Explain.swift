import Language
import MemoryModel

extension Word {
  static let explain = Word(
    "explain", .questions, "where a figure comes from: expressions that can be pasted back",
    [
      Parameter(
        "what", .deferred, .optional,
        "an estimate, or a part of one: `estimate.logits`")
    ],
    examples: [
      Example("model = llama8b; explain(estimate.logits)"),
      Example("explain(estimate(batch: 4).activations)"),
    ],
    related: ["estimate"]
  ) { (arguments, frame) throws(Fault) in
    let question = arguments.deferred("what").first
    let (value, field) = try asked(question, arguments.place, &frame)
    do throws(Refusal) {
      let ledger = try MemoryModel.explain(value.setup)
      return .entity(ExplanationValue(sections(ledger, field), phase: ledger.phase))
    } catch {
      throw error.fault(at: arguments.place)
    }
  }
}

/// The estimate that is meant, and the part of it, if only one is.
private func asked(
  _ question: Deferred?, _ place: Place, _ frame: inout Frame
) throws(Fault) -> (EstimateValue, String?) {
  guard let question else { return (try frame.session.estimate(at: place), nil) }
  if case .field(_, let name) = question.expression.node, let base = question.operands.first,
    case .entity(let entity as EstimateValue) = try base.evaluate(&frame)
  {
    guard isExplained(name.text) else {
      throw .value(
        "`\(name.text)` is not a sum of memory.", at: question.place,
        hint: "explain a part: `explain(estimate.\(Part.activations.rawValue))`")
    }
    return (entity, name.text)
  }
  if case .entity(let entity as EstimateValue) = try question.evaluate(&frame) {
    return (entity, nil)
  }
  throw .value(
    "I explain estimates and their parts, and this is something else.", at: question.place,
    hint: "for example `explain(estimate.weights)`")
}

private func isExplained(_ name: String) -> Bool {
  ["total", "reserved", "allocated"].contains(name) || Part(rawValue: name) != nil
}

private func sections(_ ledger: Ledger, _ field: String?) -> [ExplanationValue.Section] {
  let parts: [Part] =
    switch field {
    case nil, "total": Part.allCases
    case "reserved": Part.allCases.filter { $0 != .context }
    case "allocated": Part.allCases.filter { $0 != .context && $0 != .allocator }
    case let name?: Part(rawValue: name).map { [$0] } ?? []
    }
  let sections = parts.map {
    ExplanationValue.Section(name: $0.rawValue, lines: ledger.lines(of: $0))
  }
  // A part that is asked for by name answers even when it is empty.
  return sections.count == 1 ? sections : sections.filter { !$0.lines.isEmpty }
}
