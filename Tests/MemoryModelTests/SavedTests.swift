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

  /// What a moment holds.
  static func tally(_ moment: Moment, _ setup: Setup) throws -> Tally {
    let phases = try Phases<Meter>(setup)
    var tally = Tally()
    phases.enterStatic(into: &tally)
    phases.enter(moment, into: &tally)
    return tally
  }

  /// What a moment holds more than without trained copies.
  static func more(_ moment: Moment, _ setup: Setup) throws -> [Part: Double] {
    var plain = setup
    plain.method = setup.method.saving([])
    let (with, without) = (try tally(moment, setup), try tally(moment, plain))
    var more: [Part: Double] = [:]
    for part in Part.allCases where with[part] != without[part] {
      more[part] = with[part] - without[part]
    }
    return more
  }

  /// What autograd kept more on a CPU, for this model with adapters of all linear modules (peft 0.21,
  /// transformers 5.23), less the ids: a trained embedding makes the first norm keep its input and
  /// the root of its mean; a trained head keeps the last hidden states.
  @Test(arguments: [
    (Precision.bf16, ["embed_tokens"], 16_640.0), (.bf16, ["lm_head"], 8_192),
    (.bf16, both, 24_832), (.fp32, ["embed_tokens"], 16_640), (.fp32, ["lm_head"], 16_384),
    (.fp32, both, 33_024), (.bf16Amp, ["lm_head"], 8_192), (.fp32Amp, ["lm_head"], 8_192),
  ])
  func asMuchIsKeptAsOnACPU(_ precision: Precision, _ save: [String], _ kept: Double) throws {
    for tied in [false, true] {
      let more = try Self.more(.lossBackward, Self.setup(precision, save: save, tied: tied))
      #expect((more[.activations] ?? 0) + (more[.logits] ?? 0) == kept)
    }
  }

  /// In the format of the weights that they are copies of, never in the adapters'.
  @Test func copiesAreInTheFormatOfTheModel() throws {
    for (save, count) in [(["embed_tokens"], 1.0), (["lm_head"], 1), (Self.both, 2)] {
      for tied in [false, true] {
        let more = try Self.more(.step, Self.setup(save: save, tied: tied))
        let bytes = 2 * Self.table * count
        // The fused kernel keeps a step count for each.
        #expect(
          more
            == [.adapters: bytes, .gradients: bytes, .optimizer: 2 * bytes + 512 * count])
      }
    }
    let wide = try Self.more(.step, Self.setup(save: ["lm_head"], upcast: true))
    let bytes = 4 * Self.table
    #expect(wide == [.adapters: bytes, .gradients: bytes, .optimizer: 2 * bytes + 512])
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

  /// Each format has a list of its own in the foreach kernel; the others work tensor by tensor.
  @Test func theStepNeedsScratchForThem() throws {
    let table = Self.table
    // Without a copy the largest is a matrix of 4 by 96 in fp32, three blocks of 512.
    for (optimizer, scratch) in [
      (Optimizer.adamwTorch, 2 * 2 * table), (.adamwForloop, 2 * 2 * table - 2 * 1536),
      (.adafactor, 4 * 4 * table - 2 * 1536), (.adamw8bit, 0),
    ] {
      let more = try Self.more(.step, Self.setup(save: Self.both, optimizer: optimizer))
      #expect(more[.temporaries] ?? 0 == scratch, "\(optimizer)")
    }
  }

  /// Backward ends in the embedding only where that is trained, and two copies are never one weight.
  @Test func backwardReachesWhatIsTrained() throws {
    for (save, reaches) in [([], false), (["lm_head"], false), (["embed_tokens"], true)] {
      let phases = try Phases<Meter>(Self.setup(save: save, tied: true))
      #expect(phases.has(.embedding) == reaches)
      #expect(!phases.has(.tiedSum))
    }
    // The head's gradient waits while backward runs; the embedding's comes last.
    let first = try Self.more(.backward(.last), Self.setup(save: Self.both))
    #expect(first[.gradients] == 2 * Self.table)
    let last = try Self.tally(.embedding, Self.setup(save: Self.both))
    let all = try Self.tally(.step, Self.setup(save: Self.both))
    #expect(last.gradients == all.gradients)
    // Of a second micro-batch all are there from the start.
    let again = try Self.more(.backward(.last), Self.setup(save: Self.both, accumulation: 2))
    #expect(again[.gradients] == 4 * Self.table)
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
