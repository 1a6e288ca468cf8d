import Language
import MemoryModel

extension Word {
  static let explain = Word(
    "explain", .questions, "where a figure comes from: expressions that can be pasted back",
    [
      Parameter(
        "what", .deferred, .optional,
        "an estimate, a count of parameters, or a part of one: `estimate.logits`")
    ],
    examples: [
      Example("model = llama8b; explain(estimate.logits)"),
      Example("explain(estimate(batch: 4).activations)"),
      Example("explain(parameters(llama8b).attention)"),
    ],
    related: ["estimate", "parameters"]
  ) { (arguments, frame) throws(Fault) in
    let question = arguments.deferred("what").first
    let names = FormulaNames(frame.session, at: arguments.place)
    switch try asked(question, names, arguments.place, &frame) {
    case .count(let explanation): return .entity(explanation)
    case .estimate(let value, let field):
      let ledger = value.estimate.ledger
      return .entity(
        ExplanationValue(
          sections(ledger, value.model, field, names), of: .bytes,
          "at the peak, which is \(EstimateLayout.moment(ledger.phase))"))
    }
  }
}

/// What is to be explained.
private enum Asked {
  /// An estimate, and the part of it, if only one is meant.
  case estimate(EstimateValue, String?)
  case count(ExplanationValue)
}

private func asked(
  _ question: Deferred?, _ names: FormulaNames, _ place: Place, _ frame: inout Frame
) throws(Fault) -> Asked {
  guard let question else { return .estimate(try frame.session.estimate(at: place), nil) }
  if case .field(_, let name) = question.expression.node, let base = question.operands.first,
    case .entity(let entity) = try base.evaluate(&frame),
    let part = try part(name.text, of: entity, names, question.place)
  {
    return part
  }
  if case .entity(let entity) = try question.evaluate(&frame) {
    if let value = entity as? EstimateValue { return .estimate(value, nil) }
    if let all = (entity as? ParametersValue)?.explanation(of: "total", names) {
      return .count(all)
    }
  }
  throw .value(
    "I explain estimates, counts of parameters and their parts, and this is something else.",
    at: question.place, hint: "for example `explain(estimate.weights)`")
}

/// A part of an estimate or of a count; nil for anything else.
private func part(
  _ name: String, of entity: any Entity, _ names: FormulaNames, _ place: Place
) throws(Fault) -> Asked? {
  switch entity {
  case let value as EstimateValue:
    if isExplained(name) { return .estimate(value, name) }
    throw .value(
      "`\(name)` is not a sum of memory.", at: place,
      hint: "explain a part: `explain(estimate.\(Part.activations.rawValue))`")
  case let value as ParametersValue: return value.explanation(of: name, names).map { .count($0) }
  case let model as ModelValue where name == "parameters":
    return ParametersValue(model).explanation(of: "total", names).map { .count($0) }
  default: return nil
  }
}

private func isExplained(_ name: String) -> Bool {
  ["total", "reserved", "allocated"].contains(name) || Part(rawValue: name) != nil
}

private func sections(
  _ ledger: Ledger, _ model: ModelValue, _ field: String?, _ names: FormulaNames
) -> [ExplanationValue.Section] {
  let parts: [Part] =
    switch field {
    case nil, "total": Part.allCases
    case "reserved": Part.allCases.filter { $0 != .context }
    case "allocated": Part.allCases.filter { $0 != .context && $0 != .allocator }
    case let name?: Part(rawValue: name).map { [$0] } ?? []
    }
  let sections = parts.map { part in
    ExplanationValue.Section(
      name: part.rawValue,
      lines: ledger.lines(of: part).map {
        ExplanationValue.Line(
          part: part.rawValue, name: $0.name, amount: $0.bytes, formula: $0.formula,
          names: names.spelling(of: $0.formula, model), source: $0.source)
      })
  }
  // A part that is asked for by name answers even when it is empty.
  return sections.count == 1 ? sections : sections.filter { !$0.lines.isEmpty }
}
