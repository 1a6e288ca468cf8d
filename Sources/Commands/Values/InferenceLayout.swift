import Language
import MemoryModel
import Step

/// An inference as a person reads it: what runs, the parts with bars, the totals.
struct InferenceLayout {
  private let value: InferenceValue
  private let estimate: Estimate
  private let style: Style

  init(_ value: InferenceValue, _ style: Style) {
    (self.value, self.style) = (value, style)
    estimate = value.estimate
  }

  var view: View {
    let notes = View.notes(value.notes)
    return View([.line(heading), .blank, .grid(grid)] + (notes.isEmpty ? [] : [.blank] + notes))
  }

  private var heading: Markup {
    let setup = estimate.setup
    let sizes = "running it · batch \(setup.batch) × \(Figures.prose(setup.seq)) tokens"
    return Markup(setup.architecture.name, .strong) + Markup(" · \(sizes)")
  }

  private var grid: Grid {
    let share = Inference.margin(of: estimate.allocated)
    return LedgerGrid(
      estimate: estimate, parts: InferenceValue.parts, style: style, card: value.asked.card
    ).grid(
      margin: "± \(Figures.number(share * 100, digits: 2)) %, by traced forwards",
      moment: "on the prompt", note: note)
  }

  private func note(_ part: Part) -> String {
    switch part {
    case .weights:
      let format = EstimateLayout(value.asked, style).weightFormat
      return "\(Figures.short(estimate.parameters)) parameters\(format)"
    case .cache:
      let format = estimate.setup.cache == .fp8 ? "fp8" : estimate.setup.precision.products.rawValue
      return "\(Figures.prose((value.cacheOfToken / 1024).threeDigits)) KiB a token, in \(format)"
    case .logits: return "of the last token of each sequence"
    default: return "what a layer makes of the whole prompt"
    }
  }
}
