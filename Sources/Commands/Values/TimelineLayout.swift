import Language
import MemoryModel
import Step

/// A timeline as a person looks at it: the picture, and what lives at its peak.
struct TimelineLayout {
  private let value: TimelineValue
  private let style: Style

  init(_ value: TimelineValue, _ style: Style) {
    self.value = value
    self.style = style
  }

  var view: View {
    let estimate = EstimateLayout(value.asked, style)
    return View(
      [.line(estimate.heading), .blank, .chart(chart), .blank, .grid(legend)] + estimate.remarks)
  }

  // MARK: the picture

  private var chart: Chart {
    var sections: [(scene: Timeline.Scene, moments: [[Double]])] = []
    for moment in value.timeline.moments {
      var scene = moment.scene
      (scene.layer, scene.isRecomputing) = (nil, false)
      if sections.last?.scene != scene { sections.append((scene, [])) }
      sections[sections.count - 1].moments.append(moment.bytes.map(Double.init))
    }
    let table = value.table.view(style).blocks.lazy.compactMap { block -> Grid? in
      if case .grid(let grid) = block { grid } else { nil }
    }
    return Chart(
      sections.map { scene, moments in
        Chart.Section(
          scene.phase.rawValue, in: scene.step == 0 ? "" : "step \(scene.step)", moments)
      },
      peak: value.peak.map { style.memory($0.allocated) } ?? "",
      limit: value.limit.map(Double.init), unit: style.memoryUnit,
      table: table.first ?? Grid(columns: [], rows: []))
  }

  // MARK: what lives

  private var legend: Grid {
    var rows: [Grid.Row] = []
    for (place, part) in Timeline.parts.enumerated() {
      let most = value.timeline.most(of: part)
      if most.bytes == 0 { continue }
      let (now, then) = (value.peak?[part] ?? 0, style.figure(most.bytes))
      rows.append(
        row(
          Markup("█ ", .part(place)) + Markup(part.rawValue, .name), now, unit: rows.isEmpty,
          note: then == style.figure(now)
            ? "" : "at most \(then) \(EstimateLayout.during(most.scene.phase))"))
    }
    rows.append(.rule(columns: 2))
    rows.append(row("  allocated", value.peak?.allocated ?? 0, unit: true, note: moment))
    if let limit = value.limit, let card = value.asked.card {
      let name = Markup("─ ", isWithin ? .good : .bad) + Markup("usable", .name)
      let note = "of \(card.facts.name), less the context"
      rows.append(row(name, limit, note: note))
    }
    let columns = [
      Grid.Column(""), Grid.Column("at the peak", .decimal), Grid.Column("", elastic: true),
    ]
    return Grid(columns: columns, rows: rows, indent: 2)
  }

  private var isWithin: Bool { (value.peak?.allocated ?? 0) <= value.limit ?? 0 }

  /// When the peak is.
  private var moment: String {
    guard let peak = value.peak else { return "" }
    let layer = peak.scene.layer.map { ", layer \($0)" } ?? ""
    let step = peak.scene.step > 0 ? ", step \(peak.scene.step)" : ""
    return EstimateLayout.moment(peak.scene.phase) + layer + step
  }

  private func row(
    _ name: Markup, _ bytes: Int, unit: Bool = false, note: String
  ) -> Grid.Row {
    .amount(name, bytes, style, unit: unit, [.markup(Markup(note, .muted))])
  }
}
