import Language

extension Word {
  static let frontier = Word(
    "frontier", .questions,
    "for each value of a name, the most of another with which something holds",
    [
      Parameter(
        "first", .variable, .required, "what is gone through: a name of the setup, or any other"),
      Parameter("second", .variable, .required, "what is raised for each of them"),
      Parameter(
        "condition", .deferred, .required,
        "what has to hold; once it fails, it is taken to fail for all that is larger"),
      Parameter(
        "along", .values, .optional, "the values of the first; else doubled until nothing holds"),
      Parameter(
        "among", .values, .optional,
        "those of the second, a range in steps: `512...64K by 512`; else whole numbers"),
    ],
    examples: [
      Example("model = llama8b; frontier(batch, seq, fits(rtx4090), among: 512...64K by 512)"),
      Example("frontier(seq, batch, fits(rtx4090), along: 1K...16K by *2)"),
      Example("frontier(batch, seq, estimate.total < 16 GiB, along: [1, 2, 4]).product"),
    ],
    related: ["largest", "sweep", "advise", "fits"]
  ) { (arguments, frame) throws(Fault) in
    guard let first = arguments.variables("first").first,
      let second = arguments.variables("second").first,
      let condition = arguments.deferred("condition").first
    else { return .nothing }
    guard first.name != second.name else {
      throw .value(
        "A frontier lies between two names, and these are one.", at: second.place,
        hint: "for one name, `largest(\(first.name), …)`")
    }
    let frontier = try Frontier(first, second, condition, arguments, frame)
    let before = (first.value(frame), second.value(frame))
    let result: Result<Table, Fault>
    do throws(Fault) {
      result = .success(try frontier.table(&frame))
    } catch {
      result = .failure(error)
    }
    first.restore(before.0, &frame)
    second.restore(before.1, &frame)
    return .entity(try result.get())
  }
}

/// The pairs that just hold: each value of a name with the most of another.
private struct Frontier {
  private let first: Variable
  private let second: Variable
  private let search: Search
  private let along: Items?
  private let place: Place
  /// The value to begin with where none are given.
  private let start: Int

  init(
    _ first: Variable, _ second: Variable, _ condition: Deferred, _ arguments: Arguments,
    _ frame: Frame
  ) throws(Fault) {
    (self.first, self.second) = (first, second)
    let candidates = try Candidates(arguments, second)
    guard candidates.isOrdered else {
      throw .value(
        "`among` is a range here, which is searched by halves.", at: candidates.place,
        hint: "for example `among: 512...64K by 512`")
    }
    place = arguments.isGiven("along") ? arguments.place(of: "along") : first.place
    along = try arguments["along"].map { (values) throws(Fault) in
      try Items(values, arguments.place(of: "along"))
    }
    if let along, along.count == 0 {
      throw .value("There is nothing to go through.", at: place)
    }
    if along == nil, let kind = first.kind, kind.bounds == nil {
      throw .value(
        "`\(first.name)` takes no numbers, so nothing of it doubles.", at: first.place,
        hint: "say what to go through: `along: [\(Candidates.sample(kind))]`")
    }
    // Nobody trains on texts of a few tokens.
    let isLength = first.kind?.bounds?.dimension == .tokens
    start = isLength ? 256 : max(1, Int(first.kind?.bounds?.lower ?? 1))
    search = Search(
      word: "frontier", variable: second, condition: condition, candidates: candidates,
      advance: frame.session.advance(over: (along?.count ?? 8) * candidates.mostTries))
  }

  func table(_ frame: inout Frame) throws(Fault) -> Table {
    var rows: [[Value]] = []
    var answers = RowAnswers()
    var guess: (value: Double, place: Int)?
    for index in 0..<(along?.count ?? 32) {
      try first.set(value(at: index), &frame, at: place)
      let shown = first.value(frame) ?? value(at: index)
      var last: Int?
      let answer = try answers.take { () throws(Fault) in
        last = try search.lastPlace(from: start(shown, guess), &frame)
        guard let last else { throw try search.nothingHolds(0, &frame) }
        return search.candidates[last]
      }
      if last == nil, along == nil, !rows.isEmpty { break }
      if let last, let number = shown.quantity?.number { guess = (number, last) }
      rows.append([shown, answer] + product(shown, answer))
    }
    try answers.check()
    let columns = [Table.Column(first.name), Table.Column(second.name)] + productColumn(rows)
    return Table(columns: columns, rows: rows, drawn: 1)
  }

  private func value(at index: Int) -> Value { along?[index] ?? .whole(start << index) }

  /// Twice as much of one leaves mostly half of the other.
  private func start(_ value: Value, _ guess: (value: Double, place: Int)?) -> Int {
    guard let guess, let number = value.quantity?.number, number > 0 else { return 0 }
    let place = Double(guess.place + 1) * guess.value / number - 1
    return Int(min(max(place, 0), Double(search.candidates.count - 1)))
  }

  /// What both make together, as the tokens of a batch.
  private func product(_ a: Value, _ b: Value) -> [Value] {
    guard first.kind != nil || second.kind != nil else { return [] }
    guard let x = a.quantity, let y = b.quantity, x.dimension == .none, y.dimension == .none else {
      return [.missing]
    }
    return [.number(x.number * y.number)]
  }

  private func productColumn(_ rows: [[Value]]) -> [Table.Column] {
    (rows.first?.count ?? 2) > 2
      ? [Table.Column("product", title: "\(first.name) × \(second.name)")] : []
  }
}
