import Language

/// A plot drawn on a screen of some width, line by line.
struct PlotDrawing {
  let plot: Plot
  let theme: Theme
  /// Cells from the plot's own left end.
  let width: Int

  /// Wider than that a picture says no more.
  private static let widest = 110

  init(_ plot: Plot, width: Int, _ theme: Theme) {
    (self.plot, self.theme) = (plot, theme)
    self.width = max(16, min(width - plot.indent, Self.widest))
  }

  var lines: [Markup] {
    let lines =
      switch plot.marks {
      case .bars(let bars): BarsDrawing(self, bars).lines
      case .lines(let lines, let x): LinesDrawing(self, lines, x).lines
      case .cells(let cells): CellsDrawing(self, cells).lines
      }
    return lines.map { Pen($0, at: plot.indent).line }
  }

  // MARK: what all have

  var limitRole: Markup.Role { plot.isBroken ? .bad : .good }

  /// The line of the limit by its name: drawn, or said where it is beyond the picture.
  func limitLegend(sign: String) -> [Markup] {
    guard let limit = plot.limit else { return [] }
    let name = theme.spelt(Markup(limit.name, .muted))
    if plot.isLimitBeyond {
      return (name + Markup(", beyond the picture", .muted)).wrapped(to: width)
    }
    return (Markup("\(sign) ", limitRole) + name).wrapped(to: width)
  }

  /// Labels of ticks, each below its place.
  func labels(
    _ ticks: [Scale.Tick], in room: Int, at start: Int, _ scale: Scale
  ) -> Markup {
    var pen = Pen()
    var free = 0
    for tick in scale.ticks(in: Double(room - 1), length: { Double(Width.cells($0) + 2) }) {
      let label = theme.spelt(Markup(tick.label, .muted))
      let center = start + Int((scale.share(of: tick.value) * Double(room - 1)).rounded())
      let at = min(center - (label.cells - 1) / 2, width - label.cells)
      guard at >= free else { continue }
      pen.write(label, at: at)
      free = at + label.cells + 1
    }
    return pen.line
  }
}

extension Plot {
  /// Whether any figure is above the limit.
  var isBroken: Bool {
    guard let limit else { return false }
    return switch marks {
    case .bars(let bars): bars.contains { $0.to ?? limit.value > limit.value }
    case .lines(let lines, _):
      lines.contains { $0.points.contains { $0.y ?? limit.value > limit.value } }
    case .cells(let cells):
      cells.values.contains { $0.contains { $0 ?? limit.value > limit.value } }
    }
  }
}

extension Theme {
  /// The points of a line, other ones than those of the lines beside it.
  func point(_ line: Int) -> String {
    let signs =
      isUnicode ? ["●", "▲", "■", "◆", "○", "△", "□"] : ["o", "^", "#", "*", "x", "+", "@"]
    return signs[line % signs.count]
  }
}
