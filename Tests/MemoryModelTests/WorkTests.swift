import Import
import MemoryModel
import Step
import Testing

/// FLOPs against closed sums.
@Suite struct WorkTests {
  static let llama = EstimateTests.llama
  /// Weights of Llama 3.1 8B's layers that are multiplied with, and of its head.
  static let layers = Double(32 * (2 * 4096 * 4096 + 2 * 4096 * 1024 + 3 * 4096 * 14336))
  static let head = Double(4096 * 128_256)

  private static func setup(
    _ method: Method = .full, batch: Int = 4, seq: Int = 2048, _ checkpointing: Checkpointing = .off
  ) -> Setup {
    Setup(
      architecture: llama, method: method, batch: batch, seq: seq, checkpointing: checkpointing)
  }

  @Test func aForwardMultipliesEachWeightOnceAToken() throws {
    for method in [Method.full, .lora(Adapter()), .qlora(Adapter(), Quantization())] {
      let work = try Self.setup(method).work()
      let adapters = method.adapter == nil ? 0 : Self.adapters(rank: 16)
      #expect(work.forward.products == 2 * 8192 * (Self.layers + Self.head + adapters))
    }
  }

  /// The adapters' weights of all linear modules: `r * (in + out)`.
  private static func adapters(rank: Double) -> Double {
    let attention = 2.0 * (4096 + 4096) + 2 * (4096 + 1024)
    return 32 * rank * (attention + 3 * (4096 + 14336))
  }

  @Test func aBackwardOfAllWeightsIsTwoForwards() throws {
    let work = try Self.setup().work()
    #expect(work.backward.products == 2 * work.forward.products)
    #expect(work.recomputed.total == 0 && work.repeated.total == 0)
  }

  /// Frozen weights have no gradient: what is left is the gradient of the inputs, which nothing before the
  /// first layer asks for.
  @Test func adaptersLeaveOutTheGradientsOfWeights() throws {
    let work = try Self.setup(.lora(Adapter())).work()
    let own = Self.layers + Self.head - 4096 * (4096 + 2 * 1024)
    // Of the adapters both, but the inputs of the three first ones.
    let adapters = 2 * Self.adapters(rank: 16) - 3 * 16 * 4096
    #expect(work.backward.products == 2 * 8192 * (own + adapters))
    // With checkpoints the embedding's result asks for a gradient.
    let checkpointed = try Self.setup(.lora(Adapter()), .on).work()
    #expect(
      checkpointed.backward.products
        == 2 * 8192 * (Self.layers + Self.head + 2 * Self.adapters(rank: 16)))
    // A rank is a size, of which the same record is evaluated anew.
    let wide = try Self.setup(.lora(Adapter(rank: 64))).work()
    #expect(
      wide.forward.products - work.forward.products == 2 * 8192 * 3 * Self.adapters(rank: 16))
  }

  @Test func checkpointingAddsAForwardOfTheLayers() throws {
    for method in [Method.full, .lora(Adapter()), .qlora(Adapter(), Quantization())] {
      let without = try Self.setup(method).work()
      let work = try Self.setup(method, .on).work()
      #expect(work.forward == without.forward)
      #expect(work.repeated.products == work.forward.products - 2 * 8192 * Self.head)
      #expect(work.repeated.attention == work.forward.attention)
      #expect(work.recomputed.attention == work.forward.attention)
      // A checkpoint stops behind its last kept tensor: what the last product reads, or `lora_B` of it.
      let last = method.adapter == nil ? 4096 * 14336 : Double(16 * 4096)
      #expect(work.repeated.products - work.recomputed.products == 2 * 8192 * 32 * last)
    }
    // torch 2.15 utils/checkpoint.py `CheckpointFunction.backward` goes through all of it.
    let whole = try Self.setup(.full, .reentrant).work()
    #expect(whole.recomputed == whole.repeated)
  }

  @Test func everyNthLayerIsAPartOfIt() throws {
    let all = try Self.setup(.full, .on).work()
    let half = try Self.setup(.full, .every(2)).work()
    #expect(half.repeated.products * 2 == all.repeated.products)
    #expect(half.recomputed.products * 2 == all.recomputed.products)
  }

  /// Behind the diagonal flash attention computes nothing.
  @Test func attentionIsHalfAMatrixForEachHead() throws {
    for seq in [1024, 2048, 8192] {
      let work = try Self.setup(batch: 2, seq: seq, .on).work()
      let (tokens, length) = (Double(2 * seq), Double(seq))
      let forward = 2 * tokens * length * 4096 * 32
      #expect(work.forward.attention == forward)
      #expect(work.backward.attention == 2.5 * forward)
      // Forward, backward, and once more: `2 * T * s * q * L * (3.5 + c)`.
      let sum = work.forward.attention + work.backward.attention + work.repeated.attention
      #expect(sum == 2 * tokens * length * 4096 * 32 * 4.5)
    }
  }

  /// Written out, all of it is computed, by products.
  @Test func scoresThatAreWrittenOutAreProducts() throws {
    var setup = Self.setup()
    setup.attention = .eager
    let (eager, flash) = (try setup.work(), try Self.setup().work())
    #expect(eager.forward.attention == 0)
    #expect(
      eager.forward.products - flash.forward.products == 2 * flash.forward.attention)
    #expect(eager.backward.products == 2 * eager.forward.products)
  }

  @Test func workGrowsWithTokensAndNotWithMicroBatches() throws {
    let one = try Self.setup(batch: 1).work()
    let eight = try Self.setup(batch: 8).work()
    #expect(eight.forward.products == 8 * one.forward.products)
    #expect(eight.backward.attention == 8 * one.backward.attention)
    var setup = Self.setup(batch: 1)
    for count in [2, 16] {
      setup.accumulation = count
      #expect(try setup.work() == one)
    }
  }

  /// The head's products are the same however the loss is computed, but for a forward more of its chunks.
  @Test func lossesComputeTheSameProducts() throws {
    let standard = try Self.setup(.full, .on).work()
    var setup = Self.setup(.full, .on)
    let head = 2 * 8192 * Self.head
    setup.loss = .fused
    let fused = try setup.work()
    #expect(
      fused.forward.products + fused.backward.products
        == standard.forward.products + standard.backward.products)
    setup.loss = .chunked(8)
    let chunked = try setup.work()
    #expect(chunked.forward == standard.forward && chunked.backward == standard.backward)
    #expect(chunked.repeated.products - standard.repeated.products == head)
  }

  /// Of experts those are computed that a token takes, and the router for all.
  @Test func mixturesComputeActiveExperts() throws {
    var model = Architecture(
      name: "a mixture", family: .mixtral, hidden: 4096, layers: 32, heads: 32, kvHeads: 8,
      headDim: 128, intermediate: 14336, vocab: 32000)
    for (count, active) in [(8, 2), (16, 2), (8, 4)] {
      model.experts = .init(
        count: count, active: active, intermediate: 14336, fp32Scores: true)
      let work = try Setup(architecture: model, method: .full, checkpointing: .off).work()
      let attention = 4096.0 * 4096 * 2 + 2 * 4096 * 1024
      let experts = Double(active) * 3 * 4096 * 14336
      let router = 4096 * Double(count)
      #expect(
        work.forward.products == 2 * 2048 * (32 * (attention + experts + router) + 4096 * 32000))
    }
  }

  /// Each kernel of all layers is counted as often as it is recorded.
  @Test func layersThatStandForOthersCountAsMany() throws {
    let rows = Traced.steps + Traced.further
    for place in stride(from: 0, to: rows.count, by: 12) {
      let setup = rows[place].setup
      let folded = Work(try Training.record(setup, folded: true, steps: 1))
      let whole = Work(try Training.record(setup, folded: false, steps: 1))
      for (a, b) in [
        (folded.forward, whole.forward), (folded.backward, whole.backward),
        (folded.recomputed, whole.recomputed), (folded.repeated, whole.repeated),
        (folded.step, whole.step),
      ] {
        #expect(
          isAlike(a.products, b.products) && isAlike(a.attention, b.attention), "\(rows[place])")
      }
      #expect(folded.forward.products > 0 && folded.backward.products > 0, "\(rows[place])")
    }
  }

  /// All but rounding of sums.
  private func isAlike(_ a: Double, _ b: Double) -> Bool { abs(a - b) <= 1e-12 * max(a, b) }
}
