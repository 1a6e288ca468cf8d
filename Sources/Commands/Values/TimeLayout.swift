import Language
import Step

/// A time, and what it costs, as a person reads it: the range, what it goes by, and what takes the time.
struct TimeLayout {
  private let value: TimeValue
  private let style: Style
  private let cost: CostValue?

  init(_ value: TimeValue, _ style: Style, cost: CostValue? = nil) {
    (self.value, self.style, self.cost) = (value, style, cost)
  }

  private var step: StepTime { value.step }

  var view: View {
    let heading =
      EstimateLayout(value.asked, style).heading + Markup(" · " + value.card.text(style))
    let notes = cost?.notes ?? value.notes
    return View(
      [.line(heading), .blank, .grid(grid)]
        + (notes.isEmpty ? [] : [.blank])
        + View.notes(notes))
  }

  private var grid: Grid {
    var rows: [Grid.Row] = []
    if let cost { rows += costRows(cost) }
    let seconds = value.seconds
    rows.append(
      row("time", time(seconds.expected), strong: cost == nil, note: evidence))
    rows.append(
      row("", Duration(seconds.expected).range(seconds.least, seconds.most), note: spread))
    rows.append(row("speed", "\(speed) tokens/s", note: length))
    rows.append(row("step", time(step.total), note: parts))
    if step.isLaunchBound {
      rows.append(
        row(
          "launches", time(step.launches * Double(step.setup.accumulation)),
          note: "the GPU waits for the CPU, which issues its kernels"))
    }
    return Grid(
      columns: [Grid.Column(""), Grid.Column(""), Grid.Column("", elastic: true)], rows: rows,
      indent: 2)
  }

  private func costRows(_ cost: CostValue) -> [Grid.Row] {
    func dollars(_ amount: Double) -> String { style.text(CostValue.dollars(amount)) }
    let range = "\(dollars(cost.least)) to \(dollars(cost.most))"
    let (low, high) = (cost.price.lowerBound, cost.price.upperBound)
    let when = cost.date.map { ", as asked for in \($0)" } ?? ""
    guard let expected = cost.expected else {
      let price = "at \(dollars(low)) to \(dollars(high)) an hour\(when)"
      return [row("cost", range, strong: true, note: price)]
    }
    return [
      row("cost", dollars(expected), strong: true, note: "at \(dollars(low)) an hour\(when)"),
      row("", range),
    ]
  }

  private func row(
    _ name: String, _ figure: String, strong: Bool = false, note: String = ""
  ) -> Grid.Row {
    .cells([
      .markup(Markup(name, strong ? .strong : .name)),
      .markup(Markup(figure, strong ? .strong : .number)), .markup(Markup(note, .muted)),
    ])
  }

  private func time(_ seconds: Double) -> String { Duration(seconds).text }

  private var speed: String { Figures.prose(step.tokensPerSecond.threeDigits) }

  private var evidence: String {
    "± \(Figures.number(step.margin * 100, digits: 2)) %, \(step.evidence)"
  }

  /// Why the range is wider than the margin.
  private var spread: String {
    let rows = value.length.rows
    if rows.lowerBound == rows.upperBound { return "" }
    return
      "of rows from \(Figures.prose(rows.lowerBound)) to \(Figures.prose(rows.upperBound)) tokens"
  }

  private var length: String {
    let (tokens, steps) = (value.length.tokens.rounded(), value.steps)
    let rows =
      value.length.row == value.asked.setup.seq
      ? ""
      : " in rows of \(Figures.prose(value.length.row)), "
        + "\(Figures.fixed(value.length.padding * 100, 0)) % of them padding"
    return "\(Figures.short(Int(min(tokens, 0x1p53)))) tokens\(rows), "
      + "\(Figures.prose(steps)) step\(steps == 1 ? "" : "s")"
  }

  /// What takes most of a step, the largest first: what is under a twentieth is left out.
  private var parts: String {
    let gpu = value.parts.filter { $0.name != "launches" }
    let sum = gpu.reduce(0) { $0 + $1.seconds }
    let shares = gpu.map { (name: $0.name, share: $0.seconds / sum) }
      .filter { $0.share >= 0.05 }.sorted { $0.share > $1.share }
    return shares.map { "\($0.name) \(Figures.fixed($0.share * 100, 0)) %" }.joined(separator: ", ")
  }
}
