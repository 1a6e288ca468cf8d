import Language

extension Word {
  static let print = Word(
    "print", .output, "shows values, one line for all of them",
    [Parameter("values", .anything, .rest, "what to show; a text may hold {expressions}")],
    examples: [Example("print \"half of it: {24 GiB / 2}\"")],
    related: ["assert"]
  ) { (arguments, frame) throws(Fault) in
    let session = frame.session
    let values = arguments.values("values")
    if values.count == 1 {
      session.world.show(values[0], session.style)
    } else {
      let text = values.map { session.style.text($0) }.joined(separator: " ")
      session.world.show(.text(text), session.style)
    }
    return .nothing
  }

  static let assert = Word(
    "assert", .output, "says so when something does not hold, and goes on",
    [
      Parameter("condition", .deferred, .required, "what has to hold"),
      Parameter("message", .text, .optional, "what it means when it does not"),
    ],
    examples: [Example("assert 2 + 2 == 4, \"arithmetic\"")],
    related: ["fits", "print"]
  ) { (arguments, frame) throws(Fault) in
    guard let condition = arguments.deferred("condition").first else { return .nothing }
    let value = try condition.evaluate(&frame)
    guard let holds = value.isMissing ? false : value.truth else {
      throw .value(
        "An assert needs something that holds or not, and this is \(value.kindName).",
        at: condition.place)
    }
    if !holds { frame.session.fail(try failure(condition, value, arguments, &frame)) }
    return .nothing
  }
}

/// What did not hold, with the values of both its sides.
private func failure(
  _ condition: Deferred, _ value: Value, _ arguments: Arguments, _ frame: inout Frame
) throws(Fault) -> Diagnostic {
  var labels = try condition.sides(&frame)
  if labels.isEmpty {
    let shown = condition.operands.isEmpty ? value.firstLine(frame.session.style) : ""
    labels = [Diagnostic.Label(condition.place, shown)]
  }
  let message = arguments.text("message") ?? "`\(condition.place.text)` does not hold"
  return Diagnostic(.assertion, message, labels: labels, hint: try gap(condition, &frame))
}

/// How far apart the sides of a comparison are: two figures may look alike.
private func gap(_ condition: Deferred, _ frame: inout Frame) throws(Fault) -> String? {
  guard case .binary(let op, _, _) = condition.expression.node, op.isComparison,
    condition.operands.count == 2
  else { return nil }
  let left = try condition.operands[0].evaluate(&frame).quantity
  let right = try condition.operands[1].evaluate(&frame).quantity
  guard let left, let right, left.dimension == right.dimension, left != right else { return nil }
  let gap = Quantity((left.number - right.number).magnitude, left.dimension)
  return "they are \(frame.session.style.text(gap)) apart"
}
