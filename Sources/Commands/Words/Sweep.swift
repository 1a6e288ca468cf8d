import Language

extension Word {
  static let sweep = Word(
    "sweep", .questions, "a table of what is asked, for each value of a name or of several",
    [
      Parameter("names", .axis, .rest, "a name and the values that it takes in turn"),
      Parameter(
        "asked", .deferred, .columns,
        "what to evaluate at each point; `total: estimate.total` names its column"),
    ],
    examples: [
      Example("model = llama8b; sweep(batch, 1...4)"),
      Example("sweep(seq, 1K...8K by *2, total: estimate.total, logits: estimate.logits)"),
      Example("sweep(optimizer, [adamw, adamw_8bit], batch, [1, 4], estimate.total)"),
    ],
    related: ["estimate", "fits"]
  ) { (arguments, frame) throws(Fault) in
    let axes = arguments.axes("names")
    guard !axes.isEmpty else {
      throw .value(
        "`sweep` needs a name and its values.", at: arguments.place,
        hint: "for example `sweep(batch, 1...8)`")
    }
    let sweep = try Sweep(arguments, frame)
    return .entity(try sweep.run(&frame))
  }
}

/// Evaluates what is asked at each point of the axes, the last axis fastest.
private struct Sweep: Sendable {
  private let axes: [Axis]
  private let asked: [Deferred]
  private let titles: [String]
  private let place: Place
  private let card: CardValue?
  private let points: Int

  /// More rows than anybody reads, and than memory should hold.
  private static let most = 10_000_000

  init(_ arguments: Arguments, _ frame: Frame) throws(Fault) {
    axes = arguments.axes("names")
    asked = arguments.deferred("asked")
    titles = zip(asked, arguments.labels("asked")).map { $1 ?? $0.place.text }
    place = arguments.place
    card = frame.session.card
    var points = 1
    for axis in axes {
      let (product, isTooMany) = points.multipliedReportingOverflow(by: axis.count)
      guard !isTooMany, product <= Self.most else {
        throw .value(
          "This sweep has more than \(Figures.prose(Self.most)) points.", at: axis.place,
          hint: "take a wider step: `… by 100`")
      }
      points = product
    }
    self.points = points
  }

  func run(_ frame: inout Frame) throws(Fault) -> Table {
    let before = axes.map { $0.variable.value(frame) }
    let result: Result<[[Value]], Fault>
    do throws(Fault) {
      result = .success(try rows(&frame))
    } catch {
      result = .failure(error)
    }
    for (axis, value) in zip(axes, before) { axis.variable.restore(value, &frame) }
    return Table(columns: columns, rows: try result.get(), drawnFrom: axes.count)
  }

  private func rows(_ frame: inout Frame) throws(Fault) -> [[Value]] {
    var rows: [[Value]] = []
    rows.reserveCapacity(points)
    let survey = Survey(of: points) { (point, answers, frame) throws(Fault) in
      try row(at: point, &answers, &frame)
    }
    try survey.run(&frame) { (_, row) throws(Fault) in rows.append(row) }
    return rows
  }

  /// One array a point: a sweep may have a million.
  private func row(
    at point: Int, _ answers: inout RowAnswers, _ frame: inout Frame
  ) throws(Fault) -> [Value] {
    var row: [Value] = []
    row.reserveCapacity(axes.count + max(asked.count, 2))
    var (rest, inner) = (point, points)
    for axis in axes {
      inner /= axis.count
      let value = axis[rest / inner]
      rest %= inner
      try axis.variable.set(value, &frame, at: axis.place)
      row.append(axis.variable.value(frame) ?? value)
    }
    if asked.isEmpty { return row + (try usual(frame.session, &answers)) }
    for question in asked {
      row.append(try answers.take { () throws(Fault) in try question.evaluate(&frame) })
    }
    return row
  }

  /// Without a question: the total, and whether it fits where a card is set.
  private func usual(_ session: Session, _ answers: inout RowAnswers) throws(Fault) -> [Value] {
    let answer = try answers.take { () throws(Fault) in .entity(try session.estimate(at: place)) }
    guard case .entity(let entity) = answer, let value = entity as? EstimateValue else {
      return card == nil ? [answer] : [answer, answer]
    }
    let total = Value.bytes(value.estimate.total)
    guard let card = session.card else { return [total] }
    return [total, .entity(FitsValue(value.estimate, card))]
  }

  private var columns: [Table.Column] {
    let names = axes.map { Table.Column($0.variable.name) }
    guard asked.isEmpty else { return names + titles.map { Table.Column($0) } }
    let total = names + [Table.Column("total")]
    guard let card else { return total }
    return total + [Table.Column("fits", title: "fits \(card.facts.name)")]
  }
}
