import Import
import MemoryModel
import Step
import Testing

@Suite struct EstimateTests {
  static let llama = Architecture(
    name: "Llama 3.1 8B", family: .llama, hidden: 4096, layers: 32, heads: 32, kvHeads: 8,
    headDim: 128, intermediate: 14336, vocab: 128_256)

  @Test func theTotalIsTheSumOfTheParts() throws {
    for traced in Traced.all {
      let estimate = try estimate(traced.setup)
      #expect(Part.allCases.reduce(0) { $0 + estimate[$1] } == estimate.total)
      #expect(estimate.allocated <= estimate.reserved && estimate.reserved <= estimate.total)
      #expect(estimate.peaks.max() == estimate.allocated)
      #expect(estimate[estimate.phase] == estimate.allocated)
    }
  }

  /// Of every tenth step: each is replayed on a dozen cards.
  @Test func whatIsNeededLiesBetweenAllocatedAndReserved() throws {
    for place in stride(from: 0, to: Traced.all.count, by: 10) {
      let estimate = try estimate(Traced.all[place].setup)
      #expect(estimate.needed >= estimate.allocated + estimate[.context])
      #expect(estimate.needed <= estimate.total)
    }
  }

  @Test func moreNeverTakesLess() throws {
    var last = 0
    for batch in 1...64 {
      let now = try estimate(Setup(architecture: Self.llama, batch: batch)).allocated
      #expect(now > last)
      last = now
    }
  }

  @Test func untracedSetupsSaySo() throws {
    var setup = Setup(architecture: Self.llama)
    #expect(try estimate(setup).notes.isEmpty)
    let margin = try estimate(setup).evidence.margin
    setup.optimizer = .adamwBnb32bit
    #expect(try estimate(setup).notes.count == 1)
    #expect(try estimate(setup).evidence.margin > margin)
  }

  /// Published counts: the models' cards and their safetensors indices.
  @Test(arguments: [
    (llama, 8_030_261_248),
    (
      Architecture(
        name: "Llama 3.3 70B", family: .llama, hidden: 8192, layers: 80, heads: 64, kvHeads: 8,
        headDim: 128, intermediate: 28672, vocab: 128_256), 70_553_706_496
    ),
    (
      Architecture(
        name: "Mistral 7B v0.3", family: .mistral, hidden: 4096, layers: 32, heads: 32,
        kvHeads: 8, headDim: 128, intermediate: 14336, vocab: 32768), 7_248_023_552
    ),
    (
      Architecture(
        name: "Qwen2.5 7B", family: .qwen2, hidden: 3584, layers: 28, heads: 28, kvHeads: 4,
        headDim: 128, intermediate: 18944, vocab: 152_064, qkvBias: true), 7_615_616_512
    ),
    (
      Architecture(
        name: "Qwen3 8B", family: .qwen3, hidden: 4096, layers: 36, heads: 32, kvHeads: 8,
        headDim: 128, intermediate: 12288, vocab: 151_936, qkNorm: true), 8_190_735_360
    ),
  ])
  func parametersArePublishedOnes(architecture: Architecture, count: Int) {
    #expect(architecture.parameters == count)
  }
}
