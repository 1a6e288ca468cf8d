import Language
import MemoryModel
import Step

/// The answer of `plot`: a picture, and the figures that it is drawn from.
final class PlotValue: Entity {
  /// What is drawn.
  enum Subject {
    case estimate(EstimateValue, limit: TablePlot.Limit?)
    case timeline(TimelineValue)
    case table(TablePlot)

    /// What has a picture of its own.
    init?(_ value: Value, limit: TablePlot.Limit?) {
      switch value {
      case .entity(let answer as EstimateValue):
        self = .estimate(answer, limit: limit ?? answer.card?.limit)
      case .entity(let answer as TimelineValue): self = .timeline(answer)
      case .entity(let answer as PlotValue):
        guard case .estimate(let own, let line) = answer.subject else {
          self = answer.subject
          return
        }
        self = .estimate(own, limit: limit ?? line)
      default: return nil
      }
    }
  }

  private let subject: Subject

  init(_ subject: Subject) { self.subject = subject }

  static let kind = "a picture"
  var kind: String { Self.kind }

  static let fields = ["table"]
  var fields: [String] { Self.fields }

  func field(_ name: String) -> Value? { name == "table" ? .entity(table) : nil }

  func text(_ style: Style) -> String { "a picture of \(table.rows.count) rows" }

  /// Its figures.
  var table: Table {
    switch subject {
    case .estimate(let answer, _): answer.estimate.table
    case .timeline(let answer): answer.table
    case .table(let plot): plot.table
    }
  }

  var datum: Datum { table.datum }

  func equals(_ other: any Entity) -> Bool {
    (other as? PlotValue).map { $0.table.equals(table) } ?? false
  }

  func view(_ style: Style) -> View {
    switch subject {
    case .timeline(let answer): answer.view(style)
    case .estimate(let answer, let limit):
      View(
        [
          .line(EstimateLayout(answer, style).heading), .blank,
          .plot(answer.estimate.plot(limit, style)),
        ] + EstimateLayout(answer, style).remarks)
    case .table(let plot):
      View(
        [.line(Markup(plot.title(style), .strong)), .blank, .plot(plot.plot(style))]
          + remarks(plot, style))
    }
  }

  private func remarks(_ plot: TablePlot, _ style: Style) -> [View.Block] {
    var lines = plot.table.refusalLines(style)
    if plot.left > 0 {
      let words =
        "\(Figures.prose(plot.left)) more rows are not drawn: `where`, or `sort` and `first`, "
      lines.append(Markup("note: ", .warning) + Markup(words + "choose some"))
    }
    return lines.isEmpty ? [] : [.blank] + lines.map { .line($0) }
  }
}

extension Estimate {
  /// Its parts, and what they come to.
  fileprivate var table: Table {
    Table(
      columns: [Table.Column("part"), Table.Column("size")],
      rows: Part.allCases.map { [.text($0.rawValue), .bytes(self[$0])] }
        + [[.text("total"), .bytes(total)]])
  }

  /// Each part where those before it end, then the total.
  fileprivate func plot(_ limit: TablePlot.Limit?, _ style: Style) -> Plot {
    let unit = style.memoryUnit.scale
    let line = limit.map {
      Plot.Limit($0.quantity.number / unit, "\(style.text($0.quantity)) \($0.note)")
    }
    var below = 0
    var bars = Part.allCases.map { part in
      let (from, to) = (below, below + self[part])
      below = to
      return Plot.Bar(
        part.rawValue, from: Double(from) / unit, to: Double(to) / unit, style.figure(self[part]))
    }
    bars.append(Plot.Bar("total", to: Double(total) / unit, style.figure(total)))
    var grid = Grid(columns: [], rows: [])
    for case .grid(let own) in table.view(style).blocks { grid = own }
    let top = Plot.top(Double(total) / unit, line)
    return Plot(
      .bars(bars), scale: Scale(style.memoryUnit.name, of: [top], fromZero: true), limit: line,
      table: grid)
  }
}
