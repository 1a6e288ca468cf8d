import Language
import MemoryModel
import Step

/// Advice as a person reads it: how it stands, then a line to paste for each way, and what it costs.
struct AdviceLayout {
  private let value: AdviceValue
  private let style: Style

  init(_ value: AdviceValue, _ style: Style) { (self.value, self.style) = (value, style) }

  var view: View {
    let standing = value.now.view(style).blocks
    let answer = value.now.verdict == .yes ? room : value.ways.isEmpty ? outOfReach : ways
    return View(Array(standing.prefix(1)) + answer + Array(standing.dropFirst()))
  }

  // MARK: what is enough

  private var ways: [View.Block] {
    let what = value.now.verdict == .tight ? "gives it room" : "makes it run"
    let each =
      value.ways.count == 1 ? "This \(what):" : "Each of these \(what), the cheapest first:"
    var blocks: [View.Block] = [.line(Markup(each)), .blank]
    for way in value.ways { blocks += paragraph(way) }
    if let further { blocks += [.blank, .line(further)] }
    if let larger = value.larger {
      blocks += [
        .blank, .line(Markup("As it is it runs on another card: ", .muted) + card(larger)),
      ]
    }
    return blocks
  }

  private func paragraph(_ way: Adviser.Try) -> [View.Block] {
    // The least is found to a thousandth, and an allocator may run in less than some cards above it.
    let least = way.fits.estimate.needed
    let bytes = way.fits.verdict == .tight ? min(least, way.fits.usable) : least
    let needed = style.memory(bytes)
    let verdict = way.fits.verdict == .tight ? ", tight" : ""
    let less = style.memory(value.now.estimate.needed - bytes)
    let saved = "  needs \(needed)\(verdict), \(less) less"
    let costs = way.offer.parts.map { View.Block.line(Markup("      \($0.cost)", .muted)) }
    return [.line(Markup("  " + way.offer.change.line, .name)), .line(Markup("    " + saved))]
      + costs
  }

  /// What takes less, the largest saving first; what a change saves at the peak is known without a replay.
  private var further: Markup? {
    func saved(_ one: Adviser.Try) -> Int {
      value.now.estimate.allocated - one.fits.estimate.allocated
    }
    var shown: [Adviser.Try] = []
    for one in value.further.sorted(by: { saved($0) > saved($1) }) where saved(one) >= 1 << 20 {
      let isKnown = shown.contains { $0.offer.change.places == one.offer.change.places }
      if !isKnown && shown.count < 4 { shown.append(one) }
    }
    guard !shown.isEmpty else { return nil }
    let names = shown.map { "\($0.offer.change.line) (\(style.memory(saved($0))) less)" }
    return Markup("Not enough alone: \(names.joined(separator: ", "))", .muted)
  }

  // MARK: what is not

  private var outOfReach: [View.Block] {
    guard let smallest = value.smallest, !smallest.offer.parts.isEmpty else {
      return [.line(Markup("I know no change that takes less."))] + cards("A card for it: ")
    }
    let line = "Nothing I know makes it run there. The smallest that I found:"
    return [.line(Markup(line)), .blank] + paragraph(smallest)
      + [.blank] + cards("A card for that: ")
  }

  private func cards(_ title: String) -> [View.Block] {
    guard let larger = value.larger else {
      return [.line(Markup("No card that I know is large enough.", .muted))]
    }
    return [.line(Markup(title, .muted) + card(larger))]
  }

  private func card(_ fits: FitsValue) -> Markup {
    Markup("gpu = \(fits.card.identifier)", .name)
      + Markup(", \(style.memory(fits.usable)) usable", .muted)
  }

  // MARK: what there is room for

  private var room: [View.Block] {
    guard !value.raises.isEmpty else {
      return [.line(Markup("There is room for no more sequences or tokens.", .muted))]
    }
    return [.line(Markup("There is room for either of these, all else as it is:")), .blank]
      + value.raises.map { raise in
        let total = "takes \(style.memory(raise.fits.estimate.total))"
        let how = raise.fits.verdict == .tight ? "tight: \(total) on a roomy card" : total
        return .line(Markup("  " + raise.offer.change.line, .name) + Markup("  \(how)", .muted))
      }
  }
}
