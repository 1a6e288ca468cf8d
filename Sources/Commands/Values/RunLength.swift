import Language
import MemoryModel
import Step

/// How much is trained: so many tokens as `time` is asked about, and how they lie in rows.
struct RunLength {
  /// Tokens that are gone through, those of padding too.
  let tokens: Double
  /// Tokens of a row; where rows are padded, the longest of a batch as it is expected.
  let row: Int
  /// The same where batches hold sequences of one length, and where each holds one of the longest.
  let rows: ClosedRange<Int>
  /// The part of the tokens that pads.
  let padding: Double

  /// Of `tokens`, `steps`, or a `dataset` and `epochs`; a step where nothing is said.
  ///
  /// - Throws: where several of them are given, or what belongs to another.
  init(_ arguments: Arguments, _ setup: Setup) throws(Fault) {
    let ways = ["tokens", "steps", "dataset"].filter { arguments.isGiven($0) }
    if ways.count > 1 {
      throw .value(
        "`\(ways[0])` and `\(ways[1])` both say how much is trained.",
        at: arguments.place(of: ways[1]), hint: "give one of them")
    }
    for (name, meaning) in [("epochs", "passes over it"), ("mean", "tokens of its sequences")]
    where arguments.isGiven(name) && !arguments.isGiven("dataset") {
      throw .value(
        "`\(name)` needs the size of the dataset.", at: arguments.place(of: name),
        hint: "its tokens: `dataset: 5M`; `\(name)` are \(meaning)")
    }
    let step = Double(setup.batch) * Double(setup.accumulation)
    guard let mean = arguments.number("mean"), let dataset = arguments.number("dataset") else {
      let wanted =
        arguments.number("tokens")
        ?? arguments.number("dataset").map { $0 * (arguments.number("epochs") ?? 1) }
      tokens = wanted ?? (arguments.number("steps") ?? 1) * step * Double(setup.seq)
      (row, rows, padding) = (setup.seq, setup.seq...setup.seq, 0)
      return
    }
    guard mean <= Double(setup.seq) else {
      throw .value(
        "Sequences of \(Figures.prose(mean)) tokens in the mean are longer than `seq`, "
          + "\(Figures.prose(setup.seq)), which the longest has.",
        at: arguments.place(of: "mean"), hint: "`seq` is the longest: `seq: 4K`")
    }
    let shortest = Int(mean.rounded(.up))
    row = min(Int((mean * Self.longest(of: setup.batch)).rounded(.up)), setup.seq)
    rows = shortest...(setup.batch > 1 ? setup.seq : shortest)
    padding = 1 - mean / Double(row)
    tokens = dataset / mean * (arguments.number("epochs") ?? 1) * Double(row)
  }

  /// The longest of so many sequences against their mean: 1 + 1/2 + … + 1/n, of lengths that are spread
  /// exponentially. Of all that have a mean and no bound that spread says the least more.
  ///
  /// Source: A. Rényi, On the theory of order statistics, 1953.
  private static func longest(of count: Int) -> Double {
    // Beyond that nobody has a batch; each doubling adds 0.69.
    (1...min(count, 1 << 16)).reduce(0) { $0 + 1 / Double($1) }
  }
}
