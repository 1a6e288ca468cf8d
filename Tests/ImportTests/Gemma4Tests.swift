import Import
import MemoryModel
import Testing

/// `Gemma4TextConfig`: layers of two kinds, keys that later layers share, experts beside the MLP.
@Suite struct Gemma4Tests {
  private static func read(_ fields: String) throws -> Architecture {
    try HuggingFace.architecture(json: #"{"model_type": "gemma4_text"\#(fields)}"#, name: "m")
  }

  @Test func aSilentConfigHasTheDefaultsOfItsClass() throws {
    let model = try Self.read("")
    #expect(model.global == Architecture.GlobalAttention(headDim: 512, kvHeads: 4))
    #expect(model.perLayerInput == Architecture.PerLayerInput(width: 256, vocab: 262144))
    #expect(model.shared == nil && model.experts == nil && !model.finalSoftcap)
  }

  @Test func headsOfKeysCountOnlyWhereKeysAreValues() throws {
    let heads = #", "num_global_key_value_heads": 2"#
    #expect(try Self.read(heads).global?.kvHeads == 4)
    let shared = try Self.read(heads + #", "attention_k_eq_v": true"#).global
    #expect(shared == Architecture.GlobalAttention(headDim: 512, kvHeads: 2, keysAreValues: true))
  }

  @Test func whatTransformersSavesLayerByLayerIsRead() throws {
    let layers =
      #", "num_hidden_layers": 2, "layer_types": ["sliding_attention", "full_attention"]"#
    let model = try Self.read(
      layers + #", "per_layer_config": {"01": {"head_dim": 64, "num_key_value_heads": 1}}"#)
    #expect(model.global?.headDim == 64 && model.global?.kvHeads == 1)
  }

  @Test func lastLayersShareKeys() throws {
    let model = try Self.read(#", "num_kv_shared_layers": 8, "use_double_wide_mlp": true"#)
    #expect(model.shared == Architecture.SharedKeys(layers: 8, windowed: 6, doublesMLP: true))
    let experts = try Self.read(
      #", "enable_moe_block": true, "num_experts": 8, "top_k_experts": 2, "#
        + #""moe_intermediate_size": 32"#
    ).experts
    #expect(experts?.besideMLP == true && experts?.count == 8 && experts?.intermediate == 32)
  }

  @Test(arguments: [
    (#""use_bidirectional_attention": "all""#, "use_bidirectional_attention is \"all\""),
    (#""sliding_window": null"#, "sliding_window is null, and 25 layers have a window."),
    (
      #""num_global_key_value_heads": 3, "attention_k_eq_v": true"#,
      "Layers without a window have 3 heads of keys, no divisor of"
    ),
    (#""per_layer_config": []"#, "per_layer_config is a list of 0: it must be an object."),
    (#""per_layer_config": {}"#, "per_layer_config sets other things than the heads"),
    (#""per_layer_config": {"0": {"head_dim": 64}}"#, "per_layer_config sets other things"),
    (#""per_layer_config": {"05": 64}"#, "per_layer_config holds 64: it must hold objects only."),
    (#""num_kv_shared_layers": 30"#, "num_kv_shared_layers is 30: no layer is left to take"),
    (#""num_kv_shared_layers": 26"#, "num_kv_shared_layers is 26: no layer is left to take"),
    (#""enable_moe_block": true"#, "enable_moe_block is true without num_experts"),
    (
      #""enable_moe_block": true, "num_experts": 2, "top_k_experts": 4, "moe_intermediate_size": 8"#,
      "top_k_experts is 4, and a layer has 2 experts."
    ),
  ])
  func whatCannotBeIsRefusedByName(_ fields: String, _ message: String) {
    let fault = refusal(of: "{\"model_type\": \"gemma4_text\",\n\(fields)\n}")
    #expect(fault?.message.hasPrefix(message) == true, "\(fault?.message ?? "accepted")")
    #expect(fault?.line == 2)
  }
}
