import Language

// How a condition that does not hold is shown.
extension Deferred {
  /// The values of its sides, each at its place; a literal needs no word about itself.
  func sides(_ frame: inout Frame) throws(Fault) -> [Diagnostic.Label] {
    var labels: [Diagnostic.Label] = []
    for operand in operands {
      if case .number = operand.expression.node { continue }
      let shown = try operand.evaluate(&frame).firstLine(frame.session.style)
      if shown != operand.place.text { labels.append(Diagnostic.Label(operand.place, shown)) }
    }
    return labels
  }
}

extension Value {
  /// The first line of what the prompt shows, as text.
  func firstLine(_ style: Style) -> String {
    if case .line(let markup) = view(style).blocks.first { markup.text } else { "" }
  }
}
