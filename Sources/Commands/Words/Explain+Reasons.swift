import Language
import MemoryModel
import Step

// Figures that are no sum of tensors: verdicts, what is needed, a card's memory, the rule of thumb.
extension Explained {
  typealias Line = ExplanationValue.Line

  // MARK: verdicts

  func fits(_ value: FitsValue, asked text: String) -> ExplanationValue {
    let estimate = value.estimate
    let card = names.spelling(of: value.card) ?? "\(text).gpu"
    let lines = [
      memoryLine(value.card, card), usableLine(value.card, card),
      Line(
        "total", "on a card with room: tensors, what torch caches, the context", estimate.total,
        asked: "\(text).total"),
      Line(
        "needed", "with cached blocks given back when memory runs short", estimate.needed,
        asked: "\(text).needed"),
    ]
    let isYes = value.verdict == .yes
    return ExplanationValue(
      of: "fits", estimate.needed, .bytes, reason(value), lines: lines, summary: lines,
      inOrder: true, depth: depth, notes: isYes ? [] : ["why so much: explain(\(text).needed)"],
      verdict: value.verdict.rawValue)
  }

  private func reason(_ value: FitsValue) -> String {
    let style = Style()
    let missing = style.memory(value.estimate.needed - value.usable)
    let spare = style.memory(value.headroom)
    switch value.verdict {
    case .yes: return "as the total is within what is usable, \(spare) to spare"
    case .tight: return "as the total is beyond what is usable, and what is needed is within it"
    case .no: return "as what is needed is beyond what is usable, by \(missing)"
    }
  }

  // MARK: cards

  func usable(_ card: CardValue, asked text: String) -> ExplanationValue {
    let facts = card.facts
    let text = names.spelling(of: card) ?? text
    var lines = [memoryLine(card, text)]
    if let reported = facts.reported {
      lines.append(
        Line("reported", "what nvidia-smi shows", reported, asked: "\(text).reported"))
    }
    lines.append(usableLine(card, text))
    lines.append(
      Line(
        "kept back", "by the driver", (facts.memory, facts.usable),
        asked: "\(text).memory - \(text).usable"))
    return ExplanationValue(
      of: "usable", facts.usable, .bytes, "of \(facts.name)", lines: lines, summary: lines,
      inOrder: true, depth: depth,
      notes: card.count > 1 ? ["each of \(card.count) cards"] : [])
  }

  private func memoryLine(_ card: CardValue, _ text: String) -> Line {
    Line(
      "memory", "what is sold", card.facts.memory, asked: "\(text).memory",
      sources: [card.facts.source].compactMap { $0 })
  }

  private func usableLine(_ card: CardValue, _ text: String) -> Line {
    let source = card.facts.usableSource
    let isRead = source != nil && source != "derived"
    let what =
      source == nil
      ? "what the driver leaves to programs"
      : isRead
        ? "what the driver leaves to programs, as torch has shown it"
        : "less the most that drivers keep back on cards of its kind"
    return Line(
      "usable", what, card.facts.usable, asked: "\(text).usable",
      sources: isRead ? [source ?? ""] : [])
  }

  // MARK: what is needed

  func needed(
    _ estimate: Estimate, asked text: String, within name: String? = nil
  ) -> ExplanationValue {
    let (needed, context) = (estimate.needed, estimate.setup.device.contextBytes)
    let stuck = needed - estimate.allocated - context
    let isEstimate = name == nil
    let sides = "\(text).needed - \(text).allocated - \(text).context"
    var lines = [
      Line(
        "allocated", "what is alive at the fullest moment", estimate.allocated,
        asked: isEstimate ? "\(text).allocated" : "",
        sources: ["torch 2.15 c10/cuda/CUDACachingAllocator.cpp, replayed over two steps"])
    ]
    if stuck > 0 {
      lines.append(
        Line(
          "cached", "what stays cached all the same, beside living tensors", stuck,
          asked: isEstimate ? sides : ""))
    }
    lines.append(
      Line(
        "context", "what CUDA and its libraries take", context,
        asked: isEstimate ? "\(text).context" : ""))
    return ExplanationValue(
      of: "needed", needed, .bytes, "of usable memory is the least in which the step runs",
      lines: lines, summary: lines, inOrder: true, depth: depth, notes: pressed(estimate))
  }

  /// What happens where memory is short.
  private func pressed(_ estimate: Estimate) -> [String] {
    let style = Style()
    let (shortage, retries) = estimate.pressure
    var notes: [String] = []
    if retries > 0 {
      let times = retries == 1 ? "once" : "\(retries) times"
      notes.append("There, torch gives cached segments back and asks again \(times).")
    }
    if let shortage {
      let free = style.text(Value.bytes(shortage.free))
      notes.append(
        "With less, `\(shortage.name)` (\(style.text(Value.bytes(shortage.bytes)))) finds no room: "
          + "\(free) are cached, in smaller pieces.")
    }
    return notes
  }

  // MARK: what is cached

  func allocator(_ value: EstimateValue) -> ExplanationValue {
    let estimate = value.estimate
    let plain = sum(of: value, Part.allocator.rawValue, [.allocator])
    guard let cached = estimate.cached else {
      return plain.noting([
        "expandable segments: whole pages stay mapped between tensors, no block is of a size of its own"
      ])
    }
    let rest = estimate[.allocator] - (cached.reserved - cached.allocated)
    if rest < 0 || cached.pieces.isEmpty { return plain }
    let source = ["torch 2.15 c10/cuda/CUDACachingAllocator.cpp get_free_block, should_split"]
    func line(_ name: String, _ bytes: Int) -> Line {
      Line(Part.allocator.rawValue, name, bytes, asked: "", sources: source)
    }
    let later =
      rest > 0 ? [line("segments of another moment than the fullest", rest)] : []
    return ExplanationValue(
      of: plain.subject, plain.amount, .bytes, "cached and not in use at the fullest moment",
      lines: cached.pieces.map { line(told([$0]), $0.bytes) } + later,
      summary: groups(cached.pieces).map { line(told($0), $0.reduce(0) { $0 + $1.bytes }) } + later,
      depth: depth,
      notes: [
        "A whole segment goes back to the driver when memory runs short. A piece beside a living "
          + "tensor does not: only what is smaller goes there."
      ], question: question)
  }

  /// Those of segments that were made for the same.
  private func groups(_ pieces: [Cached.Piece]) -> [[Cached.Piece]] {
    pieces.reduce(into: []) { groups, piece in
      let place = groups.firstIndex {
        $0[0].isWhole == piece.isWhole && $0[0].segment.isSmall == piece.segment.isSmall
          && (piece.segment.isSmall
            || $0[0].segment.name == piece.segment.name
              && $0[0].segment.asked == piece.segment.asked)
      }
      if let place { groups[place].append(piece) } else { groups.append([piece]) }
    }
  }

  private func told(_ pieces: [Cached.Piece]) -> String {
    guard let first = pieces.first else { return "" }
    let many = pieces.count > 1
    let what = first.isWhole ? "whole segment" : "piece"
    let count = many ? "\(pieces.count) \(what)s" : "a \(what)"
    let segments = first.isWhole ? "," : many ? " of segments" : " of a segment"
    if first.segment.isSmall, many { return "\(count)\(segments) for small blocks, up to 1 MiB" }
    let size = Style().text(Value.bytes(first.segment.asked))
    return "\(count)\(segments) made for `\(first.segment.name)`, \(size)"
  }

  // MARK: the rule of thumb

  func rule(_ value: RuleValue, _ field: String) -> ExplanationValue {
    let model = ModelValue(value.setup.architecture)
    let isWhole = field.isEmpty || field == "total"
    let own = value.rule.lines.filter { isWhole || $0.part.rawValue == field }
    let lines = own.map {
      Line(
        part: $0.part.rawValue, name: $0.source, $0.formula, names, model,
        sources: [])
    }
    return ExplanationValue(
      of: isWhole ? "rule_of_thumb" : field, own.reduce(0) { $0 + $1.bytes }, .bytes,
      "by the constants of guides on the web", lines: lines, summary: lines, inOrder: true,
      depth: depth, notes: ["what it misses: compare(rule_of_thumb, estimate)"])
  }
}
