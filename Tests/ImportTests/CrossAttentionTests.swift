import Import
import MemoryModel
import Step
import Testing

/// Llama 3.2 Vision: images that its layers look at.
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

  @Test func whatCannotBeIsRefused() throws {
    var setup = Setup(
      architecture: try HuggingFace.architecture(json: Self.config, name: "V"), seq: 32)
    setup.imageTokens = 1
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
    let fault = #expect(throws: ImportFault.self) {
      try HuggingFace.architecture(json: all, name: "V")
    }
    #expect(fault?.message == "All 2 layers look at images: without one, none would run.")
  }
}
