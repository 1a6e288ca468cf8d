import Import
import MemoryModel
import Step
import Testing

/// Rules that the traced models do not reach, held against the libraries' own arithmetic.
@Suite struct RuleTests {
  static func bytes(_ part: Part, _ name: String, _ setup: Setup) throws -> Int {
    try explain(setup).lines.reduce(0) {
      $0 + ($1.part == part && $1.name == name ? $1.bytes : 0)
    }
  }

  static func full(_ architecture: Architecture, _ optimizer: Optimizer) -> Setup {
    Setup(
      architecture: architecture, method: .full, optimizer: optimizer, precision: .bf16,
      checkpointing: .on)
  }

  static let small = Architecture(
    of: .llama, name: "small", hidden: 512, layers: 2, heads: 8, kvHeads: 4, intermediate: 1024,
    vocab: 1000)

  /// bitsandbytes 0.50 optim/optimizer.py: below 4096 elements states stay in 32 bits.
  @Test func smallTensorsKeepWideStates() throws {
    let setup = Self.full(Self.small, .adamw8bit)
    // 512 elements, two states of four bytes each.
    #expect(try Self.bytes(.optimizer, "norm's states", setup) == 2 * 512 * 4)
    // Of each of two layers 512 * 512 elements in a byte each.
    #expect(try Self.bytes(.optimizer, "self_attn.q_proj's states", setup) == 2 * 2 * 262_144)
    // A scale of four bytes for each 256 elements: of four modules of attention, three of the MLP, and
    // the head.
    let elements = 2 * (2 * 512 * 512 + 2 * 512 * 256 + 3 * 512 * 1024) + 1000 * 512
    let scales = try Self.bytes(.optimizer, "scales of 8-bit states", setup)
    #expect(scales >= 2 * 4 * elements / 256 && scales < 2 * 4 * elements / 256 + 15 * 512 * 2)
  }

  /// transformers 5.23 trainer.py: an `nn.Embedding`'s states stay in 32 bits, a tied head's too.
  @Test func embeddingsKeepWideStates() throws {
    var architecture = Self.small
    let embedding = 1000 * 512
    #expect(
      try Self.bytes(.optimizer, "embed_tokens's states", Self.full(architecture, .lion8bit)) == 4
        * embedding)
    #expect(
      try Self.bytes(.optimizer, "lm_head's states", Self.full(architecture, .lion8bit))
        == embedding)
    architecture.tied = true
    #expect(try Self.bytes(.optimizer, "lm_head's states", Self.full(architecture, .lion8bit)) == 0)
  }

  /// Adafactor's second moment of one expert tensor: a row and a column for each expert.
  @Test func adafactorFactorsEachExpert() throws {
    var architecture = Architecture(
      of: .mixtral, name: "experts", hidden: 512, layers: 1, heads: 8, intermediate: 1024,
      vocab: 1000)
    architecture.experts = .init(count: 4, active: 2, intermediate: 1024, fp32Scores: true)
    let setup = Self.full(architecture, .adafactor)
    #expect(
      try Self.bytes(.optimizer, "mlp.experts's states", setup)
        == 4 * (2 * 1024 + 512) * 4 + 4 * (1024 + 512) * 4)
  }

  /// Mistral 7B v0.1: a window in every layer, so that a mask is made once the sequence is as long.
  @Test func aWindowOfAllLayersMasksAllLayers() throws {
    var mistral = Architecture(
      of: .mistral, name: "Mistral 7B v0.1", hidden: 4096, layers: 32, heads: 32, kvHeads: 8,
      intermediate: 14336, vocab: 32000)
    let plain = Setup(
      architecture: mistral, method: .lora(Adapter()), seq: 4096, checkpointing: .off)
    mistral.slidingWindow = 4096
    mistral.slidingLayers = 32
    var windowed = plain
    windowed.architecture = mistral
    let keys = 32 * 4096 * (4096 - 1024) * 2 * 2
    let masks = 32 * 4096 * 4096 * 2
    // The kernel that takes masks keeps seed and offset of its random numbers in a block each, flash
    // attention both in one.
    let offsets = 32 * 512
    let more = try estimate(windowed)[.loss] - estimate(plain)[.loss]
    #expect(more == keys + masks + offsets)
    windowed.seq = 4095
    #expect(try Self.bytes(.activations, "mask for the kernel", windowed) == 0)
  }

  /// Gemma 4's layers without a window have heads of 512, which flash does not take.
  @Test func wideHeadsRepeatTheirKeys() throws {
    let traced = try #require(Traced.all.first { $0.model == "Gemma-4-31B" })
    #expect(traced.setup.architecture.parameters == 30_697_345_280)
    var narrow = traced.setup
    narrow.architecture.global = nil
    #expect(try estimate(narrow).parameters > 30_000_000_000)
  }

  /// Adapters of expert tensors: `2 * r` for each expert's gate and up, `r` for its down.
  @Test func expertsHaveAdaptersOfTheirOwn() throws {
    var setup = Setup(architecture: Self.small, method: .lora(Adapter(rank: 4)))
    setup.architecture.family = .mixtral
    setup.architecture.experts = .init(count: 4, active: 2, intermediate: 1024)
    let attention = 2 * (512 + 512) + 2 * (512 + 256)
    let experts = 4 * (2 * (512 + 2048) + 1024 + 512)
    #expect(try estimate(setup).trainable == 2 * 4 * (attention + 512 + 4 + experts))
  }
}
