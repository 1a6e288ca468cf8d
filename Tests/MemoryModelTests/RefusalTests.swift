import MemoryModel
import Testing

@Suite struct RefusalTests {
  static func message(_ change: (inout Setup) -> Void) -> String? {
    var setup = Setup(architecture: EstimateTests.llama)
    change(&setup)
    do {
      _ = try estimate(setup)
      return nil
    } catch {
      return error.message
    }
  }

  @Test func whatNoRunCanHave() {
    #expect(
      Self.message { $0.batch = 0 } == "batch is 0; expected 1 or more sequences in a micro-batch.")
    #expect(Self.message { $0.seq = -3 }?.hasPrefix("seq is -3") == true)
    #expect(Self.message { $0.accumulation = 0 } != nil)
    #expect(Self.message { $0.clip = .nan } != nil)
    #expect(Self.message { $0.loss = .chunked(0) } != nil)
    #expect(Self.message { $0.method = .lora(Adapter(rank: 0)) }?.hasPrefix("r is 0") == true)
    #expect(Self.message { $0.method = .lora(Adapter(dropout: 1)) } != nil)
    #expect(Self.message { $0.architecture.kvHeads = 5 } != nil)
    #expect(Self.message { $0.architecture.layers = 0 } != nil)
  }

  @Test func droppedInputsOfExperts() {
    let experts = Architecture.Experts(count: 8, active: 2, intermediate: 14336)
    let message = Self.message {
      $0.architecture.experts = experts
      $0.architecture.family = .mixtral
      $0.method = .lora(Adapter(dropout: 0.05))
    }
    #expect(message?.hasPrefix("PEFT refuses dropout 0.05 for adapters of expert tensors") == true)
    #expect(Self.message { $0.architecture.experts = experts } == nil)
  }

  @Test func magnitudesOfExperts() {
    let dora = { (targets: Adapter.Targets) in
      Self.message {
        $0.architecture.experts = .init(count: 8, active: 2, intermediate: 14336)
        $0.architecture.family = .mixtral
        $0.method = .qlora(Adapter(targets: targets, dora: true), Quantization())
      }
    }
    #expect(
      dora(.allLinear)
        == "PEFT refuses DoRA for adapters of expert tensors, which all_linear means.")
    #expect(dora(.attention) == nil)
  }

  @Test func unknownModulesAreNamed() {
    let message = Self.message { $0.method = .lora(Adapter(targets: .modules(["q_proj", "wo"]))) }
    #expect(message == "A layer of Llama 3.1 8B has no linear module 'wo'.")
  }

  @Test func whatIsTrainedWholeIsTheEmbeddingOrTheHead() {
    for name in ["norm", "model.layers.0.mlp", "tokens", "embed_tokens.weight", ""] {
      let message = Self.message { $0.method = .lora(Adapter(save: ["lm_head", name])) }
      #expect(
        message
          == "save names '\(name)', which is neither the embedding nor the head of Llama 3.1 8B."
      )
    }
    #expect(Self.message { $0.method = .lora(Adapter(save: ["model.embed_tokens"])) } == nil)
  }

  @Test func listedModulesAreTheNamedOnes() throws {
    var setup = Setup(architecture: EstimateTests.llama)
    setup.method = .lora(Adapter(targets: .modules(["v_proj", "q_proj"])))
    let listed = try estimate(setup)
    setup.method = .lora(Adapter(targets: .qv))
    #expect(try estimate(setup).allocated == listed.allocated)
  }

  /// Nothing traps, whatever is asked.
  @Test(arguments: [Int.min, -1, 0, 1, 1_000_000_007, 1 << 40, 1 << 53, 1 << 62, Int.max])
  func extremesAreAnsweredOrRefused(value: Int) {
    let changes: [(inout Setup) -> Void] = [
      { $0.batch = value }, { $0.seq = value }, { $0.accumulation = value },
      { $0.method = .lora(Adapter(rank: value)) }, { $0.loss = .chunked(value) },
      { $0.architecture.hidden = value }, { $0.architecture.layers = value },
      { $0.architecture.vocab = value }, { $0.architecture.heads = value },
      { $0.architecture.intermediate = value }, { $0.device.contextBytes = value },
      { $0.device.capability = value }, { $0.architecture.slidingWindow = value },
    ]
    for change in changes {
      for method in [Method.full, .qlora(Adapter(), Quantization())] {
        var setup = Setup(architecture: EstimateTests.llama, method: method)
        change(&setup)
        if let estimate = try? estimate(setup) { #expect(estimate.total > 0) }
        _ = try? explain(setup)
        _ = setup.architecture.parameters
      }
    }
  }

  @Test func beyondWhatIsExactIsRefused() {
    let message = Self.message { $0.seq = 1_000_000_000_000_000 }
    #expect(message?.contains("2^53") == true)
  }

  @Test func spellings() {
    #expect(Optimizer(spelling: "adamw") == .adamwTorchFused)
    #expect(Precision(spelling: "mixed") == .fp32Amp)
    #expect(AttentionKernel(spelling: "flash") == .sdpa)
    #expect(Checkpointing(spelling: "sometimes") == nil)
    #expect(Optimizer.allCases.allSatisfy { Optimizer(spelling: $0.rawValue) == $0 })
  }
}
