import Language
import MemoryModel
import Step

/// The answer of `timeline`: what is alive in order of time.
final class TimelineValue: Entity {
  let asked: EstimateValue
  let timeline: Timeline
  /// The layer that it looks into.
  let layer: Int?

  init(_ asked: EstimateValue, inside layer: Int?) {
    (self.asked, self.layer) = (asked, layer)
    timeline = layer.map { asked.estimate.timeline(inside: $0) } ?? asked.estimate.timeline
  }

  static let kind = "a timeline"
  var kind: String { Self.kind }

  /// The fullest moment.
  var peak: Timeline.Moment? { timeline.peak.map { timeline.moments[$0] } }

  /// What the card leaves to tensors, if one is set.
  var limit: Int? { asked.card.map { $0.facts.usable - asked.setup.device.contextBytes } }

  static let fields = ["peak", "phase", "step", "table"]
  var fields: [String] { Self.fields }

  func field(_ name: String) -> Value? {
    switch name {
    case "peak": peak.map { .bytes($0.allocated) }
    case "phase": peak.map { .text($0.scene.phase.rawValue) }
    case "step": peak.map { .whole($0.scene.step) }
    case "table": .entity(table)
    default: nil
    }
  }

  var headline: [String] { ["peak", "phase"] }

  func text(_ style: Style) -> String { "a timeline of \(timeline.moments.count) moments" }

  func view(_ style: Style) -> View {
    layer.map { LayerTimelineLayout(self, $0, style).view } ?? TimelineLayout(self, style).view
  }

  var datum: Datum { table.datum }

  func equals(_ other: any Entity) -> Bool {
    guard let other = other as? TimelineValue else { return false }
    return other.layer == layer && other.asked.equals(asked)
  }

  /// A row for each moment.
  var table: Table {
    let names = ["step", "phase", "moment", "allocated"] + Timeline.parts.map(\.rawValue)
    let asides = ["layer", "micro_batch", "recomputed"]
    return Table(
      columns: names.map { Table.Column($0) } + asides.map { Table.Column($0, isAside: true) },
      rows: timeline.moments.map(row))
  }

  private func row(_ moment: Timeline.Moment) -> [Value] {
    let scene = moment.scene
    let isLoading = scene.phase == .load
    let head: [Value] = [
      isLoading ? .nothing : .whole(scene.step), .text(scene.phase.rawValue),
      .text(name(of: moment)), .bytes(moment.allocated),
    ]
    return head + moment.bytes.map { .bytes($0) } + [
      scene.layer.map { .whole($0) } ?? .nothing, isLoading ? .nothing : .whole(scene.microBatch),
      .truth(scene.isRecomputing),
    ]
  }

  /// What runs then.
  func name(of moment: Timeline.Moment) -> String {
    if let place = moment.scene.layer, layer == nil { return "layer \(place)" }
    let names = [moment.module, moment.made, moment.scene.phase.rawValue]
    return names.first { !$0.isEmpty } ?? ""
  }
}
