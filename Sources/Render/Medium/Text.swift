import Language

/// Answers on a screen.
struct TextMedium {
  let width: Int
  let theme: Theme

  func answer(_ value: Value, _ style: Style) -> String {
    let view = value.view(style)
    // What the user put together is shown as it is, so that it can be copied; only what the
    // words lay out is fitted to the screen.
    var isLaidOut = false
    if case .entity = value { isLaidOut = true }
    let lines = view.blocks.flatMap { self.lines($0, fitted: isLaidOut) }
    let text = lines.map { theme.paint($0) + "\n" }.joined()
    return lines.count > 3 ? "\n" + text : text
  }

  /// What was laid out to be read, as it is.
  func text(_ view: View) -> String {
    view.blocks.flatMap { lines($0, fitted: true) }.map { theme.paint($0) + "\n" }.joined()
  }

  private func lines(_ block: View.Block, fitted: Bool) -> [Markup] {
    switch block {
    case .blank: [Markup()]
    case .chart(let chart): ChartDrawing(chart, width: width, theme).lines
    case .plot(let plot): PlotDrawing(plot, width: width, theme).lines
    case .grid(let grid): GridDrawing(grid, width: width, theme).lines
    case .line(let markup):
      theme.spelt(markup).lines.flatMap { fitted ? $0.wrapped(to: width) : [$0] }
    }
  }
}
