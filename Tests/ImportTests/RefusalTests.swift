import Import
import Testing

/// What is said of a config that cannot be right.
@Suite struct RefusalTests {
  @Test(arguments: [
    (#""hidden_size": -4096"#, "hidden_size is -4096: it must be at least 1."),
    (#""hidden_size": 0"#, "hidden_size is 0: it must be at least 1."),
    (#""hidden_size": null"#, "hidden_size is null: it must be a whole number."),
    (#""hidden_size": "4096""#, #"hidden_size is "4096": it must be a whole number."#),
    (#""hidden_size": 4096.5"#, "hidden_size is 4096.5: it must be a whole number."),
    (#""hidden_size": NaN"#, "hidden_size is nan: it must be a whole number."),
    (#""hidden_size": Infinity"#, "hidden_size is inf: it must be a whole number."),
    (#""hidden_size": 1e999"#, "hidden_size is inf: it must be a whole number."),
    (#""hidden_size": [4096]"#, "hidden_size is a list of 1: it must be a whole number."),
    (#""hidden_size": {}"#, "hidden_size is an object: it must be a whole number."),
    (#""hidden_size": true"#, "hidden_size is true: it must be a whole number."),
    (#""vocab_size": 999999999999"#, "vocab_size is 999999999999: no model comes near that."),
    (
      #""vocab_size": 99999999999999999999"#,
      "vocab_size is 1e+20: it must be a whole number."
    ),
    (#""num_hidden_layers": 100000"#, "num_hidden_layers is 100000: no model comes near that."),
    (#""tie_word_embeddings": "no""#, #"tie_word_embeddings is "no": it must be true or false."#),
    (#""attention_bias": 1"#, "attention_bias is 1: it must be true or false."),
    (
      #""num_attention_heads": 30"#,
      "hidden_size is 4096, no multiple of num_attention_heads, 30; and there is no head_dim."
    ),
    (
      #""num_attention_heads": 30, "head_dim": 128"#,
      "hidden_size is 4096, no multiple of num_attention_heads, 30."
    ),
    (
      #""num_key_value_heads": 5"#,
      "num_attention_heads is 32 and num_key_value_heads 5: each head of keys and values must "
        + "serve as many query heads as the others."
    ),
    (#""num_key_value_heads": 64"#, "num_attention_heads is 32 and num_key_value_heads 64: "),
    (
      #""vocab_size": 200000000, "hidden_size": 1048576, "num_attention_heads": 64"#,
      "These dimensions make more than "
    ),
  ])
  func aWrongFieldIsNamedWithItsValue(_ field: String, _ message: String) {
    let text = "{\n  \"model_type\": \"llama\",\n  \(field)\n}"
    let fault = refusal(of: text)
    #expect(fault?.message.hasPrefix(message) == true, "\(fault?.message ?? "accepted")")
    if fault?.line != nil { #expect(fault?.line == 3) }
  }

  @Test(arguments: [
    (
      #"{"model_type": "zamba"}"#, #"I do not know the family "zamba" yet"#, "others: `families`"
    ),
    (
      #"{"model_type": "mixtral9"}"#, #"I do not know the family "mixtral9" yet"#,
      "Of its kin I read mixtral; `families`"
    ),
    (
      #"{"model_type": "nobody", "text_config": {"model_type": "mistral"}}"#,
      #"I do not read "nobody" yet: a text model inside a larger one"#, "transformer(…"
    ),
    (#"{"model_type": 7}"#, "model_type is 7: it must be a text.", nil),
    (#"{"model_type": null}"#, "The config has no model_type.", "names its family"),
    (#"{}"#, "The config has no model_type.", "names its family"),
    (#"{"peft_type": "LORA"}"#, "This is an adapter, and no model.", "an adapter's config"),
    (
      #"{"peft_type": "LORA", "base_model_name_or_path": "org/base"}"#,
      "This is an adapter, and no model.", #"Its base model is "org/base""#
    ),
    (#"{"weight_map": {}}"#, "The config has no model_type.", "index of the weights"),
    (#"[1, 2]"#, "A config is an object in braces; this file holds a list of 2.", nil),
    (#""llama""#, #"A config is an object in braces; this file holds "llama"."#, nil),
    (
      #"{"model_type": "qwen3", "layer_types": ["full_attention"]}"#,
      "layer_types lists 1 layers and num_hidden_layers is 32.", nil
    ),
    (
      #"{"model_type": "qwen3", "num_hidden_layers": 1, "layer_types": ["linear_attention"]}"#,
      #"layer_types holds "linear_attention"."#, "sliding_attention"
    ),
    (
      #"{"model_type": "qwen3", "layer_types": [1]}"#,
      "layer_types holds 1: it must hold texts only.", nil
    ),
  ])
  func aConfigOfAnotherKindIsRefusedByName(_ text: String, _ message: String, _ hint: String?) {
    let fault = refusal(of: text)
    #expect(fault?.message.hasPrefix(message) == true, "\(fault?.message ?? "accepted")")
    if let hint { #expect(fault?.hint?.contains(hint) == true, "\(fault?.hint ?? "no hint")") }
  }

  @Test func whatAStrangerWroteDoesNotReachTheScreenAsItIs() throws {
    let long = String(repeating: "x", count: 10_000)
    let fault = try #require(refusal(of: #"{"model_type": "a\u001b[2J\u202e\#(long)"}"#))
    #expect(!fault.message.unicodeScalars.contains { $0.value < 0x20 || $0 == "\u{202E}" })
    #expect(fault.message.count < 200)
  }
}

/// The fault that a text is refused with, or nil where it is accepted.
func refusal(of text: String) -> ImportFault? {
  do throws(ImportFault) {
    _ = try HuggingFace.architecture(json: text, name: "model")
    return nil
  } catch {
    return error
  }
}
