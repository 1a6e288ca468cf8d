import Language
import MemoryModel
import Step

/// A layer's forward and backward, a line for each module: what comes and goes stands as a bar.
struct LayerTimelineLayout {
  private let value: TimelineValue
  private let layer: Int
  private let style: Style
  /// By part, what is there all the time.
  private let staying: [Int]

  init(_ value: TimelineValue, _ layer: Int, _ style: Style) {
    (self.value, self.layer, self.style) = (value, layer, style)
    let moments = value.timeline.moments
    staying = Timeline.parts.indices.map { place in moments.map { $0.bytes[place] }.min() ?? 0 }
  }

  var view: View {
    let estimate = EstimateLayout(value.asked, style)
    let blocks: [View.Block] = [
      .line(estimate.heading), .blank, .line(introduction), .line(legend), .blank, .grid(grid),
    ]
    return View(blocks + estimate.remarks)
  }

  private var introduction: Markup {
    let stays = style.memory(staying.reduce(0, +))
    return Markup("layer \(layer)", .strong)
      + Markup(" in the second step: \(stays) stay, drawn is what comes and goes", .muted)
  }

  /// The parts that change.
  private var legend: Markup {
    var line = Markup()
    for (place, part) in Timeline.parts.enumerated()
    where value.timeline.moments.contains(where: { $0.bytes[place] > staying[place] }) {
      if !line.runs.isEmpty { line.append("   ", .plain) }
      line += Markup("█ ", .part(place)) + Markup(part.rawValue, .name)
    }
    return line
  }

  private var grid: Grid {
    var rows: [Grid.Row] = []
    var title = ""
    for place in shown {
      let moment = value.timeline.moments[place]
      let own = self.title(moment.scene)
      if own != title {
        title = own
        rows.append(.cells([.markup(Markup(title, .strong))]))
      }
      let isPeak = place == value.timeline.peak
      let amounts = zip(moment.bytes, staying).map { Double($0 - $1) }
      rows.append(
        .cells([
          .markup(Markup("  " + value.name(of: moment), .name)),
          .markup(Markup(style.figure(moment.allocated), isPeak ? .strong : .number)),
          .stack(amounts), .markup(Markup(isPeak ? "the most" : "", .muted)),
        ]))
    }
    let columns = [
      Grid.Column(""), Grid.Column(style.memoryUnit.name, .decimal), Grid.Column(""),
      Grid.Column(""),
    ]
    return Grid(columns: columns, rows: rows)
  }

  /// Between two modules only the fullest moment is shown.
  private var shown: [Int] {
    let moments = value.timeline.moments
    var shown: [Int] = []
    for (place, moment) in moments.enumerated() {
      guard let last = shown.last, moments[last].scene == moment.scene,
        moments[last].module.isEmpty && moment.module.isEmpty
      else {
        shown.append(place)
        continue
      }
      if moment.allocated > moments[last].allocated { shown[shown.count - 1] = place }
    }
    return shown
  }

  private func title(_ scene: Timeline.Scene) -> String {
    scene.isRecomputing ? "forward again, for what backward needs" : scene.phase.rawValue
  }
}
