import MemoryModel
import Testing

@Suite struct EstimateTests {
  static let llama = Architecture(
    name: "Llama 3.1 8B", family: .llama, hidden: 4096, layers: 32, heads: 32, kvHeads: 8,
    headDim: 128, intermediate: 14336, vocab: 128_256)

  @Test func theTotalIsTheSumOfTheParts() throws {
    let estimate = try estimate(Setup(architecture: Self.llama))
    #expect(estimate.parts.reduce(0, +) == estimate.total)
    #expect(estimate.parameters == 8_030_261_248)
  }
}
