import Language

extension Word {
  static let plot = Word(
    "plot", .output, "a picture of an estimate, a sweep, a timeline, a frontier or another table",
    [
      Parameter(
        "what", .anything, .required,
        "an estimate, a timeline, a table, or a list of figures"),
      Parameter(
        "figures", .row, .columns,
        "what to draw of a table: columns, or expressions of them; else figures of one kind"),
      Parameter(
        "limit", .anything, .optional,
        "a line that figures should stay below, or a card; else the setup's card where it counts"),
    ],
    makes: PlotValue.kind,
    examples: [
      Example("model = llama8b; gpu = rtx4090; plot(estimate)"),
      Example("plot(sweep(batch, 1...8))", "a line over numbers, with what the card has"),
      Example("plot(sweep(batch, [1, 2, 4, 8], seq, 1K...8K by *2, estimate.total))", "a map"),
      Example("where(gpus, vendor == \"AMD\") | plot(memory)", "bars"),
      Example("save(plot(timeline), \"step.svg\", over: on)", isAnswered: false),
    ],
    related: ["sweep", "timeline", "frontier", "save"]
  ) { (arguments, frame) throws(Fault) in
    let what = arguments["what"] ?? .nothing
    let given = try arguments.limit()
    if let own = PlotValue.Subject(what, limit: given) {
      if let column = arguments.rows("figures").first {
        throw .value(
          "\(what.kindName) is drawn as it is.".capitalizedFirst, at: column.place,
          hint: "figures are picked from a table: `plot(sweep(…), total)`")
      }
      guard case .estimate = own else {
        if given == nil { return .entity(PlotValue(own)) }
        throw .value(
          "\(what.kindName) has its own line, that of the setup's card.".capitalizedFirst,
          at: arguments.place(of: "limit"), hint: "`gpu = rtx4090` sets the card")
      }
      try given?.check(.memory, arguments)
      return .entity(PlotValue(own))
    }
    let table = try arguments.drawnTable(&frame)
    let card = frame.session.card
    let plot: TablePlot
    do throws(TablePlot.Undrawn) {
      plot = try TablePlot(table) { given ?? card?.limit(over: $0, $1) }
    } catch {
      throw .value(error.message, at: arguments.place(of: "what"), hint: error.hint)
    }
    try given?.check(plot.dimension, arguments)
    return .entity(PlotValue(.table(plot)))
  }
}

extension Arguments {
  /// What figures should stay below, where it was said.
  fileprivate func limit() throws(Fault) -> TablePlot.Limit? {
    guard let limit = self["limit"] else { return nil }
    if case .entity(let card as CardValue) = limit { return card.limit }
    guard let quantity = limit.quantity else {
      throw .value(
        "A limit is a figure or a card, and this is \(limit.kindName).",
        at: place(of: "limit"), hint: "for example `limit: 24 GiB`, `limit: rtx4090`")
    }
    return TablePlot.Limit(quantity, "is the limit")
  }

  /// The table that is drawn: with figures that were asked for, those behind what names its rows.
  fileprivate func drawnTable(_ frame: inout Frame) throws(Fault) -> Table {
    let table = try plainTable()
    let figures = rows("figures")
    if figures.isEmpty { return table }
    let chosen = try selection(figures, labels("figures"), of: table, &frame)
    let names = TablePlot.names(of: table)
    return Table(
      columns: names.map { table.columns[$0] } + chosen.columns,
      rows: zip(table.rows, chosen.rows).map { row, own in names.map { row[$0] } + own },
      leftOut: table.leftOut)
  }

  private func plainTable() throws(Fault) -> Table {
    let what = self["what"] ?? .nothing
    if let table = Table.of(what) { return table }
    if case .entity(let entity) = what, case .entity(let table as Table)? = entity.field("table") {
      return table
    }
    if let items = try? items("what"), items.count <= TablePlot.mostItems {
      return Table(
        columns: ["item", "figure"].map { Table.Column($0) },
        rows: (0..<items.count).map { [.whole($0), items[$0]] })
    }
    throw .value(
      "I draw an estimate, a timeline, a table or a list of figures, and this is "
        + "\(what.kindName).", at: place(of: "what"),
      hint: "for example `plot(estimate)`, `plot(sweep(batch, 1...8))`")
  }
}

extension TablePlot.Limit {
  fileprivate func check(_ dimension: Dimension, _ arguments: Arguments) throws(Fault) {
    if Dimension.common(quantity.dimension, dimension) != nil { return }
    throw .value(
      "The limit is \(quantity.dimension.name), and what is drawn is \(dimension.name).",
      at: arguments.place(of: "limit"))
  }
}

extension CardValue {
  /// What its driver leaves usable.
  var limit: TablePlot.Limit {
    TablePlot.Limit(.bytes(facts.usable), "usable on \(facts.name)")
  }

  /// The same where figures are memory over names of the setup: what it takes.
  fileprivate func limit(
    over keys: [Table.Column], _ dimension: Dimension
  ) -> TablePlot.Limit? {
    let slots = SetupSlot.all.map(\.slot.name)
    let isOverSetup = keys.contains { slots.contains($0.name) }
    return dimension == .memory && isOverSetup ? limit : nil
  }
}
