import Import
import Step
import Testing

@testable import MemoryModel

/// Lightning attention: blocks of a sequence, and decays that are no parameters.
@Suite struct LightningTests {
  static func setup(
    block: Int, seq: Int = 96, batch: Int = 2, precision: Precision = .bf16
  ) throws -> Setup {
    var model = Architecture(
      of: .minimax, name: "tiny", hidden: 64, layers: 4, heads: 4, kvHeads: 2, headDim: 24,
      intermediate: 96, vocab: 1000)
    model.normPlacement = .inStream
    model.scaledBranches = true
    model.experts = .init(count: 4, active: 2, intermediate: 96, fp32Scores: true)
    model.lightning = Architecture.Lightning(block: block)
    try model.build(pattern: "LL*L")
    return Setup(
      architecture: model, method: .full, batch: batch, seq: seq, precision: precision)
  }

  /// Three layers' buffers: two vectors of `heads * block` and a matrix for each head, in the format
  /// of the weights.
  @Test func decaysAreLoadedWithTheWeights() throws {
    for (precision, bytes) in [(Precision.bf16, 2.0), (.fp32, 4)] {
      let short = try Self.setup(block: 64, precision: precision)
      let long = try Self.setup(block: 128, precision: precision)
      #expect(short.architecture.parameters == long.architecture.parameters)
      let vectors = 2.0 * 4 * (128 - 64)
      let matrices = 4.0 * (128 * 128 - 64 * 64)
      let more = try estimate(long)[.weights] - estimate(short)[.weights]
      #expect(Double(more) == 3 * bytes * (vectors + matrices))
    }
  }

  /// Blocks that fill the sequence, that leave a rest, that are longer than it; one sequence and two.
  @Test(arguments: [1, 7, 32, 64, 96, 97, 256], [1, 2])
  func anExplanationAgreesWithItsNumber(_ block: Int, _ batch: Int) throws {
    for checkpointing in [Checkpointing.on, .off] {
      var setup = try Self.setup(block: block, batch: batch)
      setup.checkpointing = checkpointing
      let (estimate, ledger) = (try estimate(setup), try explain(setup))
      for part in Part.allCases { #expect(ledger.bytes(of: part) == estimate[part], "\(part)") }
      for line in ledger.lines {
        #expect(Arithmetic.value(of: line.formula.description) == Double(line.bytes), "\(line)")
        #expect(line.name.utf8.count <= 64, "\(line.name)")
      }
    }
  }

  /// Whether a block is just as long or longer, nothing differs but the decays.
  @Test func aSequenceThatIsOneBlockNeedsNoStates() throws {
    let (one, other) = (
      try estimate(Self.setup(block: 96)), try estimate(Self.setup(block: 128))
    )
    #expect(other.allocated - one.allocated == other[.weights] - one[.weights])
  }

  @Test func anEstimateGoesByTracedSteps() throws {
    var setup = try Self.setup(block: 32)
    for method in [Method.full, .lora(Adapter()), .qlora(Adapter(), Quantization())] {
      setup.method = method
      #expect(try estimate(setup).evidence.basis == .steps)
      #expect(try estimate(setup).evidence.untraced.isEmpty)
    }
  }

  @Test(arguments: [Int.min, -1, 0, 1, 1 << 40, Int.max])
  func extremesAreAnsweredOrRefused(_ block: Int) throws {
    let setup = try Self.setup(block: block)
    if let estimate = try? estimate(setup) { #expect(estimate.total > 0) }
    _ = try? explain(setup)
  }
}
