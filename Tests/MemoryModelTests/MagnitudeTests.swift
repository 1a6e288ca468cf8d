import Step
import Support
import Testing

@testable import MemoryModel

/// DoRA: magnitudes beside the adapters.
@Suite struct MagnitudeTests {
  /// A layer of a tiny model on a CPU: bytes of the storages that its graph kept once forward was
  /// over, less parameters and rotary tables (peft 0.21, transformers 5.23, bitsandbytes 0.50, r 4,
  /// 2 sequences of 32 tokens); and what was trained in three such layers.
  struct Kept: CustomTestStringConvertible {
    let testDescription: String
    let setup: Setup
    let adapted: Double
    let kept: Double
    let trained: Int

    init?(_ line: Substring) {
      let cells = line.split(separator: "\t").map(String.init)
      guard cells.count == 9, let precision = Precision(spelling: cells[2]),
        let dtype = Dtype(spelling: cells[3]), let dropout = Double(cells[4]),
        let adapted = Double(cells[6]), let kept = Double(cells[7]), let trained = Int(cells[8])
      else { return nil }
      testDescription = cells.prefix(6).joined(separator: " ")
      (self.adapted, self.kept, self.trained) = (adapted, kept, trained)
      var architecture = Architecture(
        of: cells[0] == "qwen2" ? .qwen2 : .llama, name: "tiny", hidden: 64, layers: 3, heads: 4,
        kvHeads: 2, intermediate: 96, vocab: 136)
      architecture.qkvBias = cells[0] == "qwen2"
      let targets: Adapter.Targets =
        cells[5] == "all-linear"
        ? .allLinear : .modules(cells[5].split(separator: "+").map(String.init))
      let adapter = Adapter(
        rank: 4, targets: targets, dropout: dropout, dtype: dtype, dora: true)
      setup = Setup(
        architecture: architecture,
        method: cells[1] == "lora"
          ? .lora(adapter) : .qlora(adapter, Quantization(upcast: cells[1] == "qlora_up")),
        batch: 2, seq: 32, precision: precision, checkpointing: .off)
    }
  }

  static let all: [Kept] = {
    let text = Files.read(Files.folder(of: #filePath) + "/Fixtures/magnitudes.tsv") ?? ""
    return text.split(separator: "\n").dropFirst().compactMap { Kept($0) }
  }()

  @Test func theFixtureIsWhole() { #expect(Self.all.count == 168) }

  static func kept(_ setup: Setup) throws -> Double {
    let targets = try #require(setup.method.adapter).targets.projections(in: setup.architecture)
    let groups = Group<Double>.all(setup, adapting: targets)
    let kind = try #require(try Kind<Meter>.all(setup, groups, adapting: targets).first)
    var tally = Tally()
    kind.tape.enterKept(layers: 1, sparingFirst: false, into: &tally)
    return tally.allocated
  }

  @Test(arguments: all)
  func asMuchIsKeptAsOnACPU(_ one: Kept) throws {
    var plain = one.setup
    plain.method = one.setup.method.with(dora: false)
    #expect(try Self.kept(plain) == one.adapted)
    #expect(try Self.kept(one.setup) == one.kept)
    #expect(try estimate(one.setup).trainable == one.trained)
  }
}

/// The fullest moments of one module with DoRA.
@Suite struct MagnitudePeakTests {
  /// A module on a CPU: bytes of all storages made inside it that were alive after some operation, at
  /// most, in forward and in backward (torch's dispatch mode; r 4, one sequence).
  struct Peak: CustomTestStringConvertible {
    let testDescription: String
    let setup: Setup
    let input: Int
    let bias: Bool
    let forward: Double
    let backward: Double
    let gives: Int

    init?(_ line: Substring) {
      let cells = line.split(separator: "\t").map(String.init)
      let numbers = cells.map { Double($0) ?? 0 }
      guard cells.count == 11, let precision = Precision(spelling: cells[1]),
        let dtype = Dtype(spelling: cells[2])
      else { return nil }
      testDescription = cells.prefix(8).joined(separator: " ")
      let architecture = Architecture(
        of: .llama, name: "tiny", hidden: Int(numbers[5]), layers: 1, heads: 1, kvHeads: 1,
        intermediate: Int(numbers[6]), vocab: 136)
      let adapter = Adapter(rank: 4, dropout: numbers[3], dtype: dtype, dora: true)
      let isUpcast = cells[0] == "qlora_up"
      setup = Setup(
        architecture: architecture,
        method: cells[0] == "lora"
          ? .lora(adapter) : .qlora(adapter, Quantization(upcast: isUpcast)),
        batch: 1, seq: Int(numbers[7]), precision: precision)
      input = precision.weightBytes == 4 || isUpcast ? 4 : 2
      bias = cells[4] == "1"
      (forward, backward, gives) = (numbers[8], numbers[9], Int(numbers[10]))
    }
  }

  static let all: [Peak] = {
    let text = Files.read(Files.folder(of: #filePath) + "/Fixtures/magnitude_peaks.tsv") ?? ""
    return text.split(separator: "\n").dropFirst().compactMap { Peak($0) }
  }()

  @Test func theFixtureIsWhole() { #expect(Self.all.count == 224) }

  @Test(arguments: all)
  func theFullestMomentsAreThoseOfACPU(_ one: Peak) throws {
    var setup = one.setup
    // No cuBLAS on a CPU.
    setup.framework = .upTo53
    let targets = try #require(setup.method.adapter).targets.projections(in: setup.architecture)
    let group = try #require(Group<Double>.all(setup, adapting: targets).last)
    let regime = try Regime(setup, adapting: targets, windowed: false)
    let layer = Layer<Meter>(setup, group.sizes, regime, group.shape)
    let linear = Linear(.up, input: one.input, regime)
    #expect(linear.output == one.gives)
    let gradient = layer.each(group.sizes.intermediate, linear.output)
    var whole = Meter()
    layer.project(
      .up, linear, bias: one.bias, around: Around(), gradient: gradient, into: &whole)
    whole.finish()
    // Until backward reaches the base product, which frozen weights in another format keep.
    var own = Meter()
    let weight = group.sizes.hidden * group.sizes.intermediate * 2
    if linear.castsWeight { own.keeps("weight in 16 bits", weight, "") }
    layer.decompose(
      .up, try #require(linear.adapter), try #require(linear.magnitude).with(bias: one.bias),
      around: Around(), gradient: gradient, into: &own)
    own.finish()
    var (forward, backward) = (Tally(), Tally())
    whole.enterForward(.keeping, as: .activations, into: &forward)
    own.enterBackward(as: .activations, sparingFirst: false, into: &backward)
    #expect(forward.allocated == one.forward)
    // A vector that a gradient is summed up in is left out.
    #expect(abs(backward.allocated / one.backward - 1) < 0.01)
  }
}

/// What DoRA adds outside of the layers.
@Suite struct MagnitudeSetupTests {
  private static func setup(_ dora: Bool, _ optimizer: Optimizer = .adamwTorchFused) -> Setup {
    let adapter = Adapter(rank: 4, targets: .attention, dora: dora)
    var setup = SavedTests.setup(save: [], optimizer: optimizer)
    setup.method = .lora(adapter)
    return setup
  }

  /// Four modules in each of three layers, of 64, 32, 32 and 64 features: a block of 512 each, and
  /// another for its step count.
  @Test func magnitudesAreTrained() throws {
    let blocks = 3 * 4 * 512.0
    for (optimizer, states) in [
      (Optimizer.adamwTorchFused, 3 * blocks), (.adamwTorch, 2 * blocks), (.adamw8bit, 2 * blocks),
      (.adafactor, blocks), (.sgd, 0),
    ] {
      let scaled = try SavedTests.tally(.step, Self.setup(true, optimizer))
      let plain = try SavedTests.tally(.step, Self.setup(false, optimizer))
      #expect(scaled.adapters - plain.adapters == blocks)
      #expect(scaled.gradients - plain.gradients == blocks)
      #expect(scaled.optimizer - plain.optimizer == states, "\(optimizer)")
    }
  }

  @Test func anEstimateSaysWhatItIsDrawnFrom() throws {
    let (plain, scaled) = (try estimate(Self.setup(false)), try estimate(Self.setup(true)))
    #expect(scaled.evidence.untraced.isEmpty)
    #expect(scaled.notes == plain.notes)
    #expect(scaled.trainable == plain.trainable + 3 * (64 + 32 + 32 + 64))
    #expect(scaled.parameters == plain.parameters)
  }

  /// What forward and backward of a whole model took on a CPU at their fullest, counted as that of one
  /// module; 4 layers of 256 and 768 features, 512 tokens. A checkpoint stops before its last sums,
  /// and the first layer of 4 bits reads bf16: both are left in.
  @Test(arguments: [
    ("lora", Precision.bf16, Checkpointing.on, 0.0, 26_465_288.0),
    ("lora", .bf16, .on, 0.1, 34_984_968), ("lora", .bf16, .off, 0, 78_674_944),
    ("lora", .bf16, .off, 0.1, 108_428_288), ("lora", .bf16Amp, .on, 0, 21_621_768),
    ("lora", .bf16Amp, .on, 0.1, 26_601_480), ("lora", .bf16Amp, .off, 0, 58_139_648),
    ("lora", .bf16Amp, .off, 0.1, 70_722_560), ("qlora", .bf16, .on, 0, 26_465_288),
    ("qlora", .bf16, .on, 0.1, 34_984_968), ("qlora", .bf16, .off, 0, 78_674_944),
    ("qlora", .bf16, .off, 0.1, 108_428_288), ("qlora", .bf16Amp, .on, 0, 25_291_272),
    ("qlora", .bf16Amp, .on, 0.1, 28_173_832), ("qlora", .bf16Amp, .off, 0, 74_651_136),
    ("qlora", .bf16Amp, .off, 0.1, 79_369_728),
  ])
  func stepsTakeWhatTheyTakeOnACPU(
    _ method: String, _ precision: Precision, _ checkpointing: Checkpointing, _ dropout: Double,
    _ taken: Double
  ) throws {
    let architecture = Architecture(
      of: .llama, name: "tiny", hidden: 256, layers: 4, heads: 4, kvHeads: 4, intermediate: 768,
      vocab: 256)
    let adapter = Adapter(rank: 4, dropout: dropout, dora: true)
    var setup = Setup(
      architecture: architecture,
      method: method == "lora" ? .lora(adapter) : .qlora(adapter, Quantization()), batch: 1,
      seq: 512, precision: precision, checkpointing: checkpointing)
    setup.framework = .upTo53
    let phases = try Phases<Meter>(setup)
    var fixed = Tally()
    phases.enterStatic(into: &fixed)
    let most = try phases.moments.filter { phases.has($0) && $0.phase != .step }
      .map { try SavedTests.tally($0, setup).allocated - fixed.allocated }.max()
    let share = try #require(most) / taken
    #expect(share > 0.999 && share < 1.05, "\(share)")
  }

  /// In 4 bits under autocast the layers go on in fp32; the first one's input is the embedding's.
  @Test func layersOfFourBitsWidenTheStream() throws {
    var setup = SavedTests.setup(save: [])
    setup.checkpointing = .on
    for (targets, dtype, bytes) in [
      (Adapter.Targets.allLinear, Dtype.fp32, 4), (.attention, .fp32, 4), (.qv, .fp32, 2),
      (.allLinear, .bf16, 2),
    ] {
      setup.method = .qlora(
        Adapter(rank: 4, targets: targets, dtype: dtype, dora: true), Quantization())
      let ledger = try Phases<Scribe>(setup)
      var account = Lines()
      ledger.enter(.lossBackward, into: &account)
      let inputs = account.lines.filter {
        $0.name.hasSuffix("input") || $0.name.hasSuffix("inputs")
      }
      let sum = inputs.filter { $0.name.contains("layer") }.reduce(0) { $0 + $1.bytes }
      #expect(sum == 64 * 64 * (2 + 2 * bytes))
    }
  }
}

extension Method {
  func with(dora: Bool) -> Method {
    switch self {
    case .full: return self
    case .lora(var adapter):
      adapter.dora = dora
      return .lora(adapter)
    case .qlora(var adapter, let quantization):
      adapter.dora = dora
      return .qlora(adapter, quantization)
    }
  }
}
