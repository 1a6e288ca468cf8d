import Import
import Language
import MemoryModel
import Step
import Testing

@testable import Commands

/// Models by their dimensions: what their family implies comes with it.
@Suite struct TransformerTests {
  private static let dimensions = sizes(intermediate: 128)

  private static func sizes(intermediate: Int) -> String {
    "hidden: 64, layers: 6, heads: 4, intermediate: \(intermediate), vocab: 100"
  }

  private static func model(_ arguments: String, intermediate: Int = 128) -> Architecture? {
    let value = Conversation().value(
      "transformer(\(arguments), \(sizes(intermediate: intermediate)))")
    guard case .entity(let entity as ModelValue) = value else { return nil }
    return entity.architecture
  }

  @Test func aFamilyBringsItsModules() throws {
    let gemma = try #require(Self.model("family: gemma2, sliding_window: 32"))
    #expect(gemma.attentionSoftcap && gemma.finalSoftcap && gemma.tied)
    #expect(gemma.norm == .offset && gemma.normPlacement == .around)
    #expect(gemma.slidingLayers == 3)
    let phi = try #require(Self.model("family: phi3"))
    #expect(phi.partialRotary)
    let neox = try #require(Self.model("family: gpt_neox"))
    #expect(neox.norm == .layer && neox.mlpBias && neox.parallelResidual && !neox.gatedMLP)
    let gpt2 = try #require(Self.model("family: gpt2, positions: 32"))
    #expect(gpt2.tied && gpt2.positions == 32 && gpt2.residualDropout)
  }

  @Test func whatOnlySomeFamiliesHaveIsStated() throws {
    let opt = try #require(Self.model("family: opt, positions: 32, dropout: off"))
    #expect(opt.positions == 34 && !opt.residualDropout && opt.activation == .relu)
    #expect(try #require(Self.model("family: starcoder2, dropout: on")).residualDropout)
    let mimo = try #require(Self.model("family: mimo, prediction_layers: 1"))
    #expect(mimo.predictionLayers == 1 && mimo.qkvBias)
    let phi = try #require(Self.model("family: phi"))
    #expect(phi.headBias && phi.normPlacement == .once && phi.outputBias)
  }

  @Test func earlyDecodersAreTheirs() throws {
    let falcon = try #require(Self.model("family: falcon, kv_heads: 1"))
    #expect(falcon.fusedSplit == .picked && falcon.normPlacement == .once && !falcon.qkvBias)
    let wide = try #require(Self.model("family: falcon, kv_heads: 2"))
    #expect(wide.fusedSplit == .spread && wide.normPlacement == .before && wide.parallelResidual)
    let bloom = try #require(Self.model("family: bloom", intermediate: 256))
    #expect(bloom.embeddingNorm && bloom.alibi == .inProduct && bloom.mlpBias)
    let mpt = try #require(Self.model("family: mpt", intermediate: 256))
    #expect(mpt.norm == .unbiased && mpt.alibi == .inScores && !mpt.mlpBias)
    let neo = try #require(Self.model("family: gpt_neo, positions: 32"))
    #expect(!neo.qkvBias && neo.outputBias && neo.fp32Scores)
  }

  /// Nothing traps and nothing takes for ever, whatever is said of a tower and of images.
  @Test(arguments: [
    ("batch: 1e15", "more than 10000 of them"), ("batch: 100_000", "more than 10000 of them"),
    ("seq: 8e15", "more than 10000 of them"),
  ])
  func imagesOneByOneAreBounded(_ argument: String, _ message: String) {
    let tokens = argument.hasPrefix("seq") ? "4e15" : "256"
    for model in ["qwen2_5_vl_7b", "qwen3_vl_8b", "mistral_small_3_1_24b"] {
      if argument.hasPrefix("seq") && model != "qwen2_5_vl_7b" { continue }
      let answer = Conversation().say(
        "estimate(model: \(model), image_tokens: \(tokens), \(argument)).allocated")
      #expect(answer.replacing("\n", with: " ").contains(message), "\(model): \(answer)")
    }
  }

  @Test func aTowerWithoutAWidthMakesNoImages() throws {
    let tower =
      "tower(parameters: 300, model_type: qwen3_vl, linear: 100, layers: 1, patches: 4, pixels: 3, "
      + "heads: 1, intermediate: 1, encoder: qwen3_vl, tensors: [\"100 100 100q\"])"
    let answer = Conversation().say(
      "estimate(model: transformer(family: qwen3, \(Self.dimensions), tower: \(tower)), "
        + "image_tokens: 16, seq: 64).allocated")
    #expect(answer.contains("image_tokens: a batch with images is not modelled yet"), "\(answer)")
  }

  @Test func whatIsStatedWins() throws {
    let model = try #require(Self.model("family: gemma3_text, sliding_window: 32, tied: off"))
    #expect(!model.tied)
    #expect(model.slidingLayers == 5)
    #expect(try #require(Self.model("family: glm4, qkv_bias: off")).qkvBias == false)
    #expect(
      try #require(Self.model("family: ministral, sliding_window: 32, sliding_layers: 2"))
        .slidingLayers == 2)
  }

  @Test func expertsAreTheFamilys() throws {
    let mixtral = try #require(Self.model("family: mixtral, experts: 8, experts_per_token: 2"))
    #expect(mixtral.experts?.intermediate == 128)
    let qwen = try #require(
      Self.model("family: qwen3_moe, experts: 8, experts_per_token: 2, moe_intermediate: 16"))
    #expect(qwen.experts?.intermediate == 16)
  }

  @Test func attentionByWayOfNarrowTensorsIsDeepSeeks() throws {
    let model = try #require(
      Self.model(
        "family: deepseek_v2, experts: 8, experts_per_token: 2, moe_intermediate: 16, "
          + "shared_intermediate: 32, dense_layers: 2, kv_lora_rank: 8, qk_nope_head_dim: 12, "
          + "qk_rope_head_dim: 4, v_head_dim: 10"))
    #expect(
      model.latent
        == Architecture.LatentAttention(
          queryRank: nil, keyRank: 8, plainDim: 12, rotatedDim: 4, valueDim: 10))
    #expect(model.headDim == 16 && model.kvHeads == 4)
    #expect(model.experts?.shared == 32)
    #expect(model.stretches.map(\.count) == [2, 4])
    #expect(model.stretches.map(\.build.feed) == [.mlp, .experts])
  }

  @Test func aTowerStandsBesideAnyOfThem() throws {
    let tower =
      "tower(parameters: 1000, linear: 900, layers: 2, hidden: 8, patches: 4, pixels: 12, "
      + "reached: on, mask: always)"
    let seeing = try #require(Self.model("family: llama, tower: \(tower)"))
    let blind = try #require(Self.model("family: llama"))
    #expect(seeing.parameters == blind.parameters + 1000)
    var expected = Architecture.Tower(parameters: 1000, linear: 900)
    (expected.layers, expected.hidden, expected.patches, expected.pixels) = (2, 8, 4, 12)
    expected.isReached = true
    expected.mask = .always
    #expect(seeing.tower == expected)
    #expect(Conversation().say("\(tower) == \(tower)") == "true\n")
  }

  @Test func layersOfTwoKindsAreGemma4s() throws {
    let model = try #require(
      Self.model(
        "family: gemma4_text, sliding_window: 32, sliding_layers: 4, global_head_dim: 32, "
          + "global_kv_heads: 2, kv_shared_layers: 3, double_wide_mlp: on, per_layer_input: 8"))
    #expect(
      model.global == Architecture.GlobalAttention(headDim: 32, kvHeads: 2, keysAreValues: true))
    #expect(model.shared == Architecture.SharedKeys(layers: 3, windowed: 2, doublesMLP: true))
    #expect(model.perLayerInput == Architecture.PerLayerInput(width: 8, vocab: 100))
  }

  @Test(arguments: [
    (
      "family: llama, sliding_window: 32", "llama has no `sliding_window`"
    ),
    ("family: olmo2, sliding_layers: 2", "olmo2 has no `sliding_layers`"),
    ("family: llama, experts: 8", "llama has no `experts`"),
    ("family: mixtral, experts: 8", "mixtral needs `experts_per_token`"),
    (
      "family: mixtral, experts: 8, experts_per_token: 2, moe_intermediate: 2",
      "mixtral has no `moe_intermediate`"
    ),
    ("family: qwen3_moe, experts: 8, experts_per_token: 2", "qwen3_moe needs `moe_intermediate`"),
    (
      "family: mixtral, experts: 8, experts_per_token: 9",
      "experts_per_token is 9, and a layer has 8"
    ),
    ("family: llama, positions: 32", "llama has no `positions`"),
    ("family: gpt_neox, kv_heads: 2", "gpt_neox has no `kv_heads`"),
    ("family: gpt_bigcode, kv_heads: 2", "gpt_bigcode makes kv_heads 4 of this, and not 2"),
    ("family: bloom", "bloom makes intermediate 256 of this, and not 128"),
    ("family: qwen2, qkv_bias: off", "qwen2 has no `qkv_bias`"),
    (
      "family: gemma4_text, sliding_window: 32, global_head_dim: 32, kv_shared_layers: 3",
      "kv_shared_layers is 3: no layer is left to take the keys"
    ),
    (
      "family: lfm2_moe, experts: 8, experts_per_token: 2, moe_intermediate: 8",
      "needs `layer_pattern`"
    ),
    ("family: bloom, kv_heads: 2", "bloom has no `kv_heads`"),
    ("family: gemma, dropout: on", "gemma has no `dropout`"),
    ("family: granite, dropout: on", "granite has no `dropout`"),
    ("family: qwen2, prediction_layers: 1", "qwen2 has no `prediction_layers`"),
    ("family: llama, per_layer_vocab: 8", "llama has no `per_layer_vocab`"),
    ("family: phi3, qk_norm: on", "phi3 has no `qk_norm`"),
    ("family: gemma2", "gemma2 needs `sliding_window`"),
    ("family: gemma4_text, sliding_window: 32", "gemma4_text needs `global_head_dim`"),
    ("family: gemma2, sliding_window: 32, global_head_dim: 16", "gemma2 has no `global_head_dim`"),
    ("family: llama, per_layer_input: 16", "llama has no `per_layer_input`"),
    ("family: llama, v_head_dim: 16", "llama has no `v_head_dim`"),
    (
      "family: mixtral, experts: 8, experts_per_token: 2, shared_intermediate: 16",
      "mixtral has no `shared_intermediate`"
    ),
    ("family: olmoe, experts: 8, experts_per_token: 2, dense_layers: 1", "has no `dense_layers`"),
    (
      "family: deepseek_v3, experts: 8, experts_per_token: 2, moe_intermediate: 16",
      "deepseek_v3 needs `kv_lora_rank`"
    ),
  ])
  func whatAFamilyHasNotIsRefused(_ arguments: String, _ message: String) {
    let answer = Conversation().say("transformer(\(arguments), \(Self.dimensions))")
    #expect(answer.contains(message), "\(answer)")
  }

  @Test(arguments: [
    ("family: lfm2, layer_pattern: \"C*CM*C\"", "holds 'M', which lfm2 has no layer for"),
    ("family: lfm2, layer_pattern: \"C*\"", "has 2 letters for 6 layers"),
    ("family: llama, layer_pattern: \"******\"", "llama has no `layer_pattern`"),
    ("family: qwen3_next, linear_key_heads: 3", "linear_key_heads is 3, no divisor"),
    ("family: bamba, layer_pattern: \"MMMMM*\"", "bamba needs `mamba_heads`"),
    ("family: qwen3_next, block_size: 64", "qwen3_next has no `block_size`"),
    (
      "family: minimax, experts: 4, experts_per_token: 2, conv_kernel: 4",
      "minimax has no `conv_kernel`"
    ),
  ])
  func aPatternIsTheFamilys(_ arguments: String, _ message: String) {
    let answer = Conversation().say("transformer(\(arguments), \(Self.dimensions))")
    #expect(answer.contains(message), "\(answer)")
  }

  /// Nemotron H's letters, one of each: what stands in the catalog's entries.
  @Test func aPatternBuildsTheLayers() throws {
    let model = try #require(
      Self.model(
        "family: nemotron_h, layer_pattern: \"ME*-ME\", experts: 4, experts_per_token: 2, "
          + "moe_intermediate: 16, shared_intermediate: 32, mamba_heads: 4, mamba_head_dim: 32, "
          + "mamba_state: 16, mamba_groups: 2"))
    #expect(model.stretches.map(\.count) == [2, 1, 1, 1, 1])
    #expect(model.stretches.map(\.build.mixer) == [.mamba2, .none, .attention, .none, .none])
    #expect(model.experts?.gated == false && model.experts?.shared == 32)
  }

  @Test func lightningAttentionStandsWhereThePatternSays() throws {
    let experts = "experts: 4, experts_per_token: 2"
    let model = try #require(
      Self.model("family: minimax, \(experts), layer_pattern: \"LL*LL*\", block_size: 64"))
    #expect(model.stretches.map(\.count) == [4, 2])
    #expect(model.stretches.map(\.build.mixer) == [.lightning, .attention])
    #expect(model.lightning?.block == 64)
    // Without a pattern, each second layer has it.
    let silent = try #require(Self.model("family: minimax, \(experts)"))
    #expect(silent.stretches.map(\.build.mixer) == [.attention, .lightning])
    #expect(silent.lightning?.block == 256)
  }

  /// What a family needs is said, one after the other, until it is described and can be estimated.
  @Test(arguments: HuggingFace.families)
  func everyFamilyCanBeDescribed(_ family: String) {
    let values = [
      "sliding_window": "32", "experts": "8", "experts_per_token": "2", "moe_intermediate": "16",
      "shared_intermediate": "32", "global_head_dim": "32", "kv_lora_rank": "8",
      "q_lora_rank": "8", "qk_nope_head_dim": "12", "qk_rope_head_dim": "4", "v_head_dim": "12",
      "head_dim": "16", "o_groups": "2", "o_lora_rank": "8", "index_n_heads": "2",
      "mamba_heads": "4", "mamba_head_dim": "32", "mamba_state": "16", "per_layer_input": "16",
      "layer_pattern": family == "lfm2_moe" ? "\"C*C*C*\"" : "\"M*-M*-\"",
    ]
    let conversation = Conversation()
    var arguments = "family: \(family)"
    // These have one of four times the stream's width, whatever their configs say.
    let sizes = Self.sizes(intermediate: ["bloom", "mpt"].contains(family) ? 256 : 128)
    for _ in values {
      let answer = conversation.say("transformer(\(arguments), \(sizes))")
      guard let needed = answer.split(separator: "needs `").dropFirst().first else { break }
      let name = String(needed.prefix { $0 != "`" })
      arguments += ", \(name): \(values[name] ?? "?")"
    }
    let model = "transformer(\(arguments), \(sizes))"
    let total = conversation.number("estimate(model: \(model), method: full).total")
    #expect(total ?? 0 > 0, "\(conversation.say(model))")
  }

  /// Each argument is asked for by some family.
  @Test func everyArgumentIsSomeFamilys() {
    let conversation = Conversation()
    for argument in ConfigArgument.all where !argument.isRequired {
      let isAsked = HuggingFace.families.contains { family in
        let model = "transformer(family: \(family), \(argument.name): 1, \(Self.dimensions))"
        return !conversation.say(model).contains("\(family) has no `\(argument.name)`")
      }
      #expect(isAsked, "\(argument.name)")
    }
  }
}
