import Language
import MemoryModel
import Step

extension Word {
  static let ruleOfThumb = Word(
    "rule_of_thumb", .questions, "what the guides on the web would say: four components",
    [.scenario], takesSetup: true,
    examples: [
      Example("model = llama8b; rule_of_thumb"),
      Example("compare(rule_of_thumb, estimate)", "what the rule misses"),
    ],
    related: ["estimate", "compare"]
  ) { (arguments, frame) throws(Fault) in
    let setup = try frame.session.trainingSetup(at: arguments.place)
    do throws(Refusal) {
      return .entity(RuleValue(try RuleOfThumb(setup), setup))
    } catch {
      throw error.fault(at: arguments.place)
    }
  }

  static let compare = Word(
    "compare", .questions, "scenarios or estimates side by side, part by part",
    [
      Parameter(
        "answers",
        .either([
          .entity(EstimateValue.kind), .entity(RuleValue.kind), .entity(ScenarioValue.kind),
          .entity(InferenceValue.kind),
        ]), .columns,
        "scenarios, estimates, rules of thumb, or `inference`; `short: …` names its column")
    ],
    examples: [
      Example("model = llama8b; compare(estimate(method: lora()), estimate(method: qlora()))"),
      Example("compare(short: scenario(seq: 1K), long: scenario(seq: 4K))"),
      Example("compare(rule_of_thumb, estimate)"),
      Example("compare(inference, estimate)", "what training adds"),
    ],
    related: ["estimate", "scenario", "rule_of_thumb", "sweep"]
  ) { (arguments, frame) throws(Fault) in
    var sides: [Side] = []
    for answer in arguments.values("answers") {
      let value = try frame.session.estimated(answer, at: arguments.place)
      if let side = Side(value) { sides.append(side) }
    }
    guard sides.count > 1 else {
      throw .value(
        "`compare` needs two answers or more.", at: arguments.place,
        hint: "for example `compare(estimate(batch: 1), estimate(batch: 4))`")
    }
    return .entity(comparison(sides, arguments.labels("answers")))
  }
}

extension Session {
  /// A scenario's estimate; other answers as they are.
  fileprivate func estimated(_ answer: Value, at place: Place) throws(Fault) -> Value {
    guard case .entity(let scenario as ScenarioValue) = answer else { return answer }
    let before = setup
    defer { restore(before) }
    restore(scenario.values)
    return .entity(try estimate(at: place))
  }
}

/// One of the things that are compared.
private struct Side {
  let title: String
  let setup: Setup
  /// The values that it was asked with; none of a rule.
  let asked: [Value?]
  let parts: [Int]
  let total: Int
  let isRule: Bool
  /// Whether it is called by its kind, beside whatever.
  let hasOwnTitle: Bool

  init?(_ value: Value) {
    switch value {
    case .entity(let answer as EstimateValue):
      title = "estimate"
      setup = answer.setup
      asked = answer.asked
      parts = Part.allCases.map { answer.estimate[$0] }
      total = answer.estimate.total
      (isRule, hasOwnTitle) = (false, false)
    case .entity(let answer as InferenceValue):
      title = "inference"
      setup = answer.asked.setup
      asked = answer.asked.asked
      parts = Part.allCases.map { answer.estimate[$0] }
      total = answer.estimate.total
      (isRule, hasOwnTitle) = (false, true)
    case .entity(let answer as RuleValue):
      title = "rule of thumb"
      setup = answer.setup
      asked = []
      parts = Part.allCases.map { answer.rule.bytes(of: $0) }
      total = answer.rule.total
      (isRule, hasOwnTitle) = (true, true)
    default: return nil
    }
  }
}

private func comparison(_ sides: [Side], _ labels: [String?]) -> Table {
  let titles = zip(labels, names(of: sides)).map { $0 ?? $1 }
  let explains = sides.count == 2 && sides[0].isRule && !sides[1].isRule
  var columns = [Table.Column("part")]
  columns += titles.map { Table.Column($0) }
  if sides.count == 2 { columns.append(Table.Column("difference")) }
  if explains { columns.append(Table.Column("why", title: "what the rule misses")) }
  let parts = Part.allCases.enumerated().filter { index, part in
    part != .cache || sides.contains { $0.parts[index] > 0 }
  }
  var rows: [[Value]] = parts.map { index, part in
    let amounts = sides.map { $0.parts[index] }
    return row(part.rawValue, amounts, explains ? differs(amounts) ? missed(part, sides) : "" : nil)
  }
  rows.append(row("total", sides.map(\.total), explains ? "" : nil))
  return Table(columns: columns, rows: rows)
}

private func row(_ name: String, _ bytes: [Int], _ why: String?) -> [Value] {
  var row: [Value] = [.text(name)] + bytes.map { .bytes($0) }
  if bytes.count == 2 { row.append(.bytes(bytes[1] - bytes[0])) }
  if let why { row.append(.text(why)) }
  return row
}

/// What differs between the sides, as their titles.
private func names(of sides: [Side]) -> [String] {
  if sides.contains(where: \.hasOwnTitle) { return sides.map(\.title) }
  let all = sides.map { side in
    SetupSlot.trained.map { $0.title(side.asked[$0.index] ?? $0.slot.fallback) }
  }
  return all.indices.map { index in
    let own = all[index].indices.filter { trait in
      all.contains { $0[trait] != all[index][trait] }
    }
    let name = own.map { all[index][$0] }.joined(separator: ", ")
    return name.isEmpty ? "estimate \(index + 1)" : name
  }
}

/// Whether two figures of a part are other ones for a reader, who sees hundredths of a GiB.
private func differs(_ amounts: [Int]) -> Bool { abs(amounts[0] - amounts[1]) >= (1 << 30) / 200 }

/// Why the rule's figure is another one.
private func missed(_ part: Part, _ sides: [Side]) -> String {
  let setup = sides[1].setup
  switch part {
  case .weights:
    return setup.method.quantization == nil ? "" : "embedding and head are not quantised"
  case .adapters: return setup.method == .full ? "" : "the adapters' own weights"
  case .gradients: return "not all there at the peak, or in fp32"
  case .optimizer:
    return setup.method == .full && setup.precision.weights != .fp32
      ? "torch keeps states in the parameters' own format" : ""
  case .activations: return "what the peak's phase still holds"
  case .cache: return ""
  case .logits: return "the whole vocabulary for each token, in fp32, and its gradient"
  case .temporaries: return "what is alive for a moment"
  case .allocator: return "blocks that torch caches"
  case .context: return "CUDA and its libraries"
  }
}
