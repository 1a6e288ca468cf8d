import Import
import Step
import Testing

@testable import MemoryModel

/// What is trained whole beside adapters: a copy of the embedding, of the head, or of both.
@Suite struct SavedTests {
  /// 136 rows of 64: 8704 elements fill their blocks in two bytes and in four.
  static let table = 8704.0
  static let both = ["embed_tokens", "lm_head"]

  static func setup(
    _ precision: Precision = .bf16Amp, save: [String], tied: Bool = false,
    optimizer: Optimizer = .adamwTorchFused, upcast: Bool = false, accumulation: Int = 1
  ) -> Setup {
    var architecture = Architecture(
      of: .llama, name: "tiny", hidden: 64, layers: 3, heads: 4, kvHeads: 2, intermediate: 96,
      vocab: 136)
    architecture.tied = tied
    let adapter = Adapter(rank: 4, save: save)
    var setup = Setup(
      architecture: architecture,
      method: upcast ? .qlora(adapter, Quantization(upcast: true)) : .lora(adapter), batch: 2,
      seq: 32, accumulation: accumulation, optimizer: optimizer, precision: precision)
    setup.checkpointing = .off
    return setup
  }

  /// What is held at the end of a phase more than without trained copies.
  static func more(_ phase: Phase, _ setup: Setup) throws -> [Part: Double] {
    var plain = setup
    plain.method = setup.method.saving([])
    return try setup.held(atEndOf: phase).merging(plain.held(atEndOf: phase)) { $0 - $1 }
      .filter { $0.value != 0 }
  }

  /// What autograd kept more on a CPU, for this model with adapters of all linear modules (peft 0.21,
  /// transformers 5.23): a trained embedding makes the first norm keep its input and the root of its
  /// mean. Of twice as many sequences, so that a number for each token fills a block.
  @Test(arguments: [Precision.bf16, .fp32])
  func asMuchIsKeptAsOnACPU(_ precision: Precision) throws {
    for tied in [false, true] {
      var setup = Self.setup(precision, save: ["embed_tokens"], tied: tied)
      setup.batch *= 2
      #expect(try Self.more(.forward, setup)[.activations] == 2 * 16_640)
    }
  }

  /// In the format of the weights that they are copies of, never in the adapters'.
  @Test func copiesAreInTheFormatOfTheModel() throws {
    for (save, count) in [(["embed_tokens"], 1.0), (["lm_head"], 1), (Self.both, 2)] {
      for tied in [false, true] {
        let setup = Self.setup(save: save, tied: tied)
        let bytes = 2 * Self.table * count
        // The fused kernel keeps a step count for each.
        #expect(
          try Self.more(.step, setup) == [.adapters: bytes, .optimizer: 2 * bytes + 512 * count])
        #expect(try Self.more(.backward, setup)[.gradients] == bytes)
      }
    }
    let wide = Self.setup(save: ["lm_head"], upcast: true)
    let bytes = 4 * Self.table
    #expect(try Self.more(.step, wide) == [.adapters: bytes, .optimizer: 2 * bytes + 512])
    #expect(try Self.more(.backward, wide)[.gradients] == bytes)
  }

  /// An nn.Embedding's states stay in 32 bits, and its copy is one; the copy of a head is none.
  @Test func eightBitsAreForTheHeadAlone() throws {
    let scales = 512.0
    for (save, states) in [
      (["embed_tokens"], 2 * 4 * Self.table), (["lm_head"], 2 * (Self.table + scales)),
    ] {
      let more = try Self.more(.step, Self.setup(save: save, tied: true, optimizer: .adamw8bit))
      #expect(more[.optimizer] == states)
    }
  }

  @Test func anEstimateSaysWhatItIsDrawnFrom() throws {
    let plain = try estimate(Self.setup(save: []))
    let saved = try estimate(Self.setup(save: Self.both))
    #expect(saved.evidence.untraced.isEmpty)
    #expect(saved.notes == plain.notes)
    #expect(
      try estimate(Self.setup(save: Self.both, tied: true)).notes.count == plain.notes.count + 1)
    #expect(saved.trainable == plain.trainable + 2 * Int(Self.table))
    #expect(saved.parameters == plain.parameters)
  }
}

extension Method {
  /// The same with other modules trained whole.
  fileprivate func saving(_ names: [String]) -> Method {
    switch self {
    case .full: return self
    case .lora(var adapter):
      adapter.save = names
      return .lora(adapter)
    case .qlora(var adapter, let quantization):
      adapter.save = names
      return .qlora(adapter, quantization)
    }
  }
}
