import Language
import MemoryModel
import Step

/// What ran out, as a person reads it: the tensor, when it is asked for, what was alive, what helps.
struct OomLayout {
  private let value: OomValue
  private let style: Style

  init(_ value: OomValue, _ style: Style) { (self.value, self.style) = (value, style) }

  var view: View {
    let estimate = EstimateLayout(value.asked, style)
    let answer = value.suspects.first.map(account) ?? withoutSuspect
    return View([.line(estimate.heading), .blank] + answer + advice + estimate.remarks)
  }

  private var tried: String { Shortage.spelled(value.tried) }

  // MARK: what has that size

  private func account(_ suspect: Inquest.Suspect) -> [View.Block] {
    let request = suspect.request
    var blocks: [View.Block] = [
      .line(
        Markup("\(tried): ", .strong) + Markup(request.name, .strong)
          + Markup(", \(Self.moment(request.scene))"))
    ]
    blocks.append(.line(Markup("  " + size(suspect), .muted)))
    blocks.append(.line(Markup("  \(request.source)", .muted)))
    blocks += others
    return blocks + [.blank] + alive(request)
  }

  /// `in the backward pass of step 1, layer 31`.
  private static func moment(_ scene: Timeline.Scene) -> String {
    let again = scene.isRecomputing ? ", where its layer's forward runs again" : ""
    let step = scene.step > 0 ? " of step \(scene.step)" : ""
    let layer = scene.layer.map { ", layer \($0)" } ?? ""
    return EstimateLayout.moment(scene.phase) + step + layer + again
  }

  private func size(_ suspect: Inquest.Suspect) -> String {
    let bytes = suspect.request.bytes
    let segment = segmentAsked(for: bytes)
    let own = "the tensor has \(Figures.prose(bytes)) bytes"
    let asked =
      segment == bytes
      ? own : own + "; torch asks the driver for \(Figures.prose(segment)), as its message says"
    return suspect.layers > 1 ? asked + "; so it is in \(suspect.layers) layers" : asked
  }

  /// What else has that size.
  private var others: [View.Block] {
    let others = value.suspects.dropFirst()
    guard !others.isEmpty else { return [] }
    let names = others.prefix(3).map {
      "\($0.request.name) \(EstimateLayout.during($0.request.scene.phase))"
    }
    let more = others.count > 3 ? " and \(others.count - 3) more" : ""
    return [.line(Markup("  as large: \(names.joined(separator: ", "))\(more)", .muted))]
  }

  // MARK: what was alive

  private func alive(_ request: MemoryRequest) -> [View.Block] {
    let largest = request.alive.max() ?? 0
    var rows: [Grid.Row] = []
    for (part, bytes) in zip(Timeline.parts, request.alive) where bytes >= 1 << 20 {
      let share = Double(bytes) / Double(max(largest, 1))
      let name = Markup(part.rawValue, .name)
      rows.append(.amount(name, bytes, style, unit: rows.isEmpty, [.bar(share)]))
    }
    rows.append(.rule(columns: 2))
    rows.append(
      .amount(
        Markup("allocated", .name), request.allocated, style, unit: true,
        [.markup(said(request))]))
    let columns = [
      Grid.Column(""), Grid.Column("then alive", .decimal), Grid.Column("", elastic: true),
    ]
    return [.grid(Grid(columns: columns, rows: rows, indent: 2))] + otherwise(request)
  }

  /// Where the message has far more or less allocated, its setup is not this one.
  private func otherwise(_ request: MemoryRequest) -> [View.Block] {
    guard let allocated = value.shortage.allocated,
      abs(allocated - request.allocated) > request.allocated / 20
    else { return [] }
    return [.blank, .line(Markup("What ran differs from this setup in something."))] + gap
  }

  /// Had it found room, at least so much would have been allocated.
  private var gap: [View.Block] {
    guard let allocated = value.shortage.allocated else { return [] }
    let peak = Shortage.spelled(allocated + value.tried)
    return [
      .line(
        Markup("What that may be: ", .muted) + Markup("gap(\(peak), of: allocated)", .name))
    ]
  }

  private func said(_ request: MemoryRequest) -> Markup {
    guard let allocated = value.shortage.allocated else { return "" }
    return Markup("the message says \(Shortage.spelled(allocated))", .muted)
  }

  // MARK: where nothing has that size

  private var withoutSuspect: [View.Block] {
    var blocks: [View.Block] = [
      .line(Markup("No tensor of this step is asked for as \(tried).", .strong)),
      .line(Markup("The nearest:", .muted)),
    ]
    for near in value.nearest {
      let size = Shortage.spelled(segmentAsked(for: near.request.bytes))
      let moment = Self.moment(near.request.scene)
      blocks.append(
        .line(Markup("  \(size)  ", .number) + Markup("\(near.request.name), \(moment)")))
    }
    guard !value.guesses.isEmpty else { return blocks }
    blocks += [.blank, .line(Markup("These would ask for exactly that:"))]
    for guess in value.guesses {
      blocks.append(
        .line(
          Markup("  " + guess.change.line, .name)
            + Markup("  \(guess.suspect.request.name)", .muted)))
    }
    return blocks
  }

  // MARK: what helps

  private var advice: [View.Block] {
    guard let advice = value.advice else {
      let hint = "What would have prevented it depends on the card: `gpu = rtx4090`, and ask again."
      return [.blank, .line(Markup(hint, .muted))]
    }
    if advice.now.verdict == .no {
      return [.blank] + verdict + AdviceLayout(advice, style).view.blocks
    }
    return [.blank] + differs(advice)
  }

  /// Whether the replay stops where the message says.
  private var verdict: [View.Block] {
    guard let failure = value.failure else { return [] }
    if value.suspects.first?.request.isFailure == true {
      return [.line(Markup("With this room the replay of the step stops at this tensor, too."))]
    }
    let moment = Self.moment(failure.scene)
    let line =
      "With this room the replay of the step stops at another one: \(failure.name), \(moment)."
    return [.line(Markup(line))]
  }

  /// The setup runs on that card: another one has run.
  private func differs(_ advice: AdviceValue) -> [View.Block] {
    let needed = style.memory(advice.now.estimate.needed)
    let line =
      "By this setup the step runs there, from \(needed) on: what ran differs from it in something."
    return [.line(Markup(line))] + gap
  }
}
