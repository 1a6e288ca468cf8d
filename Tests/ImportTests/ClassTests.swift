import Import
import MemoryModel
import Step
import Testing

/// The config classes that came after Llama's: what their fixtures and their defaults mean.
@Suite struct ClassTests {
  private static func read(_ fields: String) throws -> Architecture {
    try HuggingFace.architecture(json: "{\(fields)}", name: "m")
  }

  private static func fixture(_ family: String) throws -> Architecture {
    try HuggingFace.architecture(json: Fixtures.text(family + ".json"), name: "m")
  }

  /// Names on the hub of models that have another family's modules.
  static let aliases: Set<String> = ["kimi_k2", "gemma4_unified_text"]

  /// Every family has a fixture, which leaves nothing to a default.
  @Test(arguments: HuggingFace.families)
  func aFixtureIsOfItsFamily(_ type: String) throws {
    let family = try Self.fixture(type).family
    #expect(family.rawValue == type || Self.aliases.contains(type))
    let bytes = Array(try Fixtures.text(type + ".json").utf8)
    #expect(try HuggingFace.reading(of: bytes, name: "m").notes.isEmpty)
  }

  /// `Phi3Config`, `Olmo2Config`, `Gemma2Config`, … of transformers 5.23: a config that is silent.
  @Test(arguments: [
    ("phi3", 3072, 8192, 32, 32, 32, 96, 32064), ("olmo2", 4096, 11008, 32, 32, 32, 128, 50304),
    ("gemma2", 2304, 9216, 26, 8, 4, 256, 256000),
    ("gemma3_text", 2304, 9216, 26, 8, 4, 256, 262208),
    ("gpt2", 768, 3072, 12, 12, 12, 64, 50257), ("gpt_neox", 6144, 24576, 44, 64, 64, 96, 50432),
    ("mixtral", 4096, 14336, 32, 32, 8, 128, 32000),
    ("qwen3_moe", 2048, 6144, 24, 32, 4, 64, 151936),
    ("gpt_oss", 2880, 2880, 36, 64, 8, 64, 201088),
    ("gemma4_text", 2304, 9216, 30, 8, 4, 256, 262144),
  ])
  func aSilentConfigIsItsClass(
    _ type: String, _ hidden: Int, _ intermediate: Int, _ layers: Int, _ heads: Int, _ kvHeads: Int,
    _ headDim: Int, _ vocab: Int
  ) throws {
    let model = try Self.read(#""model_type": "\#(type)""#)
    #expect(model.hidden == hidden && model.intermediate == intermediate)
    #expect(model.layers == layers && model.heads == heads && model.kvHeads == kvHeads)
    #expect(model.headDim == headDim && model.vocab == vocab)
  }

  @Test func expertsHaveTheirDefaults() throws {
    let mixtral = try Self.read(#""model_type": "mixtral""#).experts
    #expect(mixtral?.count == 8 && mixtral?.active == 2 && mixtral?.intermediate == 14336)
    let qwen = try Self.read(#""model_type": "qwen3_moe""#).experts
    #expect(qwen?.count == 128 && qwen?.active == 8 && qwen?.intermediate == 768)
    let oss = try Self.read(#""model_type": "gpt_oss""#).experts
    #expect(oss?.count == 128 && oss?.active == 4 && oss?.clamped == true)
    // attribute_map: both spellings are one field, and the other one is set last.
    let both = #""num_experts": 16, "num_local_experts": 32"#
    #expect(try Self.read(#""model_type": "mixtral", \#(both)"#).experts?.count == 16)
    #expect(try Self.read(#""model_type": "qwen3_moe", \#(both)"#).experts?.count == 32)
  }

  @Test(arguments: [
    (#""model_type": "phi3""#, nil, 0),
    (#""model_type": "phi3", "sliding_window": 2047"#, 2047, 32),
    (#""model_type": "olmo2", "sliding_window": 1024"#, nil, 0),
    (#""model_type": "gemma2""#, 4096, 13),
    (#""model_type": "gemma3_text""#, 4096, 22),
    (#""model_type": "gemma3_text", "sliding_window_pattern": 2"#, 4096, 13),
    (
      #""model_type": "gemma3_text", "num_hidden_layers": 2, "sliding_window_pattern": 1, "#
        + #""sliding_window": null"#, nil, 0
    ),
    (
      #""model_type": "gemma3_text", "num_hidden_layers": 2, "#
        + #""layer_types": ["full_attention", "sliding_attention"]"#, 4096, 1
    ),
    (#""model_type": "gpt_oss""#, 128, 18), (#""model_type": "gemma4_text""#, 512, 25),
    // The last layer of Gemma 4 has no window, whatever is listed.
    (#""model_type": "gemma4_text", "num_hidden_layers": 7"#, 512, 5),
    (#""model_type": "mixtral", "sliding_window": null"#, nil, 0),
    (#""model_type": "mixtral", "sliding_window": 4096"#, 4096, 32),
    (#""model_type": "qwen3_moe", "sliding_window": 4096"#, nil, 0),
    (#""model_type": "qwen3_moe", "use_sliding_window": true"#, 4096, 24),
  ])
  func theWindowIsWhatTheClassMakesOfIt(_ fields: String, _ window: Int?, _ layers: Int) throws {
    let model = try Self.read(fields)
    #expect(model.slidingWindow == window)
    #expect(model.slidingLayers == layers)
  }

  @Test func switchesAreThoseOfTheModules() throws {
    let gemma = #""model_type": "gemma2""#
    #expect(try Self.read(gemma + #", "attn_logit_softcapping": null"#).attentionSoftcap == false)
    #expect(try Self.read(gemma + #", "final_logit_softcapping": null"#).finalSoftcap == false)
    #expect(
      try Self.read(#""model_type": "gemma3_text", "final_logit_softcapping": 30"#).finalSoftcap)
    #expect(try Self.read(#""model_type": "phi3", "resid_pdrop": 0.1"#).residualDropout)
    #expect(try Self.read(#""model_type": "gpt2", "resid_pdrop": 0"#).residualDropout == false)
    let gpt2 = try Self.read(
      #""model_type": "gpt2", "n_inner": 100, "activation_function": "gelu""#)
    #expect(gpt2.intermediate == 100 && gpt2.activation == .kernel)
    let aliased = try Self.read(#""model_type": "gpt2", "hidden_size": 24, "n_embd": 48"#)
    #expect(aliased.hidden == 24 && aliased.intermediate == 96)
    let bare = #""model_type": "gpt_neox", "attention_bias": false, "use_parallel_residual": false"#
    let neox = try Self.read(bare)
    #expect(!neox.qkvBias && !neox.outputBias && neox.mlpBias && !neox.parallelResidual)
    let olmo = try Self.read(#""model_type": "olmo2", "attention_bias": true"#)
    #expect(olmo.qkvBias && olmo.outputBias && !olmo.mlpBias)
  }

  @Test(arguments: [
    (
      #""model_type": "gemma2", "use_bidirectional_attention": true"#,
      "use_bidirectional_attention is true: I read models that look back only."
    ),
    (
      #""model_type": "gemma2", "sliding_window": null"#,
      "sliding_window is null, and 13 layers have a window."
    ),
    (
      #""model_type": "gemma2", "attn_logit_softcapping": "50""#,
      #"attn_logit_softcapping is "50": it must be a number."#
    ),
    (
      #""model_type": "gemma3_text", "num_attention_heads": 7, "num_key_value_heads": 7"#,
      "hidden_size is 2304, no multiple of num_attention_heads, 7."
    ),
    (
      #""model_type": "gpt2", "n_embd": 100"#,
      "n_embd is 100, no multiple of num_attention_heads, 12."
    ),
    (
      #""model_type": "gpt2", "activation_function": "quick_gelu""#,
      #"activation_function is "quick_gelu": I do not know what it keeps for backward."#
    ),
    (#""model_type": "gpt2", "add_cross_attention": true"#, "add_cross_attention is true: I read"),
    (#""model_type": "gpt2", "resid_pdrop": 2"#, "resid_pdrop is 2.0: it must be a number from 0"),
    (#""model_type": "qwen3_moe", "mlp_only_layers": [-1]"#, "mlp_only_layers holds -1"),
    (#""model_type": "qwen3_moe", "decoder_sparse_step": 0"#, "decoder_sparse_step is 0"),
    (#""model_type": "axk1", "q_lora_rank": null"#, "q_lora_rank is null: this family makes"),
    (
      #""model_type": "glm_moe_dsa", "index_head_dim": 32"#,
      "index_head_dim is 32: positions rotate 64 features of it."
    ),
    (#""model_type": "glm_moe_dsa", "index_topk_pattern": "FX""#, "index_topk_pattern holds"),
    (#""model_type": "glm_moe_dsa", "index_topk_pattern": "FS""#, "index_topk_pattern lists 2"),
    (
      #""model_type": "glm_moe_dsa", "num_hidden_layers": 1, "indexer_types": ["shared"]"#,
      "indexer_types: the first layer has no earlier one to share with."
    ),
    (
      #""model_type": "cohere2_moe", "first_k_dense_replace": 41"#, "first_k_dense_replace is 41"
    ),
    (#""model_type": "cohere2_moe", "sliding_window": null"#, "sliding_window is null"),
    (
      #""model_type": "mixtral", "num_experts_per_tok": 9"#,
      "num_experts_per_tok is 9, and a layer has 8 experts."
    ),
  ])
  func whatIsNotReadIsRefusedByName(_ fields: String, _ message: String) {
    let fault = refusal(of: "{\n\(fields)\n}")
    #expect(fault?.message.hasPrefix(message) == true, "\(fault?.message ?? "accepted")")
    #expect(fault?.line == 2)
  }
}
