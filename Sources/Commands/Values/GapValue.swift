import Language
import MemoryModel
import Step

/// The answer of `gap`: settings that would explain what was measured.
final class GapValue: Entity {
  let now: EstimateValue
  let measured: Int
  let figure: GapFigure
  /// Those that come as near as the estimate itself is sure of, the nearest first; behind them counts of
  /// tokens and sequences.
  let explanations: [GapSearch.Explanation]
  /// Without any, those that come nearest.
  let nearest: [GapSearch.Explanation]
  private let setup: [Value?]

  /// As many as somebody reads.
  private static let most = 6

  init(_ search: GapSearch) throws(Fault) {
    let now = try search.session.estimate(at: search.place)
    (self.now, measured, figure) = (now, search.measured, search.figure)
    setup = search.session.setup
    let doubt = figure.doubt(now.estimate, measured)
    let bytes = figure.bytes(now.estimate)
    guard abs(bytes - measured) > doubt else {
      (explanations, nearest) = ([], [])
      return
    }
    func sorted(_ all: [GapSearch.Explanation]) -> [GapSearch.Explanation] {
      all.sorted { search.distance($0) < search.distance($1) }
    }
    var all = sorted(try search.singles(now.setup))
    var found = all.filter { search.distance($0) <= doubt }
    if found.isEmpty {
      all = sorted(all + (try search.pairs(of: all, now.estimate)))
      found = all.filter { search.distance($0) <= doubt }
    }
    let counts = try search.counts(now.estimate).filter { search.distance($0) <= doubt }
    explanations = found.prefix(Self.most) + sorted(counts)
    nearest = explanations.isEmpty ? Array(all.prefix(3)) : []
  }

  static let kind = "a gap"
  var kind: String { Self.kind }

  /// Whether the estimate is what was measured, as far as it is sure.
  var agrees: Bool { explanations.isEmpty && nearest.isEmpty }
  var estimated: Int { figure.bytes(now.estimate) }
  var doubt: Int { figure.doubt(now.estimate, measured) }

  static let fields = ["agrees", "measured", "estimated", "difference", "best", "table"]
  var fields: [String] { Self.fields }

  func field(_ name: String) -> Value? {
    switch name {
    case "agrees": .truth(agrees)
    case "measured": .bytes(measured)
    case "estimated": .bytes(estimated)
    case "difference": .bytes(measured - estimated)
    case "best": best
    case "table": .entity(table)
    default: nil
    }
  }

  private var best: Value {
    if agrees { return .entity(ScenarioValue(setup)) }
    guard let first = explanations.first else { return .missing }
    return .entity(ScenarioValue(first.supposition.change.applied(to: setup)))
  }

  var headline: [String] { ["agrees", "measured", "estimated"] }

  func text(_ style: Style) -> String {
    if agrees { return "it agrees" }
    return explanations.first?.supposition.change.line ?? "unexplained"
  }

  /// A row for each setting, the nearest first.
  var table: Table {
    let names = ["change", "figure", "beside", "meaning"]
    let titles = ["change", figure.rawValue, "beside what was measured", "what it means"]
    return Table(
      columns: zip(names, titles).map { Table.Column($0, title: $1) },
      rows: (explanations + nearest).map { one in
        [
          .text(one.supposition.change.line), .bytes(one.bytes), .bytes(one.bytes - measured),
          .text(one.supposition.meaning),
        ]
      })
  }

  var datum: Datum {
    .object([
      "kind": .text("gap"), "of": .text(figure.rawValue), "measured": .whole(measured),
      "estimated": .whole(estimated), "doubt": .whole(doubt), "agrees": .truth(agrees),
      "explanations": .list(explanations.map(told)), "nearest": .list(nearest.map(told)),
      "notes": .list(now.notes.map(Datum.text)),
    ])
  }

  private func told(_ one: GapSearch.Explanation) -> Datum {
    .object([
      "change": .text(one.supposition.change.line), "bytes": .whole(one.bytes),
      "meaning": .text(one.supposition.meaning),
    ])
  }

  func equals(_ other: any Entity) -> Bool {
    guard let other = other as? GapValue else { return false }
    return other.now.equals(now) && other.measured == measured && other.figure == figure
  }
}

// MARK: - How it is shown

extension GapValue {
  func view(_ style: Style) -> View {
    let estimate = EstimateLayout(now, style)
    return View([.line(estimate.heading), .blank] + answer(style) + estimate.remarks)
  }

  private func answer(_ style: Style) -> [View.Block] {
    let (seen, own) = (style.memory(measured), style.memory(estimated))
    let apart = style.memory(abs(measured - estimated))
    let within = style.memory(doubt)
    if agrees {
      let line = Markup("It agrees", .good)
      return [
        .line(
          line
            + Markup(
              ": \(seen) \(figure.source), and by this setup \(own): \(apart) apart, within \(within)"
            ))
      ]
    }
    let side = measured > estimated ? "more" : "less"
    var blocks: [View.Block] = [
      .line(
        Markup("\(seen) \(figure.source)", .strong)
          + Markup(": \(apart) \(side) than the \(own) of this setup"))
    ]
    let found = explanations.isEmpty ? nearest : explanations
    let title =
      explanations.isEmpty
      ? "No setting that I know explains it, nor two of them. The nearest:"
      : explanations.count == 1
        ? "This would explain it:" : "Each of these would explain it:"
    blocks += [.line(Markup(title)), .blank]
    for one in found {
      blocks.append(.line(Markup("  " + one.supposition.change.line, .name)))
      let bytes = "    takes \(style.memory(one.bytes))"
      let meaning = one.supposition.meaning
      blocks.append(.line(Markup(bytes + (meaning.isEmpty ? "" : ": \(meaning)"), .muted)))
    }
    let unmodelled =
      "Not looked at: an evaluation, texts of several lengths in one run, other processes on the card."
    return blocks + [.blank, .line(Markup(unmodelled, .muted))]
  }
}
