/// How figures are written: few digits, never false ones, the unit always spelt.
package struct Style: Sendable {
  /// `units = GB`: powers of ten instead of powers of two.
  package var isDecimal: Bool

  package init(decimal: Bool = false) { isDecimal = decimal }

  /// The unit that memory is mostly shown in: `GiB`, or `GB`.
  package var memoryUnit: Unit { unit(isDecimal ? "GB" : "GiB") }

  /// Memory in the style's unit, without its name, for a column that says it once.
  package func figure(_ bytes: Int) -> String {
    Figures.fixed(Double(bytes) / memoryUnit.scale, 2, grouped: ",")
  }

  /// Memory with its unit, two digits behind the point: for prose about gigabytes.
  package func memory(_ bytes: Int) -> String { "\(figure(bytes)) \(memoryUnit.name)" }

  /// A value in one line.
  package func text(_ value: Value) -> String {
    switch value {
    case .nothing: "nothing"
    case .missing: "missing"
    case .quantity(let quantity): text(quantity)
    case .converted(let conversion):
      "\(Figures.number(conversion.shown)) \(conversion.unit)"
    case .truth(let truth): truth ? "true" : "false"
    case .choice(let text), .text(let text): text
    case .list(let items): "[" + items.map(quoted).joined(separator: ", ") + "]"
    case .record(let record):
      "{ "
        + record.fields.map { "\($0.name): \(quoted($0.value))" }.joined(separator: ", ") + " }"
    case .range(let range): text(range)
    case .function(let function):
      function.signature.text(function.name)
    case .entity(let entity): entity.text(self)
    }
  }

  /// The same inside a list or record, where a text keeps its quotes.
  private func quoted(_ value: Value) -> String {
    if case .text(let text) = value { return Self.literal(text) }
    return text(value)
  }

  /// A text as the language writes it, on one line.
  private static func literal(_ text: String) -> String {
    var shown = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\n": shown += "\\n"
      case "\t": shown += "\\t"
      case "\"", "\\", "{": shown += "\\\(scalar)"
      default: shown.unicodeScalars.append(scalar)
      }
    }
    return shown + "\""
  }

  private func text(_ range: Progression) -> String {
    let step =
      range.isFactor
      ? " by *\(Figures.number(range.step))"
      : range.step == 1 ? "" : " by \(text(Quantity(range.step, range.first.dimension)))"
    return "\(text(range.first))\(range.isClosed ? "..." : "..<")\(text(range.last))\(step)"
  }

  package func text(_ quantity: Quantity) -> String {
    switch quantity.dimension {
    case .none: return Figures.number(quantity.number)
    case .memory: return memory(quantity.number)
    case .money:
      return quantity.number < 0
        ? "-$" + Figures.fixed(-quantity.number, 2) : "$" + Figures.fixed(quantity.number, 2)
    case .parameters: return Figures.number(quantity.number) + " params"
    case .tokens: return Figures.number(quantity.number) + " tokens"
    case .cards: return Figures.number(quantity.number) + (quantity.number == 1 ? " GPU" : " GPUs")
    case .time:
      return scaled(quantity.number, ["day", "hour", "minute", "s", "ms"], plural: "s")
    case .operations:
      return scaled(quantity.number, ["EFLOP", "PFLOP", "TFLOP", "GFLOP", "MFLOP", "FLOP"])
    case Dimension.money / .time:
      return Figures.number(quantity.number * 3600) + " USD/hour"
    case Dimension.memory / .time:
      return memory(quantity.number) + "/s"
    default: return Figures.number(quantity.number) + quantity.dimension.suffix
    }
  }

  private func memory(_ bytes: Double) -> String {
    let names =
      isDecimal
      ? ["GB", "MB", "KB"] : ["GiB", "MiB", "KiB"]
    // Gigabytes down to a tenth: 0.16 GiB says more beside 9.25 GiB than 160 MiB does.
    for (name, least) in zip(names, [0.1, 1, 1]) {
      let unit = unit(name)
      let shown = bytes / unit.scale
      if shown.magnitude >= least { return "\(Figures.memory(shown)) \(name)" }
    }
    return Figures.number(bytes) + (bytes == 1 ? " byte" : " bytes")
  }

  private func scaled(_ number: Double, _ names: [String], plural: String = "") -> String {
    for name in names {
      let unit = unit(name)
      let shown = number / unit.scale
      guard shown.magnitude >= 1 || name == names.last else { continue }
      let figure = Figures.number(shown, digits: 4)
      let isWord = name.count > 2 && name.first?.isLowercase == true
      return figure + " " + name + (isWord && figure != "1" ? plural : "")
    }
    return Figures.number(number)
  }

  func cell(_ value: Value, in unit: ColumnUnit?, grouped: Bool) -> Markup {
    if let unit, let quantity = value.quantity, quantity.dimension == unit.dimension {
      return Markup(unit.figure(quantity, grouped: grouped), .number)
    }
    switch value {
    case .nothing, .missing: return ""
    case .entity(let entity):
      let role: Markup.Role = entity.truth.map { $0 ? .good : .bad } ?? .plain
      return Markup(entity.text(self), role)
    case .quantity(let quantity) where quantity.dimension == .none:
      let number = quantity.number
      return Markup(grouped ? Figures.prose(number) : Figures.number(number), .number)
    case .quantity(let quantity) where grouped && quantity.dimension == .parameters:
      return Markup(Figures.prose(quantity.number) + " params", .number)
    default: return Markup(text(value), value.quantity == nil ? .plain : .number)
    }
  }

  /// Whether figures of that name are years, which take no commas.
  func isYear(_ name: String) -> Bool { name == "year" }

  func unit(_ name: String) -> Unit {
    Unit.named(name) ?? Unit(name: name, dimension: .none, scale: 1)
  }
}

extension Value {
  /// What the prompt shows as an answer.
  package func view(_ style: Style) -> View {
    if case .entity(let entity) = self { return entity.view(style) }
    let text = style.text(self)
    if case .record(let record) = self, text.count > Record.longestLine {
      return record.page(style)
    }
    return View(Markup(text, quantity == nil ? .plain : .number))
  }
}

extension Record {
  /// A record that takes more characters than a line shows is a page, a field a line.
  fileprivate static let longestLine = 72

  fileprivate func page(_ style: Style) -> View {
    let room = fields.map(\.name.count).max() ?? 0
    return View(
      fields.map { name, value in
        var shown = style.cell(value, in: nil, grouped: !style.isYear(name))
        if case .nothing = value { shown = Markup(style.text(value), .muted) }
        if case .missing = value { shown = Markup(style.text(value), .muted) }
        let gap = String(repeating: " ", count: room - name.count + 2)
        return .line(Markup("  ") + Markup(name, .name) + Markup(gap) + shown)
      })
  }
}
