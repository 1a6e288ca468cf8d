import Import
import MemoryModel
import Step
import Support
import Testing

/// A forward of a prompt that was traced, under `torch.no_grad()` with a cache.
struct TracedForward: Sendable, CustomTestStringConvertible {
  let name: String
  let setup: Setup
  let allocated: Int
  let reserved: Int
  /// Bytes that the cache holds behind it.
  let cache: Int

  var testDescription: String { "\(name), \(setup.batch) × \(setup.seq)" }

  static let all = read()

  private static func read() -> [TracedForward] {
    let fixtures = Files.folder(of: #filePath) + "/Fixtures/inference"
    var models: [String: Architecture] = [:]
    for line in (Files.read(fixtures + ".jsonl") ?? "").split(separator: "\n") {
      guard let name = line.split(separator: "\"").dropFirst(3).first,
        let start = line.firstRange(of: "\"config\":")?.upperBound
      else { continue }
      models[String(name)] = try? HuggingFace.architecture(
        json: String(line[start...].dropLast()), name: String(name))
    }
    return (Files.read(fixtures + ".tsv") ?? "").split(separator: "\n").dropFirst().compactMap {
      TracedForward($0.split(separator: "\t").map(String.init), models)
    }
  }

  /// - Parameter row: model, quantization, precision, kv, batch, seq, capability, allocated, reserved, cache.
  private init?(_ row: [String], _ models: [String: Architecture]) {
    guard row.count == 10, let model = models[row[0]], let precision = Precision(rawValue: row[2]),
      let cache = CacheFormat(rawValue: row[3])
    else { return nil }
    let numbers = row[4...].compactMap { Int($0) }
    guard numbers.count == 6 else { return nil }
    name = row.prefix(4).joined(separator: " ")
    var trained = Setup(
      architecture: model, method: row[1] == "nf4" ? .qlora(Adapter(), Quantization()) : .full,
      batch: numbers[0], seq: numbers[1], precision: precision)
    trained.device.capability = numbers[2]
    setup = trained.run(caching: cache)
    (allocated, reserved, self.cache) = (numbers[3], numbers[4], numbers[5])
  }
}

@Suite struct InferenceTests {
  @Test func everyRowOfTheTableIsRead() {
    #expect(TracedForward.all.count == 123)
  }

  @Test func whatIsAllocatedAndReservedIsThatOfTheTrace() throws {
    var (allocated, reserved): ([Double], [Double]) = ([], [])
    for traced in TracedForward.all {
      let replay = Replay(try Inference.record(traced.setup, folded: false))
      allocated.append(Double(replay.allocated) / Double(traced.allocated) - 1)
      reserved.append(Double(replay.reserved) / Double(traced.reserved) - 1)
    }
    #expect(TracedTests.quantile(allocated, 0.5) <= 0.00001)
    #expect(TracedTests.quantile(allocated, 1) <= 0.0001)
    #expect(TracedTests.quantile(reserved, 0.5) <= 0.0001)
    #expect(TracedTests.quantile(reserved, 1) <= 0.001)
  }

  /// To the blocks of a few bytes that the cache of a window's layer holds beside.
  @Test(arguments: TracedForward.all)
  func itsCacheIsThatOfTheTrace(_ traced: TracedForward) throws {
    let answer = try estimate(traced.setup)
    let cache = answer.wholeCache
    #expect(answer[.cache] <= cache)
    #expect(abs(cache - traced.cache) <= 1024 * traced.setup.architecture.layers)
  }

  /// A layer that stands for like ones has the peak of all, to the byte.
  @Test(arguments: TracedForward.all)
  func foldedIsUnfolded(_ traced: TracedForward) throws {
    let folded = Peak(try Inference.record(traced.setup, folded: true))
    #expect(folded.bytes == Peak(try Inference.record(traced.setup, folded: false)).bytes)
  }

  /// Each part is the sum of its lines; only weights stay behind, and nothing of training is there.
  @Test(arguments: TracedForward.all)
  func itsPartsAreItsLines(_ traced: TracedForward) throws {
    let answer = try estimate(traced.setup)
    for part in Part.allCases { #expect(answer.ledger.bytes(of: part) == answer[part], "\(part)") }
    #expect(Part.allCases.reduce(0) { $0 + answer[$1] } == answer.total)
    for part in [Part.adapters, .gradients, .optimizer] { #expect(answer[part] == 0) }
    #expect(try Inference.record(traced.setup, folded: true).left == ["weight"])
    #expect(
      abs(Double(answer.allocated) / Double(traced.allocated) - 1)
        <= Inference.margin(of: answer.allocated))
  }
}
