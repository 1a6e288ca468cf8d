import Language
import MemoryModel
import Step

extension Word {
  static let explain = Word(
    "explain", .questions, "where a figure comes from: what makes most of it, and by which formula",
    [
      Parameter(
        "what", .deferred, .optional,
        "an estimate or a part of it, a difference of two, `fits(…)`, a card's `usable`, "
          + "`rule_of_thumb`, a count of parameters"),
      Parameter(
        "depth", .number(Kind.NumberKind(from: 1, to: 3, whole: true)),
        .defaulted(.whole(1), shown: "1"), "2 is tensor by tensor, 3 every line with its source"),
    ],
    examples: [
      Example("model = llama8b; explain(estimate)"),
      Example("explain(estimate.logits)", "a part of it"),
      Example("explain(estimate(batch: 4).activations, depth: 2)", "tensor by tensor"),
      Example("explain(parameters(llama8b).attention)"),
      Example("explain(fits(rtx3060))", "why it fits, or not"),
      Example("explain(estimate - estimate(batch: 4))", "what changed, and by which setting"),
    ],
    related: ["estimate", "parameters", "timeline", "compare"]
  ) { (arguments, frame) throws(Fault) in
    let question = arguments.deferred("what").first
    let explained = Explained(
      names: FormulaNames(frame.session, at: arguments.place),
      depth: arguments.whole("depth") ?? 1,
      question: question?.text ?? "estimate",
      place: question?.place ?? arguments.place)
    guard let question else {
      let value = try frame.session.estimate(at: arguments.place)
      return .entity(explained.sum(of: value, "total", Part.ofTraining))
    }
    return .entity(try explained.answer(question, &frame))
  }
}

/// What is to be explained, and how.
struct Explained {
  let names: FormulaNames
  let depth: Int
  /// As it was written.
  let question: String
  let place: Place

  fileprivate func answer(
    _ asked: Deferred, _ frame: inout Frame
  ) throws(Fault) -> ExplanationValue {
    if case .binary(.minus, _, _) = asked.expression.node, asked.operands.count == 2 {
      return try difference(asked.operands[0], asked.operands[1], &frame)
    }
    if case .field(_, let name) = asked.expression.node, let base = asked.operands.first,
      case .entity(let entity) = try base.evaluate(&frame),
      let part = try part(name.text, of: entity, asked: base.operand)
    {
      return part
    }
    let value = try asked.evaluate(&frame)
    if case .entity(let entity) = value, let whole = try part("", of: entity, asked: asked.operand)
    {
      return whole
    }
    if value.quantity?.dimension == .memory {
      throw .value(
        "This is a figure by now, which does not know any more where it comes from.", at: place,
        hint: "write what it is of: `explain(estimate.total - estimate(batch: 4).total)`")
    }
    throw .value(
      "I explain estimates, counts of parameters and their parts, and this is something else.",
      at: place,
      hint: "for example `explain(estimate.weights)`, `explain(fits(rtx4090))`, "
        + "`explain(rule_of_thumb)`")
  }

  /// A part of something that can be explained, or with no name all of it; nil for anything else.
  ///
  /// - Parameter text: how the thing is asked for.
  private func part(
    _ name: String, of entity: any Entity, asked text: String
  ) throws(Fault) -> ExplanationValue? {
    switch entity {
    case let value as EstimateValue:
      switch name {
      case "needed": return needed(value.estimate, asked: text)
      case "allocator": return allocator(value)
      default:
        if let sum = sum(of: value, name, among: Part.ofTraining) { return sum }
        throw .value(
          "`\(name)` is not a sum of memory.", at: place,
          hint: "explain a part: `explain(\(text).\(Part.activations.rawValue))`")
      }
    case let value as InferenceValue:
      return sum(of: value.asked, name, among: InferenceValue.parts)
    case let value as FitsValue:
      switch name {
      case "usable", "gpu": return usable(value.card, asked: "\(text).gpu")
      case "needed": return needed(value.estimate, asked: text, within: "\(text).needed")
      default: return fits(value, asked: text)
      }
    case let value as RuleValue where name.isEmpty || RuleValue.fields.contains(name):
      return rule(value, name)
    case let card as CardValue where ["", "usable", "memory", "reported"].contains(name):
      return usable(card, asked: text)
    case let value as ParametersValue:
      return value.explanation(of: name.isEmpty ? "total" : name, self)
    case let model as ModelValue where name == "parameters":
      return ParametersValue(model).explanation(of: "total", self)
    default: return nil
    }
  }

  /// A part or a sum of parts, by its name, or with none the total; nil where it is neither.
  private func sum(of value: EstimateValue, _ name: String, among all: [Part]) -> ExplanationValue?
  {
    let field = name.isEmpty ? "total" : name
    return Part.summed(as: field, of: all).map { sum(of: value, field, $0) }
  }

  /// What some parts are made of, under the name of their sum.
  func sum(of value: EstimateValue, _ field: String, _ parts: [Part]) -> ExplanationValue {
    let part = Part(rawValue: field)
    let ledger = value.estimate.ledger
    let lines = ledger.lines.filter { parts.contains($0.part) }.map {
      ExplanationValue.Line(
        part: $0.part.rawValue, name: $0.name, $0.formula, names, value.model,
        sources: [$0.source])
    }
    let gists = value.estimate.gists(from: part == nil ? .all : .part)
    let summary = gists.filter { parts.contains($0.part) && $0.bytes > 0 }.map {
      ExplanationValue.Line(
        part: $0.part.rawValue, name: $0.words, $0.formula, names, value.model,
        sources: $0.sources)
    }
    return ExplanationValue(
      of: field, lines.reduce(0) { $0 + $1.amount }, .bytes,
      "at the peak, which is \(EstimateLayout.moment(ledger.phase))", lines: lines,
      summary: summary, depth: depth, question: question)
  }
}

extension Deferred {
  /// As it was written, on one line.
  var text: String {
    place.source.text(place.span).split { $0.isWhitespace }.joined(separator: " ")
  }

  /// The same as it stands before a dot, or behind a minus.
  var operand: String {
    switch expression.node {
    case .name, .call, .field, .item: text
    default: "(\(text))"
    }
  }
}
