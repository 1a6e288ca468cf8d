import Language
import MemoryModel
import Step

/// An estimate as a person reads it: what was assumed, the parts with bars, the totals.
struct EstimateLayout {
  private let value: EstimateValue
  private let estimate: Estimate
  private let setup: Setup
  private let style: Style

  init(_ value: EstimateValue, _ style: Style) {
    self.value = value
    self.style = style
    estimate = value.estimate
    setup = value.setup
  }

  var view: View {
    View([.line(heading), .blank, .grid(grid)] + remarks)
  }

  /// What the answer leaves out.
  var remarks: [View.Block] {
    let notes = View.notes(value.notes)
    return notes.isEmpty ? [] : [.blank] + notes
  }

  // MARK: what was assumed

  var heading: Markup {
    let said = SetupSlot.all.compactMap { $0.heading(setup) }
    return Markup(said.first ?? "", .strong)
      + Markup(said.dropFirst().map { " · " + $0 }.joined())
  }

  // MARK: the parts

  private var grid: Grid {
    LedgerGrid(estimate: estimate, parts: Part.ofTraining, style: style, card: value.card)
      .grid(margin: margin, moment: Self.moment(estimate.phase), note: note)
  }

  /// What the part is made of.
  private func note(_ part: Part) -> String {
    if estimate[part] < 1 << 20, let absence = absence(part) { return absence }
    switch part {
    case .weights: return "\(Figures.short(estimate.parameters)) parameters\(weightFormat)"
    case .adapters:
      let format = setup.method.adapter?.dtype.rawValue ?? ""
      let copies = setup.method.adapter?.save.isEmpty == false
      let what = copies ? "with trained copies" : format
      return "\(Figures.short(estimate.trainable)) parameters, \(what)"
    case .gradients: return "of \(Figures.short(estimate.trainable)) parameters"
    case .optimizer:
      return "\(setup.optimizer.rawValue), of \(Figures.short(estimate.trainable)) parameters"
    default: return causes(part)
    }
  }

  var weightFormat: String {
    if let quantization = setup.method.quantization {
      // Half of them packed would take the mean of half a byte and what the others take.
      let other = Double(quantization.upcast ? 4 : setup.precision.weightBytes)
      let isMost =
        Double(estimate[.weights]) < Double(estimate.parameters) * (0.5 + other) / 2
      let format = quantization.format.rawValue.uppercased()
      return isMost ? ", most in \(format)" : ", linear modules in \(format)"
    }
    return " in \(setup.precision.weights.rawValue)"
  }

  /// The names of its lines, the largest first, without what they say of formats.
  private func causes(_ part: Part) -> String {
    let ledger = estimate.ledger
    var names: [String] = []
    for line in ledger.lines(of: part).sorted(by: { $0.bytes > $1.bytes }) {
      let name = String(line.name.prefix { $0 != "," })
      if !names.contains(name) { names.append(name) }
    }
    return names.prefix(2).joined(separator: ", ") + (names.count > 2 ? ", …" : "")
  }

  /// Why there is next to nothing of a part, and how much there is at another moment.
  private func absence(_ part: Part) -> String? {
    let most = estimate.timeline.most(of: part)
    if most.bytes >= 1 << 20 {
      return "at most \(style.memory(most.bytes)) \(Self.during(most.scene.phase))"
    }
    let isSmall = estimate[part] > 0
    switch part {
    case .weights: return nil
    case _ where isSmall && [.adapters, .gradients, .optimizer].contains(part): return nil
    case .adapters: return "no adapters: every weight is trained"
    case .gradients: return "not there at the peak"
    case .optimizer: return setup.optimizer == .sgd ? "plain SGD keeps no state" : "not on the GPU"
    case .logits where !isSmall: return "never whole at the peak"
    default: return isSmall ? "next to nothing at the peak" : "none at the peak"
    }
  }

  /// How far the figure was from traced steps: the model's own doubt, not that of the last two parts.
  private var margin: String {
    let evidence = estimate.evidence
    return "± \(Figures.number(evidence.margin * 100, digits: 2)) %, \(evidence.words)"
  }

  /// When the peak is, in words.
  static func moment(_ phase: Phase) -> String {
    switch phase {
    case .load: "while the model loads"
    case .forward: "in the forward pass"
    case .loss: "at the loss"
    case .backward: "in the backward pass"
    case .step: "at the optimizer's step"
    }
  }

  /// The same in short.
  static func during(_ phase: Phase) -> String {
    switch phase {
    case .load: "while loading"
    case .forward: "in forward"
    case .loss: "at the loss"
    case .backward: "in backward"
    case .step: "at the step"
    }
  }
}
