import Import
import Testing

@testable import MemoryModel

/// What chooses tokens for attention, which transformers runs without gradients. That a layer keeps
/// nothing of it, `experts.jsonl` beside the tests of Import says, by autograd.
@Suite struct IndexerTests {
  static let (batch, seq, layers, heads, headDim) = (2, 512, 4, 4, 8)

  static func setup(batch: Int = batch, indexes: Bool = true, handsOn: Bool = true) -> Setup {
    var model = Architecture(
      of: .glmMoEDSA, name: "tiny", hidden: 64, layers: layers, heads: 2, intermediate: 96,
      vocab: 136)
    model.attend(
      by: Architecture.LatentAttention(
        queryRank: 24, keyRank: 16, plainDim: 12, rotatedDim: 4, valueDim: 16))
    var experts = Architecture.Experts(count: 4, active: 2, intermediate: 16)
    experts.shared = 16
    experts.fp32Scores = true
    model.experts = experts
    if indexes {
      var indexer = Architecture.Indexer(heads: heads, headDim: headDim, chosen: 16)
      indexer.handsOn = handsOn
      model.index(by: indexer)
    }
    return Setup(architecture: model, method: .full, batch: batch, seq: seq, precision: .bf16)
  }

  /// It takes the place of its weights alone: no gradient, no state.
  @Test func noGradientReachesIt() throws {
    let (with, without) = (Self.setup(), Self.setup(indexes: false))
    let more = with.architecture.parameters - without.architecture.parameters
    // wq_b, wk, weights_proj, and the norm's two vectors.
    #expect(more == Self.layers * (24 * 32 + 64 * 8 + 64 * 4 + 2 * 8))
  }

  /// What a layer chose is an argument of the next one, which its checkpoint holds.
  @Test func checkpointsHoldWhatWasChosen() throws {
    let held = try #require(Self.setup().held(atEndOf: .loss)[.activations])
    let plain = try #require(Self.setup(handsOn: false).held(atEndOf: .loss)[.activations])
    #expect(held - plain == Double((Self.layers - 1) * Self.batch * Self.seq * 16 * 4))
  }
}
