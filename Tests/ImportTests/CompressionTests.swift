import Import
import Step
import Testing

@testable import MemoryModel

/// DeepSeek V4: what its config may say, and what of its model is no usual weight.
@Suite struct CompressionTests {
  private static func read(_ fields: String) throws -> Architecture {
    try HuggingFace.architecture(
      json: "{\"model_type\": \"deepseek_v4\"\(fields)}", name: "m")
  }

  /// `DeepseekV4Config` of transformers 5.23.
  @Test func aSilentConfigIsItsClass() throws {
    let model = try Self.read("")
    #expect(model.hidden == 4096 && model.layers == 43 && model.heads == 64)
    #expect(model.kvHeads == 1 && model.headDim == 512 && model.slidingWindow == 128)
    #expect(model.experts?.count == 256 && model.experts?.active == 6)
    #expect(model.experts?.intermediate == 2048 && model.experts?.shared == 2048)
    #expect(model.experts?.hashedLayers == 3)
    #expect(model.compressed?.rotatedDim == 64 && model.compressed?.heavyRate == 128)
    #expect(model.hyper == Architecture.HyperConnections())
    // The last layer stands apart from its like.
    #expect(model.stretches.map(\.count) == [22, 20, 1])
    #expect(
      model.stretches.map(\.build.mixer) == [.heavyAttention, .sparseAttention, .heavyAttention])
  }

  @Test func layersAreThoseOfTheLists() throws {
    let rated = try Self.read(#", "num_hidden_layers": 4, "compress_ratios": [0, 4, 128, 4, 0]"#)
    #expect(
      rated.stretches.map(\.build.mixer)
        == [.attention, .sparseAttention, .heavyAttention, .sparseAttention])
    #expect(rated.slidingLayers == 4)
    let named = #""layer_types": ["sliding_attention", "sliding_attention"]"#
    let plain = try Self.read(#", "num_hidden_layers": 1, "compress_ratios": [4], \#(named)"#)
    #expect(plain.stretches.isEmpty && plain.slidingLayers == 1)
    let hashed = #""mlp_layer_types": ["moe", "hash_moe", "moe"]"#
    #expect(
      try Self.read(#", "num_hidden_layers": 2, "num_hash_layers": 0, \#(hashed)"#)
        .experts?.hashedLayers == 1)
  }

  @Test(arguments: [
    (#""compress_ratios": [0, 5]"#, #"compress_ratios holds "5"."#),
    (#""compress_ratios": [0]"#, "compress_ratios lists 1 layers and num_hidden_layers is 2."),
    (#""compress_ratios": 4"#, "compress_ratios is 4: it must be a list of whole numbers."),
    (#""layer_types": ["full_attention", "moe"]"#, #"layer_types holds "full_attention"."#),
    (#""layer_types": []"#, "layer_types lists 0 layers and num_hidden_layers is 2."),
    (#""mlp_layer_types": ["dense", "moe"]"#, #"mlp_layer_types holds "dense"."#),
    (#""num_hash_layers": -1"#, "num_hash_layers is -1: it must be at least 0."),
    (#""compress_rates": [4]"#, "compress_rates is a list of 1: it must be an object."),
    (
      #""compress_rates": {"compressed_sparse_attention": 4}"#,
      "compress_rates does not say the rate of heavily_compressed_attention"
    ),
    (#""compress_rate_hca": 0"#, "compress_rate_hca is 0: it must be at least 1."),
    (#""o_groups": 3"#, "o_groups is 3, which does not divide the width of all heads, 32768."),
    (#""o_groups": 0"#, "o_groups is 0: it must be at least 1."),
    (#""q_lora_rank": null"#, "q_lora_rank is null: it must be a whole number."),
    (#""qk_rope_head_dim": 513"#, "513 features of a head are rotated, and head_dim is 512."),
    (#""partial_rotary_factor": 2"#, "partial_rotary_factor is 2.0: it must be a number above 0"),
    (#""hc_mult": 0"#, "hc_mult is 0: it must be at least 1."),
    (#""hc_mult": 99999"#, "hc_mult is 99999: no model comes near that."),
    (#""num_experts_per_tok": 300"#, "num_experts_per_tok is 300, and a layer has 256 experts."),
  ])
  func whatIsNotReadIsRefusedByName(_ fields: String, _ message: String) {
    let fault = refusal(
      of: "{\"model_type\": \"deepseek_v4\", \"num_hidden_layers\": 2,\n\(fields)\n}")
    #expect(fault?.message.hasPrefix(message) == true, "\(fault?.message ?? "accepted")")
    #expect(fault?.line == 2)
  }

  /// What PEFT 0.21 trains of rank 8, a name a time: it means every module whose path ends in it. Of
  /// `o_a_proj` the forward pass fails, as soon as there are several groups.
  @Test(arguments: [
    ("gate_proj", 4672), ("kv_proj", 4864), ("q_b_proj", 4096), ("compressor.kv_proj", 1792),
  ])
  func aNameMeansWhatPEFTMatches(_ name: String, _ trained: Int) throws {
    let model = try Self.read(
      """
      , "vocab_size": 1000, "hidden_size": 64, "moe_intermediate_size": 24, "num_hidden_layers": 3,
      "num_attention_heads": 4, "head_dim": 32, "q_lora_rank": 16, "n_routed_experts": 6,
      "num_experts_per_tok": 2, "o_groups": 2, "o_lora_rank": 8, "index_n_heads": 4,
      "index_head_dim": 16, "qk_rope_head_dim": 8, "layer_types": ["sliding_attention",
      "compressed_sparse_attention", "heavily_compressed_attention"]
      """)
    let setup = { (name: String) in
      Setup(architecture: model, method: .lora(Adapter(rank: 8, targets: .modules([name]))))
    }
    #expect(setup(name).counts.trainable == trained)
    #expect(throws: Refusal.self) { try estimate(setup("o_a_proj")) }
  }
}
