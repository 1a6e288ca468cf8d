import Language

/// An explanation as a person reads it: by size, what makes most of it first; the sources once.
struct ExplanationLayout {
  typealias Line = ExplanationValue.Line

  private let value: ExplanationValue
  private let style: Style

  init(_ value: ExplanationValue, _ style: Style) {
    self.value = value
    self.style = style
  }

  var view: View {
    let (shown, rest) = split
    let figures = shown.map { isDifference ? signed($0.amount) : figure($0.amount) }
    let room = figures.map(\.count).max() ?? 0
    var blocks: [View.Block] = [.line(heading)]
    for (line, figure) in zip(shown, figures) {
      let gap = String(repeating: " ", count: room - figure.count)
      blocks.append(.line(title(line, gap + figure)))
      blocks += formulas(line)
      if value.depth > 2 { blocks += line.sources.map { .line(Markup("    \($0)", .muted)) } }
    }
    let further = further(rest)
    if isDifference, let further { blocks.append(.line(further)) }
    if !value.settings.isEmpty {
      blocks.append(.line(Markup("by setting, one changed after another:", .muted)))
      let figures = value.settings.map { signed($0.amount) }
      let room = figures.map(\.count).max() ?? 0
      for (line, figure) in zip(value.settings, figures) {
        let gap = String(repeating: " ", count: room - figure.count)
        blocks.append(.line(title(line, gap + figure)))
      }
    }
    blocks += value.notes.map { .line(Markup("  ") + Markup($0)) }
    if !isDifference, let further { blocks.append(.line(further)) }
    if value.depth < 3, let sources = sources(shown) { blocks.append(.line(sources)) }
    return View(blocks)
  }

  /// Memory with two places, but for what would be next to nothing.
  private func figure(_ amount: Int) -> String {
    let isSmall = Double(amount.magnitude) < style.memoryUnit.scale / 100
    return value.measure == .bytes && !isSmall
      ? style.memory(amount) : value.figure(amount, style)
  }

  /// Whether its lines tell what grew and what shrank.
  private var isDifference: Bool { !value.settings.isEmpty }

  private func signed(_ amount: Int) -> String { (amount > 0 ? "+" : "") + figure(amount) }

  private var heading: Markup {
    Markup(value.subject, .strong) + Markup(" = ")
      + Markup(value.verdict ?? figure(value.amount), .number)
      + Markup(value.remark.isEmpty ? "" : " \(value.remark)", .muted)
  }

  /// The largest lines that make most of it, and the others. Those that are only told stay.
  private var split: (shown: [Line], rest: [Line]) {
    let lines = value.depth == 1 ? value.summary : value.lines
    if value.isInOrder { return (lines, []) }
    let ordered = lines.enumerated().sorted {
      ($1.element.amount.magnitude, $0.offset) < ($0.element.amount.magnitude, $1.offset)
    }.map(\.element)
    let whole = ordered.reduce(0.0) { $0 + Double($1.amount.magnitude) }
    var (sum, count) = (0.0, 0)
    let enough = whole * (value.depth == 1 ? 0.95 : value.depth == 2 ? 0.99 : 1)
    let most = value.depth == 1 ? Self.most : .max
    while count < min(ordered.count, most), sum < enough || count == 0 {
      sum += Double(ordered[count].amount.magnitude)
      count += 1
    }
    return (Array(ordered[..<count]), Array(ordered[count...]))
  }

  /// What fits on a screen with its formulas.
  private static let most = 7

  private func title(_ line: Line, _ figure: String) -> Markup {
    var title = Markup("  ") + Markup(figure, .number)
    if value.amount > 0, hasShares, !isDifference {
      title += Markup("  \(share(line.amount))", .number)
    }
    title += Markup("  ")
    if !line.part.isEmpty, line.part != value.subject {
      title += Markup(line.part, .strong) + Markup(": ")
    }
    return title + Markup(line.name)
  }

  /// Not where one line is all of it.
  private var hasShares: Bool {
    !value.isInOrder
      && split.shown.contains { Double($0.amount) < Double(value.amount) * 0.995 }
  }

  /// ` 4 %`, aligned below a hundred.
  private func share(_ amount: Int) -> String {
    let share = Double(amount) / Double(value.amount) * 100
    let figure = share < 1 ? "<1" : Figures.fixed(share, 0)
    return String(repeating: " ", count: max(0, 2 - figure.count)) + figure + " %"
  }

  private func formulas(_ line: Line) -> [View.Block] {
    var blocks: [View.Block] = []
    func add(_ expression: String, _ role: Markup.Role) {
      blocks.append(.line(Markup("    = ", role) + Markup(expression, .code)))
    }
    if !line.names.isEmpty, line.names != line.numbers { add(line.names, .plain) }
    if !line.numbers.isEmpty, value.depth != 2 || blocks.isEmpty { add(line.numbers, .plain) }
    return blocks
  }

  /// What is left out, and how to see it.
  private func further(_ rest: [Line]) -> Markup? {
    let amount = figure(rest.reduce(0) { $0 + $1.amount })
    let count = rest.count == 1 ? "1 more line" : "\(rest.count) more lines"
    if value.question.isEmpty {
      return rest.isEmpty ? nil : Markup("  \(count), \(amount)", .muted)
    }
    let deeper = "explain(\(value.question), depth: \(value.depth + 1))"
    guard !rest.isEmpty else {
      if value.depth > 2 || value.lines.count <= value.summary.count && value.depth == 1 {
        return nil
      }
      let what = value.depth == 1 ? "tensor by tensor" : "line by line, with sources"
      return Markup("  \(what): ", .muted) + Markup(deeper, .name)
    }
    return Markup("  \(count), \(amount): ", .muted) + Markup(deeper, .name)
  }

  /// The files of all sources, a library's together.
  private func sources(_ shown: [Line]) -> Markup? {
    var libraries: [(name: String, files: [String])] = []
    for source in shown.flatMap(\.sources) where !source.isEmpty {
      for (library, file) in places(source) {
        let place = libraries.firstIndex { $0.name == library } ?? libraries.count
        if place == libraries.count { libraries.append((library, [])) }
        if !file.isEmpty, !libraries[place].files.contains(file) {
          libraries[place].files.append(file)
        }
      }
    }
    if libraries.isEmpty { return nil }
    let told = libraries.map {
      $0.files.isEmpty ? $0.name : "\($0.name) (\($0.files.joined(separator: ", ")))"
    }
    return Markup("  sources: " + told.joined(separator: ", "), .muted)
  }

  /// The library with its version, and the file's name, of each place that a source names:
  /// `torch 2.15 optim/adamw.py _init_group`. A source that names none is said as it is.
  private func places(_ source: String) -> [(library: String, file: String)] {
    let named = source.split(separator: ",").compactMap { piece -> (String, String)? in
      let words = piece.split(separator: " ")
      guard words.count > 2, words[1].first?.isNumber == true else { return nil }
      return ("\(words[0]) \(words[1])", String(words[2].split(separator: "/").last ?? words[2]))
    }
    return named.isEmpty ? [(source, "")] : named
  }
}
