import Import
import Step
import Testing

@testable import MemoryModel

/// What images of Llama 3.2 Vision keep, against a small model of transformers 5.23 on a CPU: two
/// sequences of 32 tokens with an image each, frozen tower; storages that autograd saved, less a
/// number for each gate. The mean and root of LayerNorm are counted in fp32, as CUDA keeps them.
@Suite struct CrossAttentionTests {
  static let config = #"""
    {"model_type": "mllama",
     "text_config": {"num_hidden_layers": 4, "hidden_size": 64, "num_attention_heads": 4,
       "num_key_value_heads": 2, "intermediate_size": 96, "cross_attention_layers": [1],
       "vocab_size": 136},
     "vision_config": {"hidden_size": 48, "attention_heads": 4, "num_hidden_layers": 3,
       "num_global_layers": 1, "intermediate_size": 80, "image_size": 28, "patch_size": 7,
       "vision_output_dim": 96, "max_num_tiles": 4}}
    """#

  static func setup(_ method: Method, _ precision: Precision, _ kernel: AttentionKernel) throws
    -> Setup
  {
    var setup = Setup(
      architecture: try HuggingFace.architecture(json: config, name: "V"), method: method, batch: 2,
      seq: 32, optimizer: .sgd, precision: precision, attention: kernel)
    setup.imageTokens = 1
    return setup
  }

  @Test(arguments: [
    (Method.full, Precision.bf16, 340_032.0), (.full, .fp32, 471_616),
    (.lora(Adapter(rank: 4)), .bf16, 422_720), (.lora(Adapter(rank: 4)), .fp32, 381_760),
  ])
  func aLayerThatLooksKeepsWhatAutogradSaves(
    _ method: Method, _ precision: Precision, _ saved: Double
  ) throws {
    var setup = try Self.setup(method, precision, .eager)
    setup.checkpointing = .off
    let targets = try method.adapter?.targets.projections(in: setup.architecture) ?? Projections()
    let kinds = try Kind<Meter>.all(
      setup, Group.all(setup, adapting: targets), adapting: targets)
    let kind = try #require(kinds.first { $0.layer.shape.mixer == .crossAttention })
    var tally = Tally()
    kind.tape.enterKept(layers: 1, sparingFirst: false, into: &tally)
    #expect(tally.allocated == saved)
  }

  /// Checkpointing makes the tower need a gradient, and its layers are no checkpoints.
  @Test(arguments: [
    (Precision.bf16, AttentionKernel.sdpa, 147_456), (.bf16, .eager, 568_320),
    (.fp32, .sdpa, 288_768), (.fp32, .eager, 543_744),
  ])
  func aLayerOfTheTowerKeepsAllWithCheckpoints(
    _ precision: Precision, _ kernel: AttentionKernel, _ saved: Int
  ) throws {
    var setup = try Self.setup(.lora(Adapter(rank: 4)), precision, kernel)
    let kept = { (setup: Setup) throws in try estimate(setup)[Phase.loss] }
    let three = try kept(setup)
    setup.architecture.tower?.layers += 1
    #expect(try kept(setup) - three == saved)
    setup.checkpointing = .off
    let more = try kept(setup)
    setup.architecture.tower?.layers -= 1
    #expect(try kept(setup) == more)
  }

  @Test func imagesAreLookedAt() throws {
    let setup = try Self.setup(.full, .bf16Amp, .sdpa)
    let tower = try #require(setup.architecture.tower)
    #expect(tower.states == 68 && tower.patches == 64 && tower.isReached)
    let names = try explain(setup).lines.map(\.name)
    #expect(names.contains("image features") && names.contains("mask of image states"))
    #expect(!names.contains("mask of image tokens"))
    let notes = try estimate(setup).notes
    #expect(notes.contains("image_tokens: each is an image, and layers look at its 68 states."))
    #expect(!notes.contains { $0.contains("passed by") })
  }

  @Test func whatCannotBeIsRefused() throws {
    var setup = try Self.setup(.full, .bf16, .sdpa)
    setup.architecture.tower?.states = 0
    let message = { (setup: Setup) -> String? in
      do throws(Refusal) {
        _ = try estimate(setup)
        return nil
      } catch { return error.message }
    }
    #expect(message(setup)?.hasPrefix("image_tokens is 1, and the tower of V does not say") == true)
    let all =
      #"{"model_type": "mllama_text_model", "num_hidden_layers": 2, "#
      + #""cross_attention_layers": [0, 1]}"#
    let blind = Setup(architecture: try HuggingFace.architecture(json: all, name: "V"))
    #expect(message(blind) == "All 2 layers look at images: without one, none would run.")
  }
}
