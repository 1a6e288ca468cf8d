import Import
import MemoryModel
import Step
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
        == "PEFT refuses DoRA for adapters of expert tensors, which targets means.")
    #expect(dora(.attention)?.hasPrefix("dora: it is not modelled yet") == true)
  }

  /// As PEFT does, checked with 0.21: a list of which none is there is refused, one of which some are
  /// is taken; so is one with a norm, or a module around linear ones.
  @Test(arguments: [
    (["q_proj", "wo"], nil),
    (["wo", "w1"], "Llama 3.1 8B has no module wo or w1: no module would be trained."),
    ([], "targets is empty: no module would be trained."),
    (["q_proj", "input_layernorm"], "PEFT does not adapt 'input_layernorm' of Llama 3.1 8B."),
    (["q_proj", "self_attn"], "PEFT does not adapt 'self_attn' of Llama 3.1 8B."),
    (
      ["q_proj", "embed_tokens"],
      "'embed_tokens' is no linear module of a layer: adapters of the embedding or the head are not "
        + "modelled."
    ),
  ])
  func modulesThatAModelLacks(_ names: [String], _ refusal: String?) {
    let message = Self.message { $0.method = .lora(Adapter(targets: .modules(names))) }
    #expect(message == refusal)
  }

  @Test func whatIsPassedOverIsSaid() throws {
    var setup = Setup(architecture: EstimateTests.llama)
    setup.method = .lora(Adapter(targets: .modules(["q_proj", "wo", "w1", "w2"])))
    let some = try estimate(setup)
    setup.method = .lora(Adapter(targets: .modules(["q_proj"])))
    let plain = try estimate(setup)
    #expect(some.total == plain.total)
    #expect(
      some.notes.contains(
        "targets: Llama 3.1 8B has no module wo, w1 or w2; PEFT passes over what is not there."))
    #expect(!plain.notes.contains { $0.hasPrefix("targets:") })
  }

  /// Counted with PEFT 0.21 on Qwen3 30B-A3B, rank 16.
  @Test(arguments: [
    (["gate_proj", "up_proj", "down_proj"], 994_836_480), (["down_proj"], 290_193_408),
    (["gate_proj", "up_proj", "down_proj", "gate"], 996_507_648),
  ])
  func expertsByTheNamesThatTheyHadAsModules(_ names: [String], _ trainable: Int) throws {
    let all = ["q_proj", "k_proj", "v_proj", "o_proj"] + names
    let setup = Setup(
      architecture: Self.mixture, method: .lora(Adapter(targets: .modules(all))), seq: 1024)
    #expect(try estimate(setup).trainable == trainable)
  }

  @Test func halvesOfAnExpertsTensorAreRefused() {
    let message = Self.message {
      $0.architecture = Self.mixture
      $0.method = .lora(Adapter(targets: .modules(["q_proj", "gate_proj"])))
    }
    #expect(
      message
        == "PEFT refuses one of gate_proj and up_proj alone: they are one tensor of the experts of "
        + "Qwen3 30B-A3B.")
  }

  private static var mixture: Architecture {
    var model = Architecture(
      of: .qwen3MoE, name: "Qwen3 30B-A3B", hidden: 2048, layers: 48, heads: 32, kvHeads: 4,
      headDim: 128, intermediate: 6144, vocab: 151936)
    model.qkNorm = true
    model.experts = .init(count: 128, active: 8, intermediate: 768)
    return model
  }

  /// Traced with torch 2.15, transformers 5.23 and PEFT 0.21: `prepare_model_for_kbit_training` takes
  /// the experts to fp32, which bitsandbytes does not pack.
  @Test func anUpcastReachesTheExperts() throws {
    let method = Method.qlora(Adapter(targets: .attention), Quantization(upcast: true))
    let answer = try estimate(Setup(architecture: Self.mixture, method: method, seq: 1024))
    #expect(abs(Double(answer.allocated) / 122_038_665_728 - 1) < 0.001)
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
