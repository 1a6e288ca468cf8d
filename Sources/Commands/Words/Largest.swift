import Language

extension Word {
  static let largest = Word(
    "largest", .questions, "the largest whole value of a name with which something holds",
    searched("what has to hold; once it fails, it is taken to fail for all that is larger"),
    examples: [
      Example("model = llama8b; largest(batch, fits(rtx4090))"),
      Example("largest(seq, estimate.total < 20 GiB)"),
      Example("largest(seq, fits(rtx4090), among: 512...64K by 512)", "in steps of 512"),
      Example(
        "largest(optimizer, fits(rtx4090), among: [adamw_8bit, adamw])", "the last that holds"),
    ],
    related: ["smallest", "sweep", "fits"]
  ) { (arguments, frame) throws(Fault) in
    try search(arguments, forLargest: true, &frame)
  }

  static let smallest = Word(
    "smallest", .questions, "the smallest whole value of a name with which something holds",
    searched("what has to hold; once it does, it is taken to hold for all that is larger"),
    examples: [
      Example("model = llama8b; smallest(accumulation, batch * accumulation >= 32)"),
      Example("smallest(n, 2 ^ n > 1000)"),
      Example("smallest(m, m > 20 GiB, among: 8 GiB...80 GiB by 8 GiB)"),
    ],
    related: ["largest", "sweep", "fits"]
  ) { (arguments, frame) throws(Fault) in
    try search(arguments, forLargest: false, &frame)
  }

  private static func searched(_ condition: String) -> [Parameter] {
    [
      Parameter("name", .variable, .required, "what varies: a name of the setup, or any other"),
      Parameter("condition", .deferred, .required, condition),
      Parameter(
        "among", .values, .optional,
        "the values to try: a range, searched by halves, or a list, of which each is tried; else "
          + "whole numbers"),
    ]
  }
}

private func search(
  _ arguments: Arguments, forLargest isLargest: Bool, _ frame: inout Frame
) throws(Fault) -> Value {
  guard let variable = arguments.variables("name").first,
    let condition = arguments.deferred("condition").first
  else { return .nothing }
  let candidates = try Candidates(arguments, variable)
  let search = Search(
    word: isLargest ? "largest" : "smallest", variable: variable, condition: condition,
    candidates: candidates, advance: frame.session.advance(over: candidates.mostTries))
  let before = variable.value(frame)
  let result: Result<Value, Fault>
  do throws(Fault) {
    let found =
      candidates.isOrdered
      ? try isLargest ? search.lastThatHolds(&frame) : search.firstThatHolds(&frame)
      : try search.best(isLargest, &frame)
    result = .success(found)
  } catch {
    result = .failure(error)
  }
  variable.restore(before, &frame)
  return try result.get()
}

/// The values that are tried, by their place in the order of trying.
struct Candidates {
  /// Enough for any count of sequences or tokens that a card could hold.
  static let most = 1 << 30

  let count: Int
  /// Where the values stand; else the name that takes them.
  let place: Place
  /// Whether a larger place is a larger value, so that halving finds the border.
  let isOrdered: Bool
  /// How many are tried at most: by doubling and by halves, or all of them.
  var mostTries: Int {
    isOrdered ? 2 * (Int.bitWidth - count.leadingZeroBitCount) : count
  }

  private let items: Items?
  private let isFalling: Bool
  private let lower: Double

  init(_ arguments: Arguments, _ variable: Variable) throws(Fault) {
    place = arguments.isGiven("among") ? arguments.place(of: "among") : variable.place
    guard let values = arguments["among"] else {
      if let kind = variable.kind, kind.bounds == nil {
        throw .value(
          "`\(variable.name)` takes no numbers, so none of its values is the largest.",
          at: variable.place, hint: "say what to try: `among: [\(Self.sample(kind))]`")
      }
      lower = variable.kind?.bounds?.lower ?? 1
      let upper = min(variable.kind?.bounds?.upper ?? 0x1p53, lower + Double(Self.most - 1))
      (items, isOrdered, isFalling) = (nil, true, false)
      count = Int(upper - lower) + 1
      return
    }
    let items = try Items(values, place)
    guard items.count > 0 else { throw .value("There is nothing to try.", at: place) }
    (self.items, count, lower) = (items, items.count, 0)
    if case .range = values { isOrdered = true } else { isOrdered = false }
    let (first, last) = (items[0].quantity?.number ?? 0, items[items.count - 1].quantity?.number)
    isFalling = isOrdered && first > last ?? first
  }

  /// `adamw, sgd`: two that it takes.
  static func sample(_ kind: Kind) -> String {
    let things = kind.things.flatMap {
      Vocabulary.catalog(of: $0, beginningWith: "")
        + Vocabulary.vram.makers(of: $0).map { "\($0.name)()" }
    }
    let names = things.isEmpty ? kind.choices.map(\.name) : things
    return names.isEmpty ? "…" : names.prefix(2).joined(separator: ", ")
  }

  subscript(_ index: Int) -> Value {
    guard let items else { return .number(lower + Double(index)) }
    return items[isFalling ? count - 1 - index : index]
  }
}

struct Search {
  let word: String
  let variable: Variable
  let condition: Deferred
  let candidates: Candidates
  let advance: Advance?

  func lastThatHolds(_ frame: inout Frame) throws(Fault) -> Value {
    guard let last = try lastPlace(from: 0, &frame) else { throw try nothingHolds(0, &frame) }
    return candidates[last]
  }

  /// The same as a place, nil where nothing holds.
  ///
  /// - Parameter start: where the border may be.
  func lastPlace(from start: Int, _ frame: inout Frame) throws(Fault) -> Int? {
    let last = try Border.last(below: candidates.count, from: start) { (place) throws(Fault) in
      try holds(place, &frame)
    }
    if last == Candidates.most - 1 { throw endless(Candidates.most - 1) }
    return last
  }

  func firstThatHolds(_ frame: inout Frame) throws(Fault) -> Value {
    var (low, step) = (-1, 1)
    var high = candidates.count
    while low + step < candidates.count {
      if try holds(low + step, &frame) {
        high = low + step
        break
      }
      low += step
      step *= 2
    }
    // The last of them has not been tried when a double step leads beyond it.
    if high == candidates.count {
      guard try holds(high - 1, &frame) else { throw try nothingHolds(high - 1, &frame) }
      high -= 1
    }
    while high - low > 1 {
      let middle = low + (high - low) / 2
      if try holds(middle, &frame) { high = middle } else { low = middle }
    }
    return candidates[high]
  }

  /// Of a list each is tried: the largest of numbers, of other things the last that holds.
  func best(_ isLargest: Bool, _ frame: inout Frame) throws(Fault) -> Value {
    var best: Value?
    for index in 0..<candidates.count where try holds(index, &frame) {
      let value = candidates[index]
      guard let known = best else {
        best = value
        continue
      }
      guard let x = known.quantity, let y = value.quantity else {
        if isLargest { best = value }
        continue
      }
      guard x.dimension == y.dimension else {
        throw .value("The values to try are not all in one unit.", at: candidates.place)
      }
      if isLargest ? y.number > x.number : y.number < x.number { best = value }
    }
    if let best { return best }
    throw try nothingHolds(isLargest ? 0 : candidates.count - 1, &frame)
  }

  private func holds(_ index: Int, _ frame: inout Frame) throws(Fault) -> Bool {
    try frame.session.poll()
    try variable.set(candidates[index], &frame, at: candidates.place)
    let value = try condition.evaluate(&frame)
    advance?.step()
    if let holds = value.truth { return holds }
    throw .value(
      "`\(word)` needs something that holds or not, and this is \(value.kindName).",
      at: condition.place, hint: "compare it: `… < 24 GiB`")
  }

  /// What the try gave that should have held most easily.
  func nothingHolds(_ index: Int, _ frame: inout Frame) throws(Fault) -> Fault {
    let style = frame.session.style
    try variable.set(candidates[index], &frame, at: candidates.place)
    let value = try condition.evaluate(&frame)
    var labels = try condition.sides(&frame)
    if labels.isEmpty {
      let shown = value.firstLine(style)
      labels = [Diagnostic.Label(condition.place, shown == "false" ? "" : shown)]
    }
    let tried = "`\(variable.name)` = \(style.text(candidates[index]))"
    var diagnostic = Diagnostic(
      .value, "This does not hold even with \(tried).", labels: labels)
    diagnostic.isUnanswered = true
    return .broken(diagnostic)
  }

  private func endless(_ index: Int) -> Fault {
    .value(
      "This holds for every `\(variable.name)` up to \(Figures.prose(index + 1)).",
      at: condition.place,
      hint: "does it depend on `\(variable.name)`? `among: …` says which values to try")
  }
}
